import {
  chosen,
  defineLossOf,
  described,
  describeLossOf,
  drawnOf,
  type InnerLoss,
  lossInside,
  options,
  partsByName,
  type RuleOfLosses,
  tf,
  under,
  unit,
  weighed,
} from '@siamese/core'
import * as t from 'io-ts'

const numbers = t.array(t.number, 'a list of numbers')
const description = describeLossOf({
  name: 'loss.matryoshka',
  about: 'Another loss, also on the first numbers of the embeddings alone',
  of: 'loss',
  options: options({
    loss: described(lossInside, 'The loss at each length'),
    dims: described(numbers, 'How many numbers are kept, the most first'),
    weights: [described(numbers, 'The weight of each length; 1 if not written'), undefined],
    dimsPerStep: [
      described(t.number, 'How many of the lengths are drawn for each step; all if not written'),
      undefined,
    ],
  }),
  rules: [
    ['dims', 'each counts', 0, '{stage}: dims is {dims}: write whole numbers from 1 up'],
    ['dims', 'each <=', 'width', '{stage} keeps {dims} of {width} numbers: choose at most {width}'],
    ['dims', 'descends', 0, '{stage}: dims is {dims}: write each once, the largest first'],
    ['weights', 'as long as', 'dims', '{stage} has the weights {weights} for the dims {dims}: write one for each'],
    ['dimsPerStep', 'is whole', 0, '{stage}: dimsPerStep is {dimsPerStep}: choose a whole number, 1 or more'],
    ['dimsPerStep', '>=', 1, '{stage}: dimsPerStep is {dimsPerStep}: choose a whole number, 1 or more'],
    ['weights', 'each is positive', 0, '{stage}: weights is {weights}: each is a number above 0'],
  ],
})
export interface Matryoshka extends RuleOfLosses<typeof description> {}

/** The first numbers of every text, made unit length again; of vectors that are labels, the first numbers as they are. */
const cut = ({ kindOf }: InnerLoss, inputs: InnerLoss['inputs'], dim: number): InnerLoss['inputs'] =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const kind = kindOf(name)
      if (kind !== 'text' && kind !== 'vector') return [name, input]
      const first = tf.slice(input as tf.Tensor2D, [0, 0], [input.shape[0]!, dim])
      return [name, kind === 'text' ? unit(first, 1e-12) : first]
    }),
  )
/** At each length, cut from those of the length before: a prefix of zeros has its gradient over the length of the whole, as the reference has it. */
const cuts = (loss: InnerLoss, dims: readonly number[]): readonly InnerLoss['inputs'][] => {
  let inputs = loss.inputs
  return dims.map(dim => {
    inputs = cut(loss, inputs, dim)
    return inputs
  })
}
const ofDim = (weights: InnerLoss['weights'], dim: number) =>
  Object.fromEntries(
    Object.entries(weights).flatMap(([name, weight]) =>
      name.startsWith(`${dim}.`) ? [[name.slice(`${dim}.`.length), weight]] : [],
    ),
  )

/** 1 for each length that is drawn, else 0. */
const marked = (all: number, count: number, uniform: () => number): readonly number[] => {
  const some = drawnOf(all, count, uniform)
  return Array.from({ length: all }, (_, each) => (some.includes(each) ? 1 : 0))
}

/**
 * Another loss on the first numbers of the embeddings alone, at several lengths: Σ w · loss(unit(u[…d])). The first numbers then do for
 * themselves. Weights are 1 when they are not written; a loss with a head has one for each length. `dimsPerStep` of the lengths are drawn
 * anew for each step. Its parts are `dim_64` and so on. Kusupati et al. 2022; Source: MatryoshkaLoss.
 */
export const matryoshka = defineLossOf<Matryoshka, (typeof description)['options']['fields']>(description, {
  weights: (at, _width, { dims }) =>
    Object.fromEntries(
      dims.flatMap(dim => Object.entries(at(dim)).map(([name, shape]) => [`${dim}.${name}`, shape] as const)),
    ),
  also: (_, { dims, dimsPerStep = dims.length }) =>
    dimsPerStep >= dims.length
      ? []
      : [chosen('dims', dims.length, uniform => marked(dims.length, dimsPerStep, uniform))],
  parts: ([loss], { dims, weights }, { dims: drawn }) => {
    const inputs = cuts(loss!, dims)
    return partsByName(
      dims.flatMap((dim, i) => {
        const weight = weights?.[i] ?? 1
        const share = drawn === undefined ? weight : tf.mul(tf.reshape(tf.slice(drawn, [i], [1]), []), weight)
        return weighed(loss!.parts(inputs[i]!, ofDim(loss!.weights, dim)), share, under(`dim_${dim}`))
      }),
    )
  },
  predict: (loss, { dims }) => loss.predict(cut(loss, loss.inputs, dims[0]!), ofDim(loss.weights, dims[0]!)),
})
