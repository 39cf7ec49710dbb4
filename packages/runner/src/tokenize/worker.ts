import { parentPort, workerData } from 'node:worker_threads'
import { isLeft } from 'fp-ts/lib/Either.js'
import { isRefusal } from '../asPromise.js'
import type { Answer, Question, TokenizerParts } from './messages.js'
import { openTokenizer } from './openTokenizer.js'
import { tokenizeTexts } from './tokenizeTexts.js'

/** The program of the thread that tokenizes: one answer to each question, in order. */
const { json, config, lowerCase }: TokenizerParts = workerData
const port = parentPort!
const read = openTokenizer(JSON.parse(json), config, { lowerCase })

const answer = ({ texts, maxLength }: Question): Answer => {
  if (isLeft(read)) return { problems: read.left }
  try {
    return { tokenized: tokenizeTexts(read.right, texts, maxLength) }
  } catch (error) {
    if (isRefusal(error)) return { problems: error.problems }
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

port.on('message', (question: Question) => {
  const answered = answer(question)
  port.postMessage(
    answered,
    'tokenized' in answered ? [answered.tokenized.ids.buffer, answered.tokenized.offsets.buffer] : [],
  )
})
port.postMessage('started')
