import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Numbers, type Ready, readNumbers, readReady, type Unavailable } from './protocol.js'

/** A program that waits for requests; it computes only between a request and its answer. */
export interface Worker extends Ready {
  readonly who: string
  /** The number of its process. */
  readonly process: number
  readonly ask: <Name extends string>(
    request: Readonly<Record<string, unknown>>,
    names: readonly Name[],
  ) => Promise<Numbers<Name>>
  /** Closes its stdin and waits until it has ended. */
  readonly end: () => Promise<void>
}

export interface Command {
  readonly who: string
  readonly program: string
  readonly words: readonly string[]
}

/** Starts a program and waits until it is ready, or has said why it cannot be. */
export const startWorker = async ({ who, program, words }: Command): Promise<Worker | Unavailable> => {
  const child = spawn(program, words, { stdio: 'pipe' })
  const ended = once(child, 'close') as Promise<[code: number | null]>
  // Whoever waits for a line hears of it; nobody else needs to.
  ended.catch(() => {})
  child.stdin.on('error', () => {})
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2000)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (done !== true) return value
    const why = await ended.then(
      ([code]) => `ended with ${code ?? 'a signal'}: ${lastLine(said)}`,
      (error: Error) => `does not start: ${error.message}`,
    )
    throw new Error(`${who} ${why}`)
  }
  const end = async (): Promise<void> => {
    child.stdin.end()
    await ended.catch(() => {})
  }
  const ready = await nextLine()
    .then(line => readReady(who, line))
    .catch(async (error: Error) => {
      await end()
      throw error
    })
  if ('unavailable' in ready) {
    await end()
    return ready
  }
  return {
    ...ready,
    who,
    process: child.pid ?? 0,
    ask: async (request, names) => {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      return readNumbers(who, await nextLine(), names)
    },
    end,
  }
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) || 'it said nothing'
