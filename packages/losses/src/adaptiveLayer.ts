import {
  chosen,
  defineLossOf,
  described,
  describeLossOf,
  drawnOf,
  type InnerLoss,
  type Layer,
  type LossInput,
  lossInside,
  options,
  partsByName,
  placedAt,
  type RuleOfLosses,
  tf,
  under,
  type Weights,
  weighed,
} from '@siamese/core'
import * as t from 'io-ts'
import { held } from './held.js'

const weightings = {
  uniform: (layer: tf.Tensor) => tf.onesLike(layer),
  log: (layer: tf.Tensor) => tf.div(1, tf.add(1, tf.log1p(layer))),
  linear: (layer: tf.Tensor) => tf.div(1, tf.add(1, layer)),
} as const
const weighting = t.keyof(weightings, 'uniform, log or linear')

const description = describeLossOf({
  name: 'loss.adaptiveLayer',
  about: 'Another loss, also on the outputs of earlier layers',
  of: 'loss',
  options: options({
    loss: described(lossInside, 'The loss at the last layer and at earlier ones'),
    layersPerStep: [described(t.number, 'How many of the earlier layers are drawn for each step'), 1],
    weighting: [
      described(weighting, 'How an earlier layer counts: 1, 1 / (1 + ln(1 + layer)) or 1 / (1 + layer)'),
      'uniform',
    ],
    lastWeight: [described(t.number, 'The weight of the last layer'), 1],
    priorWeight: [described(t.number, 'The weight of the earlier layers together'), 1],
    divergenceWeight: [described(t.number, 'The weight of staying near the last layer'), 1],
    temperature: [
      described(t.number, 'What embeddings are divided by where layers are held against the last; 0: they are not'),
      0.3,
    ],
  }),
  rules: [
    ['layersPerStep', 'is whole', 0, '{stage}: layersPerStep is {layersPerStep}: choose a whole number, 1 or more'],
    ['layersPerStep', '>=', 1, '{stage}: layersPerStep is {layersPerStep}: choose a whole number, 1 or more'],
    [
      'layersPerStep',
      '<=',
      'layers',
      '{stage} draws {layersPerStep} of {layers} earlier layers: choose at most {layers}',
    ],
    ['lastWeight', '>=', 0, '{stage}: lastWeight is {lastWeight}: choose 0 or more'],
    ['priorWeight', '>=', 0, '{stage}: priorWeight is {priorWeight}: choose 0 or more'],
    ['divergenceWeight', '>=', 0, '{stage}: divergenceWeight is {divergenceWeight}: choose 0 or more'],
    ['temperature', '>=', 0, '{stage}: temperature is {temperature}: choose 0 or more'],
  ],
})
export interface AdaptiveLayer extends RuleOfLosses<typeof description> {}

/**
 * Another loss at the last layer, and at earlier ones that are drawn anew for each step, the embeddings' own output among them:
 * a · loss(last) + b · mean of wₗ · loss(l) + c · τ · KL(softmax(uₗₐₛₜ/τ) ‖ softmax(uₗ/τ)), without gradient to the last, summed over the drawn
 * layers. Fewer layers then do for themselves. Its parts are `last`, `earlier` and `divergence`. Around a `loss.matryoshka` with `dimsPerStep` it is the two-dimensional matryoshka of Li et
 * al. 2024; Source: AdaptiveLayerLoss, Matryoshka2dLoss.
 */
export const adaptiveLayer = defineLossOf<AdaptiveLayer, (typeof description)['options']['fields']>(description, {
  also: (inner, { layersPerStep }, { layers }) => {
    if (layersPerStep >= layers)
      return Array.from({ length: layers }, (_, layer) => atLayer(inner, `layer${layer}/`, layer)).flat()
    const drawn = Array.from({ length: layersPerStep }, (_, at) => atLayer(inner, `drawn${at}/`, { by: 'layers', at }))
    return [chosen('layers', layersPerStep, uniform => drawnOf(layers, layersPerStep, uniform)), ...drawn.flat()]
  },
  parts: ([loss], { weighting, lastWeight, priorWeight, divergenceWeight, temperature }, inputs) => {
    const { inputs: read, weights, parts } = loss!
    const slots = slotsOf(inputs).map(({ layer, inputs }) => ({ layer, here: { ...read, ...inputs } }))
    const earlier = slots.map(({ layer, here }) =>
      weighed(parts(here, weights), tf.mul(weightings[weighting](layer), priorWeight / slots.length), under('earlier')),
    )
    const apart = temperature * divergenceWeight
    return partsByName([
      ...weighed(parts(read, weights), lastWeight, under('last')),
      ...addedUp(earlier),
      ...(apart === 0
        ? []
        : addedUp(
            slots.map(({ here }) => {
              const value = divergence(textsOf(loss!, read), textsOf(loss!, here), temperature)
              return [['divergence', tf.mul(value, apart)] as const]
            }),
          )),
    ])
  },
})

type Named = readonly (readonly [name: string, value: tf.Tensor])[]
/** The same parts at several layers, each over all of them. */
const addedUp = ([first = [], ...others]: readonly Named[]): Named =>
  first.map(([name, value], i) => [name, others.reduce((sum, other) => tf.add(sum, other[i]![1]), value)])

/** What a loss reads once more, of another layer; what it draws is drawn for itself. */
const atLayer = (inner: readonly LossInput[], slot: string, layer: Layer): readonly LossInput[] =>
  inner.flatMap(input =>
    input.kind === 'drawn'
      ? [placedAt(input, slot)]
      : input.kind === 'text' && input.layer === undefined
        ? [{ ...placedAt(input, slot), layer }]
        : [],
  )

/** Each further layer with its inputs, by the names that the loss knows, and its number. */
const slotsOf = (inputs: Weights) => {
  const slots = [...new Set(Object.keys(inputs).flatMap(name => /^(layer|drawn)\d+\//.exec(name)?.[0] ?? []))]
  return slots.map(slot => ({
    layer: numberOf(slot, inputs.layers),
    inputs: Object.fromEntries(
      Object.entries(inputs).flatMap(([name, input]) =>
        name.startsWith(`${slot}0.`) ? [[name.slice(slot.length + 2), input] as const] : [],
      ),
    ),
  }))
}

/** `layer3/` says its number, `drawn0/` its place among those drawn. */
const numberOf = (slot: string, drawn: tf.Tensor | undefined): tf.Tensor => {
  const number = Number(/\d+/.exec(slot)![0])
  return slot.startsWith('layer') ? tf.scalar(number) : tf.reshape(tf.slice(drawn!, [number], [1]), [])
}

/** Embeddings of each text once, also where several roles read it. */
const textsOf = ({ kindOf }: InnerLoss, inputs: Weights): readonly tf.Tensor2D[] => [
  ...new Set(
    Object.entries(inputs).flatMap(([name, input]) => (kindOf(name) === 'text' ? [input as tf.Tensor2D] : [])),
  ),
]

/** KL(softmax(last/τ) ‖ softmax(u/τ)), the mean over the texts of a row, a value a row; no gradient goes to the last. */
const divergence = (last: readonly tf.Tensor2D[], here: readonly tf.Tensor2D[], temperature: number): tf.Tensor => {
  const each = last.map((u, text) => {
    const sure = held(tf.logSoftmax(tf.div(u, temperature)))
    return tf.sum(tf.mul(tf.exp(sure), tf.sub(sure, tf.logSoftmax(tf.div(here[text]!, temperature)))), -1)
  })
  return tf.div(tf.addN(each), each.length)
}
