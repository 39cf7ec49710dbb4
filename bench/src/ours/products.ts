// Worker: the matrix products of training steps by themselves, of the shapes that the steps of `train.ts` have, one after the other.
// {"steps": n} multiplies for the next n steps and answers {"seconds", "operations", "operationsOfSteps"}.
//
// What is counted: in each layer, for the t tokens of a step without padding, four products of [t, hidden] and [hidden, hidden]
// (query, key, value, output) and two between hidden and intermediate size; backward each of them has two of as many
// operations. These are multiplied and timed here, one operation of the engine after the other, each layer with weights of its
// own. `operationsOfSteps` has the products of attention, too, of real tokens alone; about a hundredth where texts are short.
// Embeddings, pooling, loss, dropout and optimizer take time in a step and count as no operations.
import * as tf from '@tensorflow/tfjs-core'
import { openTokenizer } from '../openTokenizer.js'
import { given } from './given.js'
import { answer } from './lines.js'
import { openedEngine } from './openedEngine.js'
import { ofAttention, ofProducts, shapesOf, sum } from './operations.js'
import { nextRequest } from './requests.js'
import { sentencesOf } from './sentencesOf.js'
import { sizesOf } from './sizesOf.js'
import { stepRows } from './stepRows.js'

const { data, base, folder, threads, batchSize, maxLength } = given()
const sizes = sizesOf(folder)
const { hidden, intermediate, layers } = sizes
const tokenizer = openTokenizer(folder)
const { ready } = await openedEngine(threads)
const sentences = await sentencesOf(data, base)
const lengths = sentences.map(text => tokenizer.encode(text, maxLength).ids.length)

/** Each layer has weights of its own, as in the encoder: [out, in]. */
const weights = Array.from({ length: layers }, () =>
  shapesOf(sizes).map(shape => tf.randomNormal<tf.Rank.R2>([...shape], 0, 0.02)),
)

/** Seconds of all products of a step with so many tokens; the first layer goes before, because the engine prepares for new shapes. */
const multiply = (tokens: number): number =>
  tf.tidy(() => {
    const rows = new Map([hidden, intermediate].map(width => [width, tf.randomNormal<tf.Rank.R2>([tokens, width])]))
    const through = (layer: readonly tf.Tensor2D[]): void => {
      for (const weight of layer) {
        const [out, into] = [rows.get(weight.shape[0])!, rows.get(weight.shape[1])!]
        tf.dispose([tf.matMul(into, weight, false, true), tf.matMul(out, weight), tf.matMul(out, into, true, false)])
      }
    }
    through(weights[0]!)
    const start = performance.now()
    weights.forEach(through)
    return (performance.now() - start) / 1000
  })

const steps = stepRows(sentences.length / 2, batchSize)
answer(ready)

for (;;) {
  const texts = Array.from({ length: nextRequest('steps') }, () =>
    steps.next().value.flatMap(row => [lengths[2 * row]!, lengths[2 * row + 1]!]),
  )
  const seconds = sum(texts.map(sum).map(multiply))
  const operations = ofProducts(sizes, texts.flat())
  answer({ seconds, operations, operationsOfSteps: operations + ofAttention(sizes, texts.flat()) })
}
