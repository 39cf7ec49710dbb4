import { chain, type Either, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Problems, problem } from '../problem.js'
import type { Architecture } from './architecture.js'
import { bert, bertLayers } from './bert.js'
import { type BertConfig, bertConfig } from './bertConfig.js'
import { bertDecoder, type LanguageModel } from './bertDecoder.js'
import { bertEmbeddings } from './bertEmbeddings.js'
import { besidePadding } from './embedBesidePadding.js'
import { pastPadding } from './pastPadding.js'

const embeddings: LanguageModel<BertConfig>['embeddings'] = (config, weights, input, dropout) =>
  bertEmbeddings(
    weights,
    { ...input, positions: pastPadding(input, config.pad_token_id), padding: config.pad_token_id },
    config.layer_norm_eps,
    x => dropout(x, config.hidden_dropout_prob),
    besidePadding(input, config.pad_token_id),
  )

/** BERT without a second segment, whose positions begin behind the id of padding. Liu et al. 2019; of 100 languages: Conneau et al. 2020. */
const named = (name: string): Architecture<BertConfig> => ({
  ...bert,
  name,
  config: json => pipe(bertConfig(name, { pad_token_id: 1 })(json), chain(hasPositions(name))),
  facts: config => ({ ...bert.facts(config), positions: positionsOf(config) }),
  ignored: [...bert.ignored, 'lm_head.'],
  fresh: config => ({
    deviation: config.initializer_range,
    zeroRows: {
      'embeddings.word_embeddings.weight': config.pad_token_id,
      'embeddings.position_embeddings.weight': config.pad_token_id,
    },
  }),
  layers: (config, weights, input, dropout) =>
    bertLayers(config, weights, input, dropout, () => embeddings(config, weights, input, dropout)),
  decoder: bertDecoder({
    encoder: 'roberta',
    head: { dense: 'lm_head.dense', norm: 'lm_head.layer_norm', bias: 'lm_head.bias' },
    activation: () => 'gelu',
    width: config => config.hidden_size,
    embeddings,
  }),
})

export const roberta = named('roberta')
export const xlmRoberta = named('xlm-roberta')

const positionsOf = ({ max_position_embeddings, pad_token_id }: BertConfig): number =>
  max_position_embeddings - pad_token_id - 1

const hasPositions =
  (name: string) =>
  (config: BertConfig): Either<Problems, BertConfig> =>
    positionsOf(config) > 0
      ? right(config)
      : left([
          problem(
            `${name} needs max_position_embeddings to be above pad_token_id + 1; config.json has ${config.max_position_embeddings} and ${config.pad_token_id}`,
          ),
        ])
