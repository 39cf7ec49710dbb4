import type { SideBySide } from './architecture.js'
import type { BertConfig } from './bertConfig.js'
import { embeddingShapes } from './bertEmbeddings.js'
import { layerShapes, projectionsSideBySide, type Shapes } from './layerParameters.js'
import type { LayerNames } from './postNorm.js'

/** BERT's weights and their shapes, named and ordered as in the state dict of Hugging Face's BertModel, without its pooler. */
export const bertParameters = (config: BertConfig): Shapes => ({
  ...embeddingShapes({ ...config, width: config.hidden_size }),
  ...bertLayerShapes(config),
})

export const bertLayerShapes = (config: BertConfig): Shapes =>
  Object.assign(
    {},
    ...bertLayerNames(config).map(layer =>
      layerShapes(layer, partsOfLayer, config.hidden_size, config.intermediate_size),
    ),
  )

export const bertSideBySide = (config: BertConfig): SideBySide =>
  projectionsSideBySide(bertLayerNames(config), partsOfLayer)

export const bertLayerNames = ({ num_hidden_layers }: BertConfig): readonly string[] =>
  Array.from({ length: num_hidden_layers }, (_, i) => `encoder.layer.${i}`)

export const partsOfLayer: LayerNames = {
  query: 'attention.self.query',
  key: 'attention.self.key',
  value: 'attention.self.value',
  projected: 'attention.self.qkv',
  mixed: 'attention.output.dense',
  mixedNorm: 'attention.output.LayerNorm',
  widened: 'intermediate.dense',
  narrowed: 'output.dense',
  outputNorm: 'output.LayerNorm',
}
