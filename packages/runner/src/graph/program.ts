import type { Dropout, LossValue, Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../encode/pack.js'
import type { ToldTexts } from '../encode/told.js'
import type { GraphOptimizer } from './optimizer.js'

export type ShapesByName = Readonly<Record<string, readonly number[]>>

/** What a pipeline computes, as a compiler needs to know it: shapes, and functions on tensors. */
export interface Program {
  readonly weights: ShapesByName
  /** The loss's own parameters. */
  readonly head: ShapesByName
  /** Sentence embeddings, `[sentences, width]`, of texts that are all encoded alike. */
  readonly embed: (weights: Weights, texts: PackedTexts, dropout: Dropout, route?: string) => tf.Tensor2D
  /** Ways to encode texts beside the usual one, whose entry points have their names: `encode:query`. */
  readonly routes?: readonly string[]
  /** None, one, or one for each task. */
  readonly objectives: readonly Objective[]
  readonly training?: Training
  /** The entry point of a batch that can also be run as far as each stage, to measure it. */
  readonly profiled?: string
}

/** Entry points that read a batch are one for each task: `train:nli`. */
export const entryOf = (kind: string, task: string | undefined): string =>
  task === undefined ? kind : `${kind}:${task}`
export const kindOf = (entry: string): string => entry.split(':')[0]!

/** Texts that are encoded together: of a row, and how many groups of sentences they are laid out in. */
export interface TextsTogether {
  readonly texts: number
  readonly groups: number
}
export interface Objective extends TextsTogether {
  /** Where there are several: the name that its entry points and its own parameters go by. */
  readonly task?: string
  /** Those of another encoder. */
  readonly beside?: TextsTogether
  /** By role, the shape of a row's label: `[]`, or `[384]`. */
  readonly labels: ShapesByName
  /** By role, the shape of what is drawn for a step. */
  readonly drawn: ShapesByName
  /** Whether texts are told again. */
  readonly tells: boolean
  /** One value a row, or one for the batch. */
  readonly loss: (weights: Weights, head: Weights, batch: TracedBatch, dropout: Dropout) => LossValue
  /** Embeddings of all texts, `[texts · rows, width]`, column after column. */
  readonly embed: (weights: Weights, texts: TracedLists, dropout: Dropout) => tf.Tensor2D
  /** The loss from these. */
  readonly value: (embeddings: tf.Tensor2D, head: Weights, batch: Omit<TracedBatch, keyof TracedLists>) => LossValue
  /** The class of each row, `[rows]`, where the loss has a head that tells. */
  readonly predict?: (weights: Weights, head: Weights, batch: TracedBatch) => tf.Tensor
}
/** The texts of a batch, those of another encoder in a list of their own. */
export interface TracedLists {
  readonly texts: PackedTexts
  readonly beside?: PackedTexts | undefined
}
export interface TracedBatch extends TracedLists {
  readonly rows: number
  readonly labels: Readonly<Record<string, tf.Tensor>>
  readonly told?: ToldTexts | undefined
}

export interface Training {
  /** Whether several batches make a step. */
  readonly accumulates: boolean
  /** The width of embeddings, where a batch is embedded in parts and the gradients at its embeddings are kept. */
  readonly cached?: number
  readonly seed: number
  readonly clip: number
  readonly optimizer: GraphOptimizer
  readonly weightDecay: number
  readonly decays: (name: string) => boolean
  /** What share of a step's rate a variable moves by, 0 where it is frozen; 1 for all where it is left out. */
  readonly shareOf?: (variable: string) => number
  readonly inUse?: RowsInUse
}

/**
 * The rows of tables that training reads: only these are moved, and have moments. Exact where no decay moves the others: their
 * gradient is always zero.
 */
export interface RowsInUse {
  readonly tables: readonly string[]
  /** Token ids, rising. */
  readonly ids: Int32Array
}

/** The variable of a table's rows in use. */
export const rowsInUse = (table: string): string => `${table}/used`

/** Head parameters are variables under names that no encoder has. */
export const headVariable = (name: string): string => `head/${name}`
export const headVariables = <A>(head: Readonly<Record<string, A>>): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(head).map(([name, each]) => [headVariable(name), each]))

/** Every parameter by the name of its variable. */
export const parameterShapes = ({ weights, head }: Pick<Program, 'weights' | 'head'>): ShapesByName => ({
  ...weights,
  ...headVariables(head),
})
