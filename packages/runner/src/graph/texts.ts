import type { Grid, Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../encode/pack.js'
import type { ToldTexts } from '../encode/told.js'
import type { Objective, TracedBatch, TracedLists } from './program.js'
import type { Sizes } from './size.js'
import { primesOf, summed, traceSizes } from './traceSizes.js'

/** The sizes that batches of texts differ in; `i` counts the groups. */
const namesOf = (i: number) => ({ sentences: `sentences${i}`, length: `length${i}`, tokens: `tokens${i}` })

/** How tensors reach a graph: placeholders are made under these names, and batches fed. */
export type Placeholder = (name: string, shape: readonly number[], dtype: 'float32' | 'int32') => tf.Tensor

/** Texts that have sizes and no values yet. */
export const tracedTexts = (input: Placeholder, sentences: number, groups: number, sizes: Sizes): PackedTexts => {
  const grid = (name: string, shape: readonly number[], tokens: number): Grid => ({
    rows: input(`${name}.rows`, shape, 'int32'),
    cells: input(`${name}.cells`, [tokens], 'int32') as tf.Tensor1D,
  })
  const { tokens, length } = sizes as { readonly tokens: number; readonly length: number }
  const ids = input('ids', [tokens], 'int32') as tf.Tensor1D
  return {
    ids,
    tokens: ids,
    positions: input('positions', [tokens], 'int32') as tf.Tensor1D,
    groups: Array.from({ length: groups }, (_, i) => {
      const names = namesOf(i)
      return grid(`group${i}`, [sizes[names.sentences]!, sizes[names.length]!], sizes[names.tokens]!)
    }),
    sentences: grid('sentences', [sentences, length], tokens),
    mask: input('mask', [sentences, length], 'float32') as tf.Tensor2D,
    prompts: input('prompts', [sentences], 'float32') as tf.Tensor1D,
  }
}

/** The sizes of texts as a batch. */
export const textSizes = ({ groups, mask }: Pick<PackedTexts, 'groups' | 'mask'>): Sizes => {
  const ofGroups = groups.map(({ rows, cells }, i) => {
    const names = namesOf(i)
    const [count, length] = rows.shape as [number, number]
    return { [names.sentences]: count, [names.length]: length, [names.tokens]: cells.size }
  })
  return { length: mask.shape[1], ...summed(Object.assign({}, ...ofGroups), groups.length) }
}

/** What is fed for texts: their tensors, and their sizes as scalars. */
export const textFeeds = (texts: PackedTexts): Weights => {
  const { ids, positions, groups, sentences, mask, prompts } = texts
  const grid = (name: string, { rows, cells }: Grid) => ({ [`${name}.rows`]: rows, [`${name}.cells`]: cells })
  return Object.assign(
    { ids, positions, mask, prompts, ...grid('sentences', sentences) },
    Object.fromEntries(Object.entries(textSizes(texts)).map(([name, size]) => [name, tf.scalar(size, 'int32')])),
    ...groups.map((group, i) => grid(`group${i}`, group)),
  )
}

/** Sizes of a further list of texts, among those of a batch, whose rows it has. */
const named = (list: string, sizes: Sizes): Sizes =>
  Object.fromEntries(
    Object.entries(sizes).flatMap(([name, size]) => (name === 'rows' ? [] : [[`${list}.${name}`, size] as const])),
  )
const of = (list: string, sizes: Sizes): Sizes =>
  Object.fromEntries(
    Object.entries(sizes).flatMap(([name, size]) =>
      name.startsWith(`${list}.`) ? [[name.slice(list.length + 1), size]] : [],
    ),
  )

/** Sizes to trace a batch at. */
export const batchSamples = ({
  groups,
  beside,
  tells,
}: Pick<Objective, 'groups' | 'beside' | 'tells'>): readonly Sizes[] =>
  traceSizes(groups).map((sizes, time) => ({
    ...sizes,
    ...(beside === undefined ? {} : named('beside', traceSizes(beside.groups, primesOf(groups))[time]!)),
    ...(tells
      ? named('told', traceSizes(1, primesOf(groups) + (beside === undefined ? 0 : primesOf(beside.groups)))[time]!)
      : {}),
  }))

/** The sizes of a batch. */
export const batchSizes = ({ rows, texts, beside, told }: BatchTexts): Sizes => ({
  rows,
  ...textSizes(texts),
  ...(beside === undefined ? {} : named('beside', textSizes(beside))),
  ...(told === undefined ? {} : named('told', textSizes(told.texts))),
})
type BatchTexts = Pick<TracedBatch, 'rows' | 'texts' | 'beside' | 'told'>

/** The texts of a batch that have sizes and no values yet. */
export const tracedLists = (
  input: Placeholder,
  { texts, groups, beside }: Pick<Objective, 'texts' | 'groups' | 'beside'>,
  sizes: Sizes,
): TracedLists => {
  const rows = sizes.rows!
  const first = tracedTexts(input, rows * texts, groups, sizes)
  if (beside === undefined) return { texts: first }
  const besides: Placeholder = (name, ...is) => input(`beside.${name}`, ...is)
  return { texts: first, beside: tracedTexts(besides, rows * beside.texts, beside.groups, of('beside', sizes)) }
}

/** Texts that are told again and have sizes and no values yet; those of a batch under `told.`. */
export const tracedTold = (input: Placeholder, rows: number, sizes: Sizes): ToldTexts => {
  const own = of('told', sizes)
  const beside = (name: string) => input(name, [own.tokens!], 'int32') as tf.Tensor1D
  return { texts: tracedTexts(input, rows, 1, own), next: beside('next'), owners: beside('owners') }
}

/** What is fed for them. */
export const toldFeeds = ({ texts, next, owners }: ToldTexts): Weights => ({ ...textFeeds(texts), next, owners })
