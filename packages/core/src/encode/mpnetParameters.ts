import type { SideBySide } from './architecture.js'
import { embeddingShapes } from './bertEmbeddings.js'
import { layerShapes, projectionsSideBySide, type Shapes } from './layerParameters.js'
import type { MpnetConfig } from './mpnetConfig.js'
import type { LayerNames } from './postNorm.js'

/** MPNet's weights and their shapes, named and ordered as in the state dict of Hugging Face's MPNetModel, without its pooler. */
export const mpnetParameters = (config: MpnetConfig): Shapes => ({
  ...embeddingShapes({ ...config, width: config.hidden_size }),
  ...Object.assign(
    {},
    ...mpnetLayerNames(config).map(layer =>
      layerShapes(layer, partsOfLayer, config.hidden_size, config.intermediate_size),
    ),
  ),
  'encoder.relative_attention_bias.weight': [config.relative_attention_num_buckets, config.num_attention_heads],
})

export const mpnetSideBySide = (config: MpnetConfig): SideBySide =>
  projectionsSideBySide(mpnetLayerNames(config), partsOfLayer)

export const mpnetLayerNames = ({ num_hidden_layers }: MpnetConfig): readonly string[] =>
  Array.from({ length: num_hidden_layers }, (_, i) => `encoder.layer.${i}`)

export const partsOfLayer: LayerNames = {
  query: 'attention.attn.q',
  key: 'attention.attn.k',
  value: 'attention.attn.v',
  projected: 'attention.attn.qkv',
  mixed: 'attention.attn.o',
  mixedNorm: 'attention.LayerNorm',
  widened: 'intermediate.dense',
  narrowed: 'output.dense',
  outputNorm: 'output.LayerNorm',
}
