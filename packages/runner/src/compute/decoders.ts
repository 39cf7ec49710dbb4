import { type Encoder, type FreshTensor, initialise, type Weights } from '@siamese/core'
import type { PlannedLoss } from '../plan.js'
import type { Tensors } from '../sources/safetensors.js'
import { inputsByKind } from './inputsByKind.js'
import { ofTask } from './taskNames.js'

/** Streams of the seed's generator that no encoder's weights reach. */
const firstStream = 2 ** 42

const before = 'decoder.'

/** What the losses that tell texts again have beside the encoder's weights, each for itself: `decoder.cls.predictions.bias`. */
export const decodersFor = <A>(
  tasks: readonly PlannedLoss[],
  own: Readonly<Record<string, A>>,
): Readonly<Record<string, A>> =>
  Object.assign(
    {},
    ...tasks
      .filter(task => inputsByKind(task).tells)
      .map(({ task }) =>
        ofTask(task, Object.fromEntries(Object.entries(own).map(([name, each]) => [`${before}${name}`, each]))),
      ),
  )

/** The shapes of a decoder's own weights. */
export const decoderShapes = ({ decoder }: Encoder): Readonly<Record<string, readonly number[]>> =>
  decoder?.parameters ?? {}

/** A decoder's own weights as they start: those that the checkpoint carries for its language model, and fresh ones. */
export const decoderStart = (
  { decoder, fresh: { deviation } }: Encoder,
  carried: Tensors,
  seed: number,
): Readonly<Record<string, FreshTensor>> => {
  if (decoder === undefined) return {}
  const fresh = initialise({ ...decoder, fresh: { deviation, zeroRows: {} } }, seed, firstStream)
  return Object.fromEntries(
    Object.entries(fresh).map(([name, each]) => {
      const found = carried.get(name)
      return [name, found !== undefined && String(found.shape) === String(each.shape) ? found : each]
    }),
  )
}

/** A decoder's own weights among a loss's, under the names that it knows. */
export const decoderAmong = (own: Weights): Weights =>
  Object.fromEntries(
    Object.entries(own).flatMap(([name, weight]) =>
      name.startsWith(before) ? [[name.slice(before.length), weight]] : [],
    ),
  )
