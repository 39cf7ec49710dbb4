import { noDropout } from '@siamese/core'
import { output, traceEntry } from '../entry.js'
import type { Graph } from '../graph.js'
import type { Objective, Program } from '../program.js'
import type { Sizes } from '../size.js'
import { toNode } from '../traceBackend.js'
import { primesOf, traceSizes } from '../traceSizes.js'
import { variables } from '../variables.js'
import { fedBatch, fedTexts, readParameters } from './batch.js'

/** Texts to embeddings. Texts of similar length come together, so that one group is enough. */
export const encodeEntry = (program: Program): Graph =>
  traceEntry('encode', traceSizes(1), (write, sizes) => {
    const texts = fedTexts(write, 'encode', sizes.rows!, 1, sizes)
    const { weights } = readParameters(variables(write), program)
    output(write, 'encode.embeddings', toNode(program.embed(weights, texts, noDropout)))
  })

/**
 * Two batches in one call, each by itself: while an operation of one waits for the last of its threads, the other's go on.
 */
export const encodeTwoEntry = (program: Program): Graph =>
  traceEntry('encodeTwo', samplesOfTwo, (write, sizes) => {
    const { weights } = readParameters(variables(write), program)
    for (const name of two) {
      const entry = `encodeTwo.${name}`
      const texts = fedTexts(write, entry, sizes[`${name}.rows`]!, 1, sizesOf(name, sizes))
      output(write, `${entry}.embeddings`, toNode(program.embed(weights, texts, noDropout)))
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

/** The loss of each row of a batch, or of the batch, without dropout. */
export const lossEntry = (program: Program, objective: Objective): Graph =>
  traceEntry('loss', traceSizes(objective.groups), (write, sizes) => {
    const batch = fedBatch(write, 'loss', objective, sizes)
    const { weights, head } = readParameters(variables(write), program)
    output(write, 'loss.values', toNode(objective.loss(weights, head, batch, noDropout)))
  })

/** The class that the head gives each row of a batch. */
export const predictEntry = (
  program: Program,
  objective: Objective,
  predict: NonNullable<Objective['predict']>,
): Graph =>
  traceEntry('predict', traceSizes(objective.groups), (write, sizes) => {
    const batch = fedBatch(write, 'predict', objective, sizes)
    const { weights, head } = readParameters(variables(write), program)
    output(write, 'predict.classes', toNode(predict(weights, head, batch)))
  })
