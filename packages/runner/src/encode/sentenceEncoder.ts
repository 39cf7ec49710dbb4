import type { Dropout, Encoder, Route, Tokenizer, Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { ByRoute } from '../byRoute.js'
import { inStage, uncomputable } from '../graph/inStage.js'
import type { PackedTexts } from './pack.js'
import { type AfterEncoder, ownWeights, type Placed, type Way, wayBy } from './placed.js'
import { type EncoderOutputs, type SpreadTexts, spread } from './spread.js'
import { tokensToPool } from './tokensToPool.js'

/** Text to tokens, and tokens to vectors. */
export interface TokensEncoder {
  readonly encoder: Encoder
  readonly tokenizer: Tokenizer
  readonly maxLength: number
}

/** Everything about an encoder of sentences but its weights: text to tokens, tokens to vectors, vectors to one vector. */
export interface SentenceEncoder extends AfterEncoder, TokensEncoder {
  readonly width: number
  /** Where routes have an encoder each; the usual one is `encoder`, too. */
  readonly encoders?: ByRoute<TokensEncoder> | undefined
}

/** What encodes the texts of a route. */
export const encoderBy = <A>(one: A & { readonly encoders?: ByRoute<A> | undefined }, route: Route | undefined): A =>
  route === undefined ? one : (one.encoders?.[route] ?? one)

/** Packed texts to sentence embeddings `[sentences, width]`, by tfjs-core operations alone; by a route, where there are several. */
export const embed = (
  sentenceEncoder: SentenceEncoder,
  weights: Weights,
  texts: PackedTexts,
  dropout: Dropout,
  route?: Route,
): tf.Tensor2D => {
  const way = wayBy(sentenceEncoder, route)
  const outputs = outputsOf(encoderBy<TokensEncoder>(sentenceEncoder, route).encoder, [way], weights, texts, dropout)
  return afterEncoder(way, weights, spread(texts, outputs), dropout)
}

/** What an encoder gives of texts that go one of these ways. */
export const outputsOf = (
  encoder: Encoder,
  ways: readonly Way[],
  weights: Weights,
  texts: PackedTexts,
  dropout: Dropout,
): EncoderOutputs => {
  const read = ways.some(({ tokenModules }) => tokenModules.length > 0)
  const layers = inStage('encode', () =>
    read ? encoder.layers(weights, texts, dropout) : [encoder.encode(weights, texts, dropout)],
  )
  return { rows: layers.at(-1)!, layers }
}

/** What the encoder gives through the stages after it. */
export const afterEncoder = (way: Way, weights: Weights, texts: SpreadTexts, dropout: Dropout): tf.Tensor2D => {
  const { pooling, modules } = way
  const vectors = tokensToPool(way, weights, texts, dropout)
  return modules.reduce(
    (embeddings, module) =>
      through(module, embeddings.shape[0], () =>
        module.does.apply(embeddings, module.settings, ownWeights(module, weights), dropout),
      ),
    through(pooling, texts.mask.shape[0], () => pooling.does.apply(vectors, pooling.settings)),
  )
}

/** A stage's vectors, as many and as wide as its rule says. */
const through = ({ stage, to }: Placed, sentences: number, work: () => tf.Tensor2D): tf.Tensor2D => {
  const made = inStage(stage, work)
  if (made.rank === 2 && made.shape[0] === sentences && made.shape[1] === to) return made
  throw uncomputable(
    `${stage} gives the shape [${made.shape}] where sentences is ${sentences}; its width is ${to}: give [sentences, width]`,
    false,
  )
}
