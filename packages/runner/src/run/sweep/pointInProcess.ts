import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Metrics } from '../../evaluate/evaluate.js'
import type { RunEvent } from '../runEvent.js'
import type { FromPoint, PointTask, ToPoint } from './pointMessages.js'

/** The built file, also where this one runs from its TypeScript source. */
const program = fileURLToPath(new URL('../../../dist/cli/pointProcess.js', import.meta.url))

export interface PointWatch {
  readonly event: (event: RunEvent) => unknown
  /** Resolves when the point may take so much memory. */
  readonly memory: (bytes: number | undefined) => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/** Runs a point in a process of its own; asked to stop, that keeps a checkpoint. It does not outlive this process. */
export const pointInProcess = (
  task: PointTask,
  { event, memory, signal }: PointWatch,
): Promise<Either<Problems, Metrics>> => {
  const child = fork(program, {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Ctrl-C reaches all processes of a terminal: these are asked to stop in good order instead.
    detached: true,
  })
  const send = (message: ToPoint) => void (child.connected && child.send(message, () => {}))
  const stop = () => send({ to: 'stop' })
  const kill = () => void child.kill('SIGKILL')
  process.on('exit', kill)
  signal?.addEventListener('abort', stop)
  return ended(child, { event, memory }, send, () => {
    send({ to: 'run', ...task })
    if (signal?.aborted) stop()
  }).finally(() => {
    process.off('exit', kill)
    signal?.removeEventListener('abort', stop)
  })
}

const ended = (
  child: ChildProcess,
  { event, memory }: Pick<PointWatch, 'event' | 'memory'>,
  send: (message: ToPoint) => void,
  begin: () => void,
): Promise<Either<Problems, Metrics>> =>
  new Promise((resolve, reject) => {
    let errors = ''
    let came: Either<Problems, Metrics> | undefined
    let fault: unknown
    /** Events are told one after the other, and all before the point has ended. */
    let telling: Promise<unknown> = Promise.resolve()
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = `${errors}${text}`.slice(-2000)
    })
    child.on('message', (message: FromPoint) => {
      switch (message.from) {
        case 'event':
          telling = telling
            .then(() => event(message.event))
            .catch(error => {
              fault ??= error
            })
          return
        case 'memory':
          void memory(message.bytes).then(() => send({ to: 'go on' }))
          return
        case 'end':
          came = right(message.metrics)
          return
        case 'refusal':
          came = left(message.problems)
          return
        case 'fault':
          fault = new Error(message.text)
      }
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      void telling.then(() => {
        if (fault !== undefined) reject(fault)
        else resolve(came ?? left([problem(lost(signal ?? `code ${code}`, errors))]))
      })
    })
    child.once('spawn', begin)
  })

/**
 * Why: Nobody knows what a process that is gone would have come to.
 * Cure: Run fewer points at once, so that each has more memory, or look at the last line.
 * Types: Processes end when they run.
 */
const lost = (how: string, errors: string): string => {
  const last = errors.trimEnd().split('\n').at(-1)
  return `its process ended (${how}) before the point did: run fewer with --parallel if memory was short${last === '' || last === undefined ? '' : `; it said ${last.slice(0, 200)}`}`
}
