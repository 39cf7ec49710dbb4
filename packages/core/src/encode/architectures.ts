import { type Either, left, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { tf } from '../../tensors.cjs'
import { brief } from '../brief.js'
import { type Problems, problem } from '../problem.js'
import { albert } from './albert.js'
import type {
  Architecture,
  DropoutRates,
  EncoderFacts,
  EncoderInput,
  FreshWeights,
  SideBySide,
} from './architecture.js'
import { bert } from './bert.js'
import { deberta } from './deberta.js'
import type { Decoder } from './decoder.js'
import { distilbert } from './distilbert.js'
import type { Dropout } from './dropout.js'
import { electra } from './electra.js'
import { modernBert } from './modernBert.js'
import { mpnet } from './mpnet.js'
import { roberta, xlmRoberta } from './roberta.js'
import { staticEmbedding, wordVectors } from './static.js'
import type { Weights } from './weights.js'

/** An architecture with its configuration: everything about one encoder but its weights. */
export interface Encoder {
  readonly architecture: string
  readonly facts: EncoderFacts
  readonly dropout: DropoutRates
  readonly parameters: Readonly<Record<string, readonly number[]>>
  readonly sideBySide: SideBySide
  /** Parameters of which a batch reads only the rows of its token ids. */
  readonly tables: readonly string[]
  /** Whether a checkpoint may hold a tensor of this name although the encoder does not use it. */
  readonly ignores: (name: string) => boolean
  /** Parameters that stay as they are in training. */
  readonly frozen: readonly string[]
  readonly fresh: FreshWeights
  /** What config.json says of it without the layers above so many, or why it has to have all. */
  readonly cut: (layers: number) => Readonly<Record<string, number>> | string
  /** The output of the embeddings and of every layer, each [tokens, hidden]. */
  readonly layers: (weights: Weights, input: EncoderInput, dropout: Dropout) => readonly tf.Tensor2D[]
  /** Token embeddings: the output of the last layer. */
  readonly encode: (weights: Weights, input: EncoderInput, dropout: Dropout) => tf.Tensor2D
  /** What tells a text again from one vector, where the architecture has such a form here. */
  readonly decoder?: Decoder
}

type Reading = (json: unknown, rates: Partial<DropoutRates>) => Either<Problems, Encoder>

const reading =
  <C>(architecture: Architecture<C>): Reading =>
  (json, rates) =>
    pipe(
      architecture.config(json),
      map(config => bind(architecture, architecture.withDropout(config, rates))),
    )

const bind = <C>(architecture: Architecture<C>, config: C): Encoder => {
  const layers: Encoder['layers'] = (...given) => architecture.layers(config, ...given)
  const { decoder } = architecture
  return {
    architecture: architecture.name,
    facts: architecture.facts(config),
    dropout: architecture.dropout(config),
    parameters: architecture.parameters(config),
    sideBySide: architecture.sideBySide(config),
    tables: architecture.tables,
    ignores: name =>
      architecture.ignored.some(known => (known.endsWith('.') ? name.startsWith(known) : name === known)),
    frozen: architecture.frozen?.(config) ?? [],
    fresh: architecture.fresh(config),
    cut: count => architecture.cut?.(config, count) ?? { num_hidden_layers: count },
    layers,
    encode: (...given) => tf.tidy(() => layers(...given).at(-1)!),
    ...(decoder === undefined
      ? {}
      : {
          decoder: {
            parameters: decoder.parameters(config),
            surprise: (...given) => tf.tidy(() => decoder.surprise(config, ...given)),
          },
        }),
  }
}

/** Every architecture that can be read, by its `model_type`. */
export const architectures = {
  bert: reading(bert),
  roberta: reading(roberta),
  'xlm-roberta': reading(xlmRoberta),
  distilbert: reading(distilbert),
  electra: reading(electra),
  albert: reading(albert),
  mpnet: reading(mpnet),
  modernbert: reading(modernBert),
  'deberta-v2': reading(deberta),
  static: reading(staticEmbedding),
  'word-vectors': reading(wordVectors),
} as const satisfies Readonly<Record<string, Reading>>

export type ArchitectureName = keyof typeof architectures

/** The encoder that a config.json describes; `rates` stand above the dropout rates written there. */
export const readEncoder = (config: unknown, rates: Partial<DropoutRates> = {}): Either<Problems, Encoder> => {
  const name = (config as { readonly model_type?: unknown } | null | undefined)?.model_type
  const known = Object.keys(architectures)
  return typeof name === 'string' && Object.hasOwn(architectures, name)
    ? architectures[name as ArchitectureName](config, rates)
    : left([
        problem(
          `encode needs a model_type it knows (${known.join(', ')}); config.json has ${name === undefined ? 'none' : brief(name)}`,
          { place: 'config.json, model_type' },
        ),
      ])
}
