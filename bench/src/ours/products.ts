// Worker: the matrix products of training steps by themselves, of the shapes that the steps of `train.ts` have, one after the other.
// {"steps": n} multiplies for the next n steps and answers {"seconds", "operations", "operationsOfSteps"}.
//
// What is counted: a product of [a, b] and [b, c] is 2abc operations. A step has, in each layer and for the t tokens of its texts
// without padding, four products of [t, hidden] and [hidden, hidden] (query, key, value, output) and two between hidden and
// intermediate size; backward each of them has two of as many operations. These are multiplied and timed here.
// `operationsOfSteps` has the products of attention, too: 4 l² hidden for a text of l tokens, and twice that backward; they
// are some hundredths of all. Embeddings, pooling, loss and optimizer count as no operations.
import * as tf from '@tensorflow/tfjs-core'
import { openTokenizer } from '../openTokenizer.js'
import { given } from './given.js'
import { answer } from './lines.js'
import { openedEngine } from './openedEngine.js'
import { nextRequest } from './requests.js'
import { sentencesOf } from './sentencesOf.js'
import { sizesOf } from './sizesOf.js'
import { stepRows } from './stepRows.js'

const { data, base, folder, threads, batchSize, maxLength } = given()
const { hidden, intermediate, layers } = sizesOf(folder)
const tokenizer = openTokenizer(folder)
const { ready } = await openedEngine(threads)
const sentences = await sentencesOf(data, base)
const lengths = sentences.map(text => tokenizer.encode(text, maxLength).ids.length)

/** Each layer has weights of its own, as in the encoder: [out, in]. */
const shapes: readonly (readonly [out: number, into: number])[] = [
  ...Array.from({ length: 4 }, () => [hidden, hidden] as const),
  [intermediate, hidden],
  [hidden, intermediate],
]
const weights = Array.from({ length: layers }, () =>
  shapes.map(shape => tf.randomNormal<tf.Rank.R2>([...shape], 0, 0.02)),
)

/** Seconds of all products of a step with so many tokens. */
const multiply = (tokens: number): number =>
  tf.tidy(() => {
    const rows = new Map([hidden, intermediate].map(width => [width, tf.randomNormal<tf.Rank.R2>([tokens, width])]))
    const start = performance.now()
    for (const weight of weights.flat()) {
      const [out, into] = [rows.get(weight.shape[0])!, rows.get(weight.shape[1])!]
      tf.dispose([tf.matMul(into, weight, false, true), tf.matMul(out, weight), tf.matMul(out, into, true, false)])
    }
    return (performance.now() - start) / 1000
  })

const forwardAndBackward = 3
const steps = stepRows(sentences.length / 2, batchSize)
answer(ready)

for (;;) {
  const texts = Array.from({ length: nextRequest('steps') }, () =>
    steps.next().value.flatMap(row => [lengths[2 * row]!, lengths[2 * row + 1]!]),
  )
  const tokens = texts.map(sum)
  const seconds = sum(tokens.map(multiply))
  const operations = forwardAndBackward * 2 * sum(tokens) * layers * sum(shapes.map(([out, into]) => out * into))
  const attention = forwardAndBackward * layers * 4 * hidden * sum(texts.flat().map(length => length ** 2))
  answer({ seconds, operations, operationsOfSteps: operations + attention })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
