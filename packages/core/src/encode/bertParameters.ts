import type { SideBySide } from './architecture.js'
import type { BertConfig } from './bertConfig.js'

type Shapes = Readonly<Record<string, readonly number[]>>

/** BERT's weights and their shapes, named and ordered as in the state dict of Hugging Face's BertModel, without its pooler. */
export const bertParameters = (config: BertConfig): Shapes => ({
  'embeddings.word_embeddings.weight': [config.vocab_size, config.hidden_size],
  'embeddings.position_embeddings.weight': [config.max_position_embeddings, config.hidden_size],
  'embeddings.token_type_embeddings.weight': [config.type_vocab_size, config.hidden_size],
  ...norm('embeddings.LayerNorm', config.hidden_size),
  ...Object.assign(
    {},
    ...Array.from({ length: config.num_hidden_layers }, (_, i) => layer(`encoder.layer.${i}`, config)),
  ),
})

/** Query, key and value of a layer are one product: a token's row has all heads of its query, then of its key, then of its value. */
export const bertSideBySide = (config: BertConfig): SideBySide =>
  Object.fromEntries(
    Array.from({ length: config.num_hidden_layers }, (_, i) => `encoder.layer.${i}.attention.self`).flatMap(name =>
      ['weight', 'bias'].map(kind => [
        `${name}.qkv.${kind}`,
        ['query', 'key', 'value'].map(part => `${name}.${part}.${kind}`),
      ]),
    ),
  )

const layer = (name: string, { hidden_size: hidden, intermediate_size: wide }: BertConfig): Shapes => ({
  ...dense(`${name}.attention.self.query`, hidden, hidden),
  ...dense(`${name}.attention.self.key`, hidden, hidden),
  ...dense(`${name}.attention.self.value`, hidden, hidden),
  ...dense(`${name}.attention.output.dense`, hidden, hidden),
  ...norm(`${name}.attention.output.LayerNorm`, hidden),
  ...dense(`${name}.intermediate.dense`, wide, hidden),
  ...dense(`${name}.output.dense`, hidden, wide),
  ...norm(`${name}.output.LayerNorm`, hidden),
})

const dense = (name: string, output: number, input: number): Shapes => ({
  [`${name}.weight`]: [output, input],
  [`${name}.bias`]: [output],
})

const norm = (name: string, width: number): Shapes => ({ [`${name}.weight`]: [width], [`${name}.bias`]: [width] })
