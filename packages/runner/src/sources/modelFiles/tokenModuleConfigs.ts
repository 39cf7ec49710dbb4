import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { ModuleStage } from './moduleStages.js'
import { count, flag, maybe, number, object } from './readJson.js'

/** A module over tokens in a folder: the name of its configuration there, how that is read, and which stage it is. */
export interface TokenModuleConfig<A> {
  readonly config: string
  readonly codec: t.Type<A, unknown, unknown>
  readonly stage: (config: A, file: string) => Either<Problems, ModuleStage>
}
/** A stage is only given what its own codec read. */
const reads = <A>(each: TokenModuleConfig<A>): TokenModuleConfig<unknown> => each as never

const counts = t.array(count, 'a list of counts')

/** The reference's names, of version 6 and before: what differs between both is the name of the width, which the stages before tell. */
export const tokenModuleConfigs = {
  WeightedLayerPooling: reads({
    config: 'config.json',
    codec: t.partial({ layer_start: maybe(number) }),
    stage: ({ layer_start }) => right({ stage: 'pool.weightedLayers', from: layer_start ?? 4 }),
  }),
  WordWeights: reads({
    config: 'config.json',
    codec: object,
    stage: () => right({ stage: 'pool.wordWeights' }),
  }),
  CNN: reads({
    config: 'cnn_config.json',
    codec: t.partial({ out_channels: maybe(count), kernel_sizes: maybe(counts), stride_sizes: maybe(counts) }),
    stage: ({ out_channels, kernel_sizes, stride_sizes }, file) =>
      stride_sizes?.some(stride => stride !== 1)
        ? left([
            problem(
              `${file}: the strides are ${stride_sizes.join(', ')}; above 1 a vector depends on the padding of its batch, so only 1 is read here.`,
            ),
          ])
        : right({ stage: 'pool.cnn', channels: out_channels ?? 256, kernels: kernel_sizes ?? [1, 3, 5] }),
  }),
  LSTM: reads({
    config: 'lstm_config.json',
    codec: t.intersection([
      t.type({ hidden_dim: count }),
      t.partial({ num_layers: maybe(count), dropout: maybe(number), bidirectional: maybe(flag) }),
    ]),
    stage: ({ hidden_dim, num_layers, dropout, bidirectional }) =>
      right({
        stage: 'pool.lstm',
        hidden: hidden_dim,
        stacked: num_layers ?? 1,
        directions: (bidirectional ?? true) ? 'both' : 'forward',
        dropout: dropout ?? 0,
      }),
  }),
} as const satisfies Readonly<Record<string, TokenModuleConfig<unknown>>>

export type TokenModuleKind = keyof typeof tokenModuleConfigs
