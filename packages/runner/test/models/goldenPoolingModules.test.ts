import {
  type Definition,
  definition,
  type Maps,
  type MapsTokens,
  noDropout,
  type Stage,
  settingsOf,
} from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import { suite } from 'uvu'
import { type Nested, tensorOf } from '../../../core/test/numeric.js'
import { activationOf } from '../../src/sources/modelFiles/torchActivations.js'
import { golden, hasGolden } from './golden.js'
import { type Case, type Compared, cannot, testCases, type Way } from './goldenCases.js'
import { valueAndGradientsOn } from './goldenGradients.js'

type Params = Readonly<Record<string, unknown>>
interface Given {
  readonly module: string
  readonly name: string
  readonly params: Params
  readonly parameters?: Readonly<Record<string, Nested>>
  readonly features: Readonly<Record<string, Nested>>
  readonly expected: Readonly<Record<string, unknown>> & {
    readonly upstream_gradient: Nested
    readonly grad_inputs: readonly Nested[]
    readonly grad_parameters: Readonly<Record<string, Nested>>
  }
}

/** The reference's modules as stages here. */
const stages: Readonly<Record<string, (params: Params) => Stage>> = {
  Dense: ({ in_features, out_features, bias = true, activation_function = 'Tanh', use_residual = false }) =>
    pool.dense({
      in: Number(in_features),
      width: Number(out_features),
      activation: (activationOf(String(activation_function)) ??
        cannot(`${activation_function} is not known`)) as 'tanh',
      bias: Boolean(bias),
      residual: Boolean(use_residual) && (in_features === out_features || 'projected'),
    }),
  LayerNorm: ({ dimension }) => pool.layerNorm({ in: Number(dimension) }),
  Normalize: () => pool.normalize(),
  Dropout: ({ dropout = 0.2 }) => pool.dropout({ rate: Number(dropout) }),
  WeightedLayerPooling: ({ layer_start = 4 }) => pool.weightedLayers({ from: Number(layer_start) }),
  CNN: ({ out_channels = 256, kernel_sizes = [1, 3, 5], stride_sizes }) =>
    (stride_sizes as readonly number[] | undefined)?.some(stride => stride !== 1)
      ? cannot('strides shorten texts, and a pooling would not know how long they are')
      : pool.cnn({ channels: Number(out_channels), kernels: kernel_sizes as number[] }),
  LSTM: ({ hidden_dim, num_layers = 1, bidirectional = true, dropout = 0 }) =>
    pool.lstm({
      hidden: Number(hidden_dim),
      stacked: Number(num_layers),
      directions: bidirectional ? 'both' : 'forward',
      dropout: Number(dropout),
    }),
  WordWeights: () => pool.wordWeights(),
}

/** The mask of tokens `[sentences, length, …]`: as given, by lengths, or of nothing but tokens. */
const maskOf = ({ attention_mask, sentence_lengths }: Given['features'], [sentences, length]: readonly number[]) =>
  attention_mask !== undefined
    ? tensorOf(attention_mask)
    : tensorOf(
        Array.from({ length: sentences! }, (_, row) =>
          Array.from({ length: length! }, (_, i) => {
            const tokens = (sentence_lengths as readonly number[] | undefined)?.[row] ?? length!
            return i < tokens ? 1 : 0
          }),
        ),
      )

const compared = (given: Given, way: Way): readonly Compared[] => {
  const { parameters = {}, features, expected } = given
  const stage = stages[given.module]?.(given.params) ?? cannot(`no stage is what ${given.module} is`)
  const { does } = stage[definition] as Definition
  const settings = settingsOf(stage) as Params
  const names = Object.keys(parameters)
  const weights = names.map(name => tensorOf(parameters[name]!))
  const byName = (all: readonly tf.Tensor[]) => Object.fromEntries(names.map((name, i) => [name, all[i]!]))
  const upstream = tensorOf(expected.upstream_gradient)
  const of = (
    arriving: readonly Nested[],
    f: (at: readonly tf.Tensor[], fixed: readonly tf.Tensor[]) => tf.Tensor,
    fixed: readonly tf.Tensor[] = [],
    by?: tf.Tensor,
  ) => valueAndGradientsOn(way, f, [...arriving.map(tensorOf), ...weights], fixed, by)
  const gradients = (found: readonly (readonly number[])[], inputs: number): readonly Compared[] => [
    {
      what: 'gradient of what arrives',
      found: found.slice(0, inputs),
      expected: expected.grad_inputs.slice(0, inputs),
      within: 1e-4,
    },
    ...names.map((name, i) => ({
      what: `gradient of ${name}`,
      found: found[inputs + i],
      expected: expected.grad_parameters[name],
      within: 1e-4,
    })),
  ]
  if (does.family === 'module') {
    const { apply } = does as Maps
    const found = of(
      [features.sentence_embedding!],
      ([u, ...own]) => apply(u as tf.Tensor2D, settings, byName(own), noDropout),
      [],
      upstream,
    )
    return [
      { what: 'vectors', found: found.value, expected: expected.sentence_embedding, within: 1e-5 },
      ...gradients(found.gradients, 1),
    ]
  }
  const { apply } = does as MapsTokens
  const layers = features.all_layer_embeddings as readonly Nested[] | undefined
  const arriving = layers ?? [features.token_embeddings!]
  const { shape } = tensorOf(arriving[0]!)
  const ids =
    features.input_ids === undefined
      ? tf.zeros(shape.slice(0, 2), 'int32')
      : tf.cast(tensorOf(features.input_ids), 'int32')
  const fixed = [maskOf(features, shape), tf.zeros([shape[0]!]), ids]
  const through = (at: readonly tf.Tensor[], [mask, prompts, ids]: readonly tf.Tensor[]) => {
    const tokens = at.slice(0, arriving.length)
    const input = { tokens: tokens.at(-1), mask, prompts, ids, layers: () => tokens }
    return apply(input as never, settings, byName(at.slice(arriving.length)), noDropout) // shapes are those of the case
  }
  const found = of(arriving, (at, others) => through(at, others).tokens, fixed, upstream)
  const sums = expected.token_weights_sum
  return [
    { what: 'token vectors', found: found.value, expected: expected.token_embeddings, within: 1e-5 },
    ...gradients(found.gradients, arriving.length),
    ...(sums === undefined
      ? []
      : [
          {
            what: 'sums of weights',
            found: of(arriving, (at, others) => through(at, others).weightSums!, fixed).value,
            expected: sums,
            within: 1e-5,
          },
        ]),
  ]
}

const test = suite('modules of the reference')
const cases: readonly Given[] = hasGolden('modules of the reference') ? golden('pooling/modules.json').cases : []
testCases(
  test,
  cases.map((given): Case<[Way]> => ({ name: `pooling/${given.name}`, run: way => compared(given, way) })),
)
test.run()
