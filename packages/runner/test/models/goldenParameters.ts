import { noDropout } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { pack } from '../../src/encode/pack.js'
import { embed } from '../../src/encode/sentenceEncoder.js'
import { oneByOne } from '../../src/model/sideBySide.js'
import type { Case, Compared, Way } from './goldenCases.js'
import { valueAndGradientsOn } from './goldenGradients.js'
import { openGolden, tensorsOf, textsOf } from './goldenModel.js'

interface Expected {
  readonly pairs: readonly (readonly [string, string, number])[]
  readonly loss: number
  readonly parameters: Readonly<
    Record<
      string,
      { readonly norm: number; readonly sum: number; readonly first: readonly number[]; readonly gradient?: null }
    >
  >
}

/** The gradient of every parameter under the mean of (cos(u, v) − score)²; those of the modules, too. */
export const parameterGradients = (path: string, { pairs, loss, parameters }: Expected): readonly Case<[Way]>[] => [
  {
    name: `${path}/gradients`,
    run: async way => {
      const { model, sentenceEncoder, weights: made } = await openGolden(path)
      const { tokenizer, encoder } = model
      const sides = [0, 1].map(side =>
        pack(
          pairs.map(pair => tokenizer.encode(String(pair[side]), sentenceEncoder.maxLength).ids),
          tokenizer.pad,
          2,
        ),
      )
      const weights = made()
      const names = Object.keys(weights)
      const count = tensorsOf(sides[0]!).length
      const scores = tf.tensor1d(pairs.map(pair => pair[2]))
      const { value, gradients } = valueAndGradientsOn(
        way,
        (at, fixed) => {
          const named = Object.fromEntries(names.map((name, i) => [name, at[i]!]))
          const [u, v] = [fixed.slice(0, count), fixed.slice(count, -1)].map(side =>
            embed(sentenceEncoder, named, textsOf(side), noDropout),
          )
          const norms = tf.mul(tf.norm(u!, 2, 1), tf.norm(v!, 2, 1))
          return tf.mean(tf.squaredDifference(tf.div(tf.sum(tf.mul(u!, v!), 1), norms), fixed.at(-1)!))
        },
        Object.values(weights),
        [...sides.flatMap(tensorsOf), scores],
      )
      const stored = new Map(
        names.map((name, i) => {
          const values = Float32Array.from(gradients[i]!)
          return [name, { shape: weights[name]!.shape, dtype: 'F32' as const, values }] as const
        }),
      )
      const found = new Map<string, Float32Array>([
        ...[...oneByOne(encoder, stored)].map(([name, { values }]) => [`0.model.${name}`, values] as const),
        // The reference counts the stages after the encoder from 1 on, the pooling among them.
        ...[...sentenceEncoder.tokenModules, sentenceEncoder.pooling, ...sentenceEncoder.modules].flatMap(
          ({ parameters: stage }, i) =>
            [...stored].flatMap(([name, { values }]) => {
              const own = name.startsWith(`${stage}.`) ? name.slice(stage.length + 1) : ''
              // pool.dense.2 is another stage than pool.dense.
              return own === '' || /^\d/.test(own) ? [] : [[`${i + 1}.${own}`, values] as const]
            }),
        ),
      ])
      const taking = Object.entries(parameters).filter(([, { gradient }]) => gradient !== null)
      return [
        { what: 'loss', found: value, expected: loss, within: 1e-5 },
        { what: 'parameters that take part', found: found.size, expected: taking.length, within: 0 },
        ...taking.flatMap(([name, { norm, sum, first }]): readonly Compared[] => {
          const values = found.get(name) ?? new Float32Array()
          const total = values.reduce((all, x) => all + x, 0)
          return [
            { what: `${name}, first values`, found: values.slice(0, first.length), expected: first, within: 1e-4 },
            { what: `${name}, norm`, found: Math.hypot(...values), expected: norm, within: 1e-4 },
            { what: `${name}, sum`, found: total, expected: sum, within: 1e-4 },
          ]
        }),
      ]
    },
  },
]
