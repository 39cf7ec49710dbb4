import { chain } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Architecture } from './architecture.js'
import { attention } from './attention.js'
import { bert } from './bert.js'
import { type BertConfig, bertFields } from './bertConfig.js'
import { bertEmbeddings, embeddingShapes } from './bertEmbeddings.js'
import { bertLayer, withBertDropout } from './bertLike.js'
import { configuration, mostLayers, size, someLayers } from './configuration.js'
import { fits, type Rule } from './fits.js'
import { denseShapes, layerShapes, projectionsSideBySide } from './layerParameters.js'
import { linear } from './linear.js'
import { type LayerNames, postNorm } from './postNorm.js'
import { stack } from './stack.js'
import { within } from './weights.js'

export interface AlbertConfig extends BertConfig {
  readonly embedding_size: number
  readonly num_hidden_groups: number
  readonly inner_group_num: number
}

const read = configuration('albert', {
  ...bertFields({ hidden_act: 'gelu_new', dropout: 0 }),
  embedding_size: [size, 128],
  num_hidden_groups: [someLayers, 1],
  inner_group_num: [someLayers, 1],
})

/** A name is made for each layer. */
const rules = ({ num_hidden_layers, num_hidden_groups, inner_group_num }: AlbertConfig): readonly Rule[] => {
  const most = Math.max(num_hidden_layers, num_hidden_groups) * inner_group_num
  return [[most <= mostLayers, `albert has at most ${mostLayers} layers; config.json has ${most}`]]
}

/**
 * BERT with narrow embeddings and few weights: a group of layers is used again and again, `num_hidden_layers` times all groups
 * together, one after the other. What the feed-forward part adds is not dropped. Lan et al. 2020.
 */
export const albert: Architecture<AlbertConfig> = {
  ...bert,
  name: 'albert',
  config: json => pipe(read(json), chain(fits('albert', 'hidden_size', 'num_attention_heads', rules))),
  facts: config => ({ ...bert.facts(config), layers: config.num_hidden_layers * config.inner_group_num }),
  withDropout: withBertDropout,
  parameters: config =>
    Object.assign(
      {},
      embeddingShapes({ ...config, width: config.embedding_size }),
      denseShapes(mapping, config.hidden_size, config.embedding_size),
      ...ownLayers(config).map(layer => layerShapes(layer, partsOfLayer, config.hidden_size, config.intermediate_size)),
    ),
  sideBySide: config => projectionsSideBySide(ownLayers(config), partsOfLayer),
  ignored: ['embeddings.position_ids', 'pooler.', 'predictions.', 'sop_classifier.', 'classifier.', 'qa_outputs.'],
  cut: ({ num_hidden_layers, num_hidden_groups, inner_group_num }, layers) => {
    const [passes, ofGroup] = [layers / inner_group_num, num_hidden_layers / num_hidden_groups]
    const groups = Math.max(1, passes / ofGroup)
    return Number.isInteger(passes) && (Number.isInteger(groups) || passes < ofGroup)
      ? { num_hidden_layers: passes, ...(groups === num_hidden_groups ? {} : { num_hidden_groups: groups }) }
      : `its layers come in ${num_hidden_groups} groups, which a configuration cannot end within`
  },
  layers: (config, weights, input, dropout) => {
    const attend = attention(input.groups, config.num_attention_heads)
    const { layer_norm_eps: epsilon, hidden_dropout_prob: hidden } = config
    const whole = bertLayer(partsOfLayer, config)
    const layer = { ...whole, dropout: { ...whole.dropout, output: 0 } }
    const into = within(weights, `${mapping}.`)
    return stack(
      () =>
        linear(
          bertEmbeddings(weights, { ...input, padding: config.pad_token_id }, epsilon, x => dropout(x, hidden)),
          into('weight'),
          into('bias'),
        ),
      usedLayers(config).map(name => below => postNorm(layer, within(weights, `${name}.`), below, attend, dropout)),
    )
  },
}

const mapping = 'encoder.embedding_hidden_mapping_in'
const layersOf = (group: number, { inner_group_num }: AlbertConfig): readonly string[] =>
  Array.from({ length: inner_group_num }, (_, i) => `encoder.albert_layer_groups.${group}.albert_layers.${i}`)

/** Layers that have weights of their own. */
const ownLayers = (config: AlbertConfig): readonly string[] =>
  Array.from({ length: config.num_hidden_groups }, (_, group) => layersOf(group, config)).flat()

/** The layers that a token passes through, in order. */
const usedLayers = (config: AlbertConfig): readonly string[] =>
  Array.from({ length: config.num_hidden_layers }, (_, i) =>
    layersOf(Math.floor(i / (config.num_hidden_layers / config.num_hidden_groups)), config),
  ).flat()

const partsOfLayer: LayerNames = {
  query: 'attention.query',
  key: 'attention.key',
  value: 'attention.value',
  projected: 'attention.qkv',
  mixed: 'attention.dense',
  mixedNorm: 'attention.LayerNorm',
  widened: 'ffn',
  narrowed: 'ffn_output',
  outputNorm: 'full_layer_layer_norm',
}
