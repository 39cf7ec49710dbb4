import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { input } from '../entry.js'
import {
  headVariable,
  type Objective,
  type Program,
  parameterShapes,
  type RowsInUse,
  rowsInUse,
  type TracedBatch,
  type TracedLists,
} from '../program.js'
import type { Recorder } from '../recorder.js'
import type { Sizes } from '../size.js'
import { type Placeholder, tracedLists, tracedTexts, tracedTold } from '../texts.js'
import { toTensor } from '../traceBackend.js'
import type { Variables } from '../variables.js'

const placeholder =
  (write: Recorder, entry: string): Placeholder =>
  (name, shape, dtype) =>
    toTensor(input(write, `${entry}.${name}`, shape, dtype))

const feedSizes = (write: Recorder, entry: string, sizes: Sizes): void => {
  for (const name of Object.keys(sizes)) input(write, `${entry}.${name}`, [], 'int32')
}

/** Texts as they are fed to `entry`. */
export const fedTexts = (write: Recorder, entry: string, sentences: number, groups: number, sizes: Sizes) => {
  feedSizes(write, entry, sizes)
  return tracedTexts(placeholder(write, entry), sentences, groups, sizes)
}

/** The texts of a batch as they are fed to `entry`. */
export const fedLists = (write: Recorder, entry: string, objective: Objective, sizes: Sizes): TracedLists => {
  feedSizes(write, entry, sizes)
  return tracedLists(placeholder(write, entry), objective, sizes)
}

/** Rows of texts and labels as they are fed to `entry`. */
export const fedBatch = (write: Recorder, entry: string, objective: Objective, sizes: Sizes): TracedBatch => {
  const rows = sizes.rows!
  const lists = fedLists(write, entry, objective, sizes)
  const told = objective.tells ? tracedTold(placeholder(write, `${entry}.told`), rows, sizes) : undefined
  return { rows, ...lists, labels: fedLabels(write, entry, objective, rows), told }
}

/** Labels of rows, and what is drawn for the step. */
export const fedLabels = (
  write: Recorder,
  entry: string,
  { labels: shapes, drawn }: Pick<Objective, 'labels' | 'drawn'>,
  rows: number,
): Weights => {
  const fed = placeholder(write, entry)
  const labels = Object.entries(shapes).map(
    ([role, shape]) => [role, fed(`label.${role}`, [rows, ...shape], 'float32')] as const,
  )
  const numbers = Object.entries(drawn).map(([role, shape]) => [role, fed(`label.${role}`, shape, 'float32')] as const)
  return Object.fromEntries([...labels, ...numbers])
}

/** The variable that training moves for a parameter, and its shape. */
export const heldAs = (
  name: string,
  shape: readonly number[],
  inUse: RowsInUse | undefined,
): readonly [variable: string, shape: readonly number[]] =>
  inUse?.tables.includes(name) ? [rowsInUse(name), [inUse.ids.length, ...shape.slice(1)]] : [name, shape]

/** Texts whose rows are places among those in use; `places` is fed: the place of every id. */
export const idsInUse = (
  write: Recorder,
  entry: string,
  vocabulary: number,
  texts: TracedBatch['texts'],
): TracedBatch['texts'] => {
  const places = placeholder(write, entry)('places', [vocabulary], 'int32')
  return { ...texts, ids: tf.gather(places, texts.ids) as tf.Tensor1D }
}

/** Every parameter as a tensor of the trace. */
export interface Reads {
  readonly weights: Weights
  readonly head: Weights
  /** By the name of the variable. */
  readonly all: Weights
}
export const readParameters = ({ read }: Variables, program: Program, inUse?: RowsInUse): Reads => {
  const shapes = parameterShapes(program)
  const all = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const [variable, held] = heldAs(name, shape, inUse)
      return [name, toTensor(read(variable, held))]
    }),
  )
  const named = (names: readonly string[], variable: (name: string) => string): Weights =>
    Object.fromEntries(names.map(name => [name, all[variable(name)]!]))
  return {
    all,
    weights: named(Object.keys(program.weights), name => name),
    head: named(Object.keys(program.head), headVariable),
  }
}
