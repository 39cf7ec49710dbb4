import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { GraphSession } from '../engine/graphSession.js'
import { kindOf, type Program } from '../graph/program.js'

/** Rows of tables that training moves apart from the rest: taken out before, and put back before the whole table is read. */
export interface RowsHeldApart {
  readonly take: () => void
  readonly put: () => void
  /** What a batch is fed with besides itself; the tables are out of date from here on. */
  readonly changing: (entry: string) => Weights
  readonly close: () => void
}

export const rowsHeldApart = (session: GraphSession, { weights, training }: Program): RowsHeldApart => {
  const inUse = training?.inUse
  const [table] = inUse?.tables ?? []
  if (inUse === undefined || table === undefined) return none
  const ids = kept(tf.tensor1d(inUse.ids, 'int32'))
  const places = kept(tf.tensor1d(placesOf(inUse.ids, weights[table]![0]!), 'int32'))
  const copy = (name: string) => tf.dispose([...session.run({ [`${name}.ids`]: ids }, [`${name}.done`])])
  let changed = false
  return {
    take: () => copy('take'),
    put: () => {
      if (changed) copy('put')
      changed = false
    },
    changing: entry => {
      changed = true
      return takesTexts(entry) ? { [`${entry}.places`]: places } : {}
    },
    close: () => tf.dispose([ids, places]),
  }
}

const none: RowsHeldApart = { take: () => {}, put: () => {}, changing: () => ({}), close: () => {} }

/** Applying summed gradients reads no texts, nor does the loss of embeddings. */
const takesTexts = (entry: string): boolean => !['apply', 'cache'].includes(kindOf(entry))

/** A step's scope does not free it. */
const kept = (tensor: tf.Tensor1D): tf.Tensor1D => tf.keep(tensor)

/** The place of each id among those in use; an id that is not among them has a place that no table has. */
const placesOf = (ids: Int32Array, vocabulary: number): Int32Array => {
  const places = new Int32Array(vocabulary).fill(ids.length)
  ids.forEach((id, place) => {
    places[id] = place
  })
  return places
}
