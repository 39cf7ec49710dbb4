import { noDropout } from '@siamese/core'
import { output, traceEntry } from '../entry.js'
import type { Graph } from '../graph.js'
import type { Objective, Program } from '../program.js'
import { toNode } from '../traceBackend.js'
import { traceSizes } from '../traceSizes.js'
import { variables } from '../variables.js'
import { fedBatch, fedTexts, readParameters } from './batch.js'

/** Texts to embeddings. Texts of similar length come together, so that one group is enough. */
export const encodeEntry = (program: Program): Graph =>
  traceEntry('encode', traceSizes(1), (write, sizes) => {
    const texts = fedTexts(write, 'encode', sizes.rows!, 1, sizes)
    const { weights } = readParameters(variables(write), program)
    output(write, 'encode.embeddings', toNode(program.embed(weights, texts, noDropout)))
  })

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
