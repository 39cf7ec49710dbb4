import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ParquetAnswer, ParquetQuestion } from './parquetProcess.js'

/** The built file, also where this one runs from its TypeScript source. */
const program = fileURLToPath(new URL('../../dist/sources/parquetProcess.js', import.meta.url))

export interface ParquetDecoder {
  /** The answer; undefined where it takes more memory or time than a file of this size has a use for. */
  readonly ask: (question: ParquetQuestion) => Promise<ParquetAnswer | undefined>
  readonly close: () => void
}

const megabyte = 2 ** 20
const least = 256
const most = 4096

/** The process that the last small file has left for the next one. */
let idle: ChildProcess | undefined

/**
 * Decodes in a process of its own: a run length of four bytes asks the decoder for any memory and time, and what runs out of memory takes
 * its whole process along. It keeps this one alive only while an answer is due.
 */
export const parquetDecoder = (fileBytes: number): ParquetDecoder => {
  const memory = Math.min(most, least + Math.ceil((20 * fileBytes) / megabyte))
  const milliseconds = 3000 + fileBytes / 1000
  const isSmall = memory <= least + 64
  const child = (isSmall ? taken() : undefined) ?? started(isSmall ? least + 64 : memory)
  let isWhole = true
  return {
    ask: question =>
      new Promise(resolve => {
        const end = (answer: ParquetAnswer | undefined) => {
          clearTimeout(late)
          child.removeAllListeners('message').removeAllListeners('exit')
          waitFor(child, false)
          isWhole &&= answer !== undefined
          resolve(answer)
        }
        const late = setTimeout(() => end(undefined), milliseconds)
        child.once('message', answer => end(answer as ParquetAnswer))
        child.once('exit', () => end(undefined))
        waitFor(child, true)
        child.send(question)
      }),
    close: () => {
      if (isWhole && isSmall && idle === undefined) idle = child
      else child.kill('SIGKILL')
    },
  }
}

const taken = (): ChildProcess | undefined => {
  const last = idle
  idle = undefined
  return last?.connected ? last : undefined
}

const started = (memory: number): ChildProcess => {
  const child = fork(program, {
    execArgv: [`--max-old-space-size=${memory}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('error', () => {})
  return child
}

const waitFor = (child: ChildProcess, isDue: boolean): void => {
  if (isDue) child.ref()
  else child.unref()
  const channel = child.channel as { readonly ref?: () => void; readonly unref?: () => void } | null | undefined
  if (isDue) channel?.ref?.()
  else channel?.unref?.()
}
