import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inputOf } from './input.js'
import type { Reader } from './reader.js'
import { makeSandbox, type Sandbox } from './sandbox.js'
import type { Message, Outcome, Work } from './worker.js'

export interface Fuzzed {
  readonly reader: string
  readonly accepted: number
  readonly refused: number
  readonly failures: readonly Failure[]
  readonly slowest: number
  readonly peak: number
  readonly seconds: number
}

export interface Failure {
  readonly number: number
  readonly why: string
}

/** Longer than this nobody waits for a file to be refused, nor does a machine end what hangs. */
const longest = 5000
const worker = fileURLToPath(new URL('worker.ts', import.meta.url))

type Share = readonly [reader: Reader, count: number]

/** Gives each reader so many changed files, in several processes. One that dies is begun again behind what it died of. */
export const fuzz = async (
  shares: readonly Share[],
  seed: number,
  atOnce: number,
  first = 0,
): Promise<readonly Fuzzed[]> => {
  const counts = new Map(
    shares.map(([{ name }]) => [
      name,
      { reader: name, accepted: 0, refused: 0, failures: [] as Failure[], slowest: 0, peak: 0, seconds: 0 },
    ]),
  )
  const work = async (part: readonly Share[]) => {
    const sandbox = makeSandbox()
    let left = part.map(([{ name }, count]) => [name, first, first + count] as const)
    while (left.length > 0) {
      const { ended, stopped } = await run({ seed, inputs: left, sandbox: sandbox.root }, sandbox)
      for (const { reader, number, outcome, milliseconds, peak } of ended) {
        const count = counts.get(reader)!
        count.slowest = Math.max(count.slowest, milliseconds)
        count.peak = Math.max(count.peak, peak)
        count.seconds += milliseconds / 1000
        if (typeof outcome === 'string') count[outcome]++
        else count.failures.push({ number, why: outcome.failed })
      }
      if (stopped === undefined) break
      counts.get(stopped.reader)!.failures.push(stopped)
      const at = left.findIndex(([name]) => name === stopped.reader)
      left = left
        .slice(at)
        .map(([name, from, to], i) => [name, i === 0 ? stopped.number + 1 : from, to] as const)
        .filter(([, from, to]) => from < to)
    }
    rmSync(sandbox.root, { recursive: true, force: true })
  }
  // One reader may be slow where others are quick: each process gets some of all kinds.
  await Promise.all(Array.from({ length: atOnce }, (_, i) => work(shares.filter((_, at) => at % atOnce === i))))
  return [...counts.values()]
}

interface Ended {
  readonly reader: string
  readonly number: number
  readonly outcome: Outcome
  readonly milliseconds: number
  readonly peak: number
}
interface Stopped extends Failure {
  readonly reader: string
}

/** One process, until it is through or dies; what it died of is told. */
const run = (
  work: Work,
  { inside, cache }: Sandbox,
): Promise<{ readonly ended: readonly Ended[]; readonly stopped?: Stopped }> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = fork(worker, [JSON.stringify(work)], {
      execArgv: ['--import', 'tsx', '--max-old-space-size=900', '--disallow-code-generation-from-strings'],
      env: { ...process.env, HOME: inside, XDG_CACHE_HOME: cache, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const ended: Ended[] = []
    let output = ''
    let at: { readonly reader: string; readonly number: number } | undefined
    let handles = 0
    let hung = false
    let late: NodeJS.Timeout | undefined
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', data => {
        output = `${output}${data}`.slice(-3000)
      })
    child.on('message', (message: Message) => {
      clearTimeout(late)
      if ('begun' in message) {
        at = { reader: message.reader, number: message.begun }
        late = setTimeout(() => {
          hung = true
          child.kill('SIGKILL')
        }, longest)
      } else if ('ended' in message) {
        ended.push({ ...message, ...at! })
        at = undefined
      } else handles = message.handles
    })
    child.on('close', (code, signal) => {
      clearTimeout(late)
      const last = at ?? ended.at(-1)
      const stopped = (why: string) => resolve({ ended, stopped: { ...last!, why } })
      if (last === undefined) reject(new Error(`nothing was read: the process ended with ${code ?? signal}: ${output}`))
      else if (hung) stopped(`it took longer than ${longest / 1000} s`)
      else if (code !== 0 || at !== undefined) stopped(`the process ended with ${code ?? signal}: ${output}`)
      else if (handles > 8) stopped(`${handles} files were left open`)
      else resolve({ ended })
    })
  })

/** Writes the input of a failure to a folder, to be looked at. */
export const keepFailure = async (
  folder: string,
  reader: Reader,
  seed: number,
  { number, why }: Failure,
): Promise<string> => {
  const { files, path, content } = inputOf(reader.name, await reader.seeds(), seed, number)
  const kept = join(folder, `${reader.name.replaceAll(/\W+/g, '-')}-${seed}-${number}`)
  for (const [name, own] of Object.entries({ ...files, [path]: content, 'WHY.txt': why })) {
    mkdirSync(dirname(join(kept, name)), { recursive: true })
    writeFileSync(join(kept, name), typeof own === 'string' || own instanceof Uint8Array ? own : JSON.stringify(own))
  }
  return kept
}
