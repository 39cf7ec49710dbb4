import { fileURLToPath } from 'node:url'
import type { Problems, Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { type OpenedEncoder, openEncoder } from '../../src/encode/openEncoder.js'
import { type PackedTexts, pack } from '../../src/encode/pack.js'
import { cacheRoot } from '../../src/sources/cache.js'
import { computedOnce } from './computedOnce.js'
import { goldenFile } from './golden.js'
import { cannot, type Way } from './goldenCases.js'

export const orFail = <A>(read: Either<Problems, A>): A =>
  isLeft(read) ? cannot(read.left.map(({ sentence }) => sentence).join('\n')) : read.right

/** A model of the reference, opened as every other. */
export const openGolden = async (path: string): Promise<OpenedEncoder> =>
  orFail(await openEncoder(fileURLToPath(goldenFile(path)), { base: '.', cacheRoot: cacheRoot() })())

/** A batch of the reference, filled up to one length. */
export interface Batch {
  readonly input_ids: readonly (readonly number[])[]
  readonly attention_mask: readonly (readonly number[])[]
}

/** Texts as the reference's batch has them, without its padding. */
export const packedBatch = ({ input_ids, attention_mask }: Batch, pad: number, prompt = 0): PackedTexts =>
  pack(
    input_ids.map((ids, row) => ids.filter((_, place) => attention_mask[row]![place] === 1)),
    pad,
    2,
    input_ids.map(() => prompt),
  )

/** The tensors of packed texts in a fixed order, and the way back. */
export const tensorsOf = ({ ids, positions, groups, sentences, mask, prompts }: PackedTexts): readonly tf.Tensor[] => [
  ids,
  positions,
  mask,
  prompts,
  ...[sentences, ...groups].flatMap(({ rows, cells }) => [rows, cells]),
]
export const textsOf = (tensors: readonly tf.Tensor[]): PackedTexts => {
  const [ids, positions, mask, prompts, ...grids] = tensors as [
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor2D,
    tf.Tensor1D,
    ...tf.Tensor[],
  ]
  const [sentences, ...groups] = Array.from({ length: grids.length / 2 }, (_, i) => ({
    rows: grids[2 * i]!,
    cells: grids[2 * i + 1] as tf.Tensor1D,
  }))
  return { ids, tokens: ids, positions, mask, prompts, sentences: sentences!, groups }
}

/** What a function of weights and texts gives. */
export const computed = (
  way: Way,
  weights: Weights,
  texts: PackedTexts,
  f: (weights: Weights, texts: PackedTexts) => tf.Tensor,
): tf.Tensor => {
  const names = Object.keys(weights)
  return computedOnce(way, [...Object.values(weights), ...tensorsOf(texts)], inputs =>
    f(Object.fromEntries(names.map((name, i) => [name, inputs[i]!])), textsOf(inputs.slice(names.length))),
  )
}
