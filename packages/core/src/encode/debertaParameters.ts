import type { SideBySide } from './architecture.js'
import { spanOf } from './debertaBuckets.js'
import type { DebertaConfig, Term } from './debertaConfig.js'
import { denseShapes, layerShapes, normShapes, projectionsSideBySide, type Shapes } from './layerParameters.js'
import type { LayerNames } from './postNorm.js'

/** DeBERTa-v2's weights and their shapes, named as in the state dict of Hugging Face's DebertaV2Model. */
export const debertaParameters = (config: DebertaConfig): Shapes => {
  const { hidden_size: hidden, embedding_size: narrow } = config
  const table = (name: string, rows: number, width: number): Shapes => (rows > 0 ? { [name]: [rows, width] } : {})
  const positions = config.position_biased_input ? config.max_position_embeddings : 0
  return {
    'embeddings.word_embeddings.weight': [config.vocab_size, narrow],
    ...table('embeddings.position_embeddings.weight', positions, narrow),
    ...table('embeddings.token_type_embeddings.weight', config.type_vocab_size, narrow),
    ...table('embeddings.embed_proj.weight', narrow === hidden ? 0 : hidden, narrow),
    ...normShapes('embeddings.LayerNorm', hidden),
    ...Object.assign({}, ...debertaLayerNames(config).map(layer => shapesOf(layer, config))),
    ...table('encoder.rel_embeddings.weight', config.relative_attention ? 2 * spanOf(config) : 0, hidden),
    ...(config.normsPositions ? normShapes('encoder.LayerNorm', hidden) : {}),
    ...(config.conv_kernel_size > 0 ? convolutionShapes(config) : {}),
  }
}

export const debertaSideBySide = (config: DebertaConfig): SideBySide =>
  projectionsSideBySide(debertaLayerNames(config), partsOfLayer)

export const debertaLayerNames = ({ num_hidden_layers }: DebertaConfig): readonly string[] =>
  Array.from({ length: num_hidden_layers }, (_, i) => `encoder.layer.${i}`)

/** Positions are projected as keys where contents look at them, and as queries where they look at contents. */
export const projectionsOfPositions: Readonly<Record<Term, string>> = {
  c2p: 'attention.self.pos_key_proj',
  p2c: 'attention.self.pos_query_proj',
}

const shapesOf = (layer: string, config: DebertaConfig): Shapes => {
  const { hidden_size: hidden } = config
  const own = config.relative_attention && !config.share_att_key ? config.terms : []
  return {
    ...layerShapes(layer, partsOfLayer, hidden, config.intermediate_size),
    ...Object.assign({}, ...own.map(term => denseShapes(`${layer}.${projectionsOfPositions[term]}`, hidden, hidden))),
  }
}

const convolutionShapes = ({ hidden_size: hidden, conv_groups, conv_kernel_size }: DebertaConfig): Shapes => ({
  'encoder.conv.conv.weight': [hidden, hidden / conv_groups, conv_kernel_size],
  'encoder.conv.conv.bias': [hidden],
  ...normShapes('encoder.conv.LayerNorm', hidden),
})

export const partsOfLayer: LayerNames = {
  query: 'attention.self.query_proj',
  key: 'attention.self.key_proj',
  value: 'attention.self.value_proj',
  projected: 'attention.self.qkv',
  mixed: 'attention.output.dense',
  mixedNorm: 'attention.output.LayerNorm',
  widened: 'intermediate.dense',
  narrowed: 'output.dense',
  outputNorm: 'output.LayerNorm',
}
