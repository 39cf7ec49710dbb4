import { noDropout } from '@siamese/core'
import { output, traceEntry } from '../entry.js'
import type { Graph } from '../graph.js'
import { entryOf, type Objective, type Program, type TracedBatch } from '../program.js'
import type { Recorder } from '../recorder.js'
import type { Sizes } from '../size.js'
import { batchSamples } from '../texts.js'
import { toNode } from '../traceBackend.js'
import { primesOf, traceSizes } from '../traceSizes.js'
import { variables } from '../variables.js'
import { fedBatch, fedTexts, readParameters } from './batch.js'

/** Texts to embeddings, by a route where there are several. Texts of similar length come together, so that one group is enough. */
export const encodeEntry = (program: Program, route?: string): Graph => {
  const entry = entryOf('encode', route)
  return traceEntry(entry, traceSizes(1), (write, sizes) => {
    const texts = fedTexts(write, entry, sizes.rows!, 1, sizes)
    const { weights } = readParameters(variables(write), program)
    output(write, `${entry}.embeddings`, toNode(program.embed(weights, texts, noDropout, route)))
  })
}

/**
 * Two batches in one call, each by itself: while an operation of one waits for the last of its threads, the other's go on.
 */
export const encodeTwoEntry = (program: Program, route?: string): Graph =>
  traceEntry(entryOf('encodeTwo', route), samplesOfTwo, (write, sizes) => {
    const { weights } = readParameters(variables(write), program)
    for (const name of two) {
      const entry = `${entryOf('encodeTwo', route)}.${name}`
      const texts = fedTexts(write, entry, sizes[`${name}.rows`]!, 1, sizesOf(name, sizes))
      output(write, `${entry}.embeddings`, toNode(program.embed(weights, texts, noDropout, route)))
    }
  })

const two = ['one', 'other'] as const

const samplesOfTwo: readonly Sizes[] = traceSizes(1).map((one, time) => {
  const of = { one, other: traceSizes(1, primesOf(1))[time]! }
  const named = (name: (typeof two)[number]) =>
    Object.entries(of[name]).map(([size, value]) => [`${name}.${size}`, value])
  return Object.fromEntries(two.flatMap(named))
})

const sizesOf = (name: string, sizes: Sizes): Sizes =>
  Object.fromEntries(
    Object.entries(sizes).flatMap(([size, value]) =>
      size.startsWith(`${name}.`) ? [[size.slice(name.length + 1), value]] : [],
    ),
  )

/** What is computed of a batch of a task, without dropout. */
const traceBatchEntry = (
  kind: string,
  objective: Objective,
  finish: (write: Recorder, entry: string, batch: TracedBatch) => void,
): Graph => {
  const entry = entryOf(kind, objective.task)
  return traceEntry(entry, batchSamples(objective), (write, sizes) =>
    finish(write, entry, fedBatch(write, entry, objective, sizes)),
  )
}

/** The loss of each row of a batch, or of the batch, without dropout. */
export const lossEntry = (program: Program, objective: Objective): Graph =>
  traceBatchEntry('loss', objective, (write, entry, batch) => {
    const { weights, head } = readParameters(variables(write), program)
    output(write, `${entry}.values`, toNode(objective.loss(weights, head, batch, noDropout).value))
  })

/** The class that the head gives each row of a batch. */
export const predictEntry = (
  program: Program,
  objective: Objective,
  predict: NonNullable<Objective['predict']>,
): Graph =>
  traceBatchEntry('predict', objective, (write, entry, batch) => {
    const { weights, head } = readParameters(variables(write), program)
    output(write, `${entry}.classes`, toNode(predict(weights, head, batch)))
  })
