import { noDropout, toGrid } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { programOf } from '../../compute/compiled.js'
import type { SentenceEncoder } from '../../encode/sentenceEncoder.js'
import { fedTexts, readParameters } from '../../graph/entries/batch.js'
import { output, traceEntry } from '../../graph/entry.js'
import type { Graph } from '../../graph/graph.js'
import { throughPasses } from '../../graph/passes/index.js'
import type { ShapesByName } from '../../graph/program.js'
import { toNode } from '../../graph/traceBackend.js'
import { traceSizes } from '../../graph/traceSizes.js'
import { variables } from '../../graph/variables.js'

/** Texts to token vectors and sentence embeddings, without what only TensorFlow computes faster. */
export const onnxEntry = (sentenceEncoder: SentenceEncoder, shapes: ShapesByName): Graph => {
  const program = programOf(sentenceEncoder, [], { weights: shapes as never, head: {} })
  const recorded = traceEntry('onnx', traceSizes(1), (write, sizes) => {
    const texts = fedTexts(write, 'onnx', sizes.rows!, 1, sizes)
    const { weights } = readParameters(variables(write), program)
    const rows = sentenceEncoder.encoder.encode(weights, texts, noDropout)
    output(write, 'onnx.token_embeddings', toNode(toGrid(rows, texts.sentences) as tf.Tensor3D))
    output(write, 'onnx.sentence_embedding', toNode(program.embed(weights, texts, noDropout)))
  })
  return throughPasses(recorded, { precision: 'float32', without: ['columnSums', 'layerNorms'] })
}
