import { Worker } from 'node:worker_threads'
import { refusal } from '../asPromise.js'
import type { Answer, TokenizerParts } from './messages.js'
import type { TokenizedTexts } from './tokenizeTexts.js'
import type { Tokenizing } from './tokenizing.js'

/** The built file, also where this one runs from its TypeScript source. */
const program = new URL('../../dist/tokenize/worker.js', import.meta.url)

interface Waiting {
  readonly resolve: (tokenized: TokenizedTexts) => void
  readonly reject: (why: Error) => void
}

/**
 * In a thread of its own, which starts now; `started` is called once it is ready. What is asked for earlier waits for it.
 * It keeps the process alive only while an answer is due.
 */
export const tokenizeAside = (parts: TokenizerParts, started?: () => void): Tokenizing => {
  const worker = new Worker(program, { workerData: parts, ...ownFlags() })
  const waiting: Waiting[] = []
  let ended: Error | undefined
  const end = (why: Error) => {
    ended ??= why
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  worker.on('message', (message: Answer | 'started') => {
    if (message === 'started') return started?.()
    const asked = waiting.shift()
    if (waiting.length === 0) worker.unref()
    if ('tokenized' in message) asked?.resolve(message.tokenized)
    else asked?.reject('problems' in message ? refusal(message.problems) : new Error(message.failed))
  })
  worker.on('error', error => end(new Error(`the thread that tokenizes ended: ${error.message}`, { cause: error })))
  worker.on('exit', code => end(new Error(`the thread that tokenizes ended with code ${code}`)))
  worker.unref() // last: listening counts as waiting
  return {
    tokenize: (texts, maxLength) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        worker.postMessage({ texts, maxLength })
        waiting.push({ resolve, reject })
        worker.ref()
      }),
    close: async () => {
      end(new Error('the thread that tokenizes was closed'))
      await worker.terminate()
    },
  }
}

/** A thread inherits its process's flags; `--input-type` speaks of a program given as text, and refuses one in a file. */
const ownFlags = (): { readonly execArgv?: string[] } =>
  process.execArgv.some(flag => flag.startsWith('--input-type')) ? { execArgv: [] } : {}
