import { dropoutOf } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import type { Parameters } from '../compute/parameters.js'
import { headVariables } from '../graph/program.js'
import { divided, joined } from './miniBatches.js'
import { notFiniteAt, type Place } from './notFinite.js'
import { type InStage, searchBoth, searchForward } from './searchStages.js'
import type { StepInput, StepRule } from './stepper.js'

/** The first number of a step that is none, or the parameter with the largest gradient, where only their sum of squares is none. */
export type NotFinite =
  | InStage
  | { readonly what: 'label'; readonly role: string; readonly place: Place }
  | { readonly what: 'sum'; readonly parameter: string }

export interface Searched {
  /** Undefined where the step, computed this way, is finite. */
  readonly first: NotFinite | undefined
  /** Which batch of the step it is in. */
  readonly batch: number
  /** Parameters that were not finite before the step. */
  readonly parameters: readonly string[]
}

/** Computes a step that was not finite again, operation by operation and with what dropout drew, as far as the first number that is not. */
export const firstNotFinite = (
  rule: StepRule,
  { weights, head }: Parameters,
  { batches, step }: Pick<StepInput, 'batches' | 'step'>,
): Searched => {
  const all = Object.entries({ ...weights, ...headVariables(head) })
  const { shareOf = () => 1 } = rule
  const trained = all.filter(([name]) => shareOf(name) > 0)
  const [ofModel, ofHead] = [true, false].map(model =>
    trained.flatMap(([name, tensor]) => (name in weights === model ? [tensor] : [])),
  ) as [tf.Tensor[], tf.Tensor[]]
  const names = new Map(all.map(([name, { id }]) => [id, name]))
  const nameOf = ({ id }: tf.Tensor) => names.get(id)
  const places = { site: 0 }
  const dropout = (at: { site: number }) => dropoutOf({ seed: rule.seed, step }, at)
  const squares = new Map<string, number>()
  const both = (f: () => tf.Tensor, xs: readonly tf.Tensor[], batch: Batch) => {
    if (xs.length === 0) return { first: searchForward(f, batch, nameOf).first, grads: [] }
    const found = searchBoth(f, xs, batch, nameOf)
    for (const [i, gradient] of found.grads.entries()) {
      const name = nameOf(xs[i]!)
      if (gradient && name !== undefined) squares.set(name, (squares.get(name) ?? 0) + squareOf(gradient))
    }
    return found
  }
  /** As `gradientsInParts` computes it. */
  const inParts = (batch: Batch, parts: readonly Batch[]): NotFinite | undefined => {
    const { embed, value } = rule.inParts!
    const texts = batch.textColumns.length
    const starts: number[] = []
    const embedded: tf.Tensor2D[] = []
    for (const [i, part] of parts.entries()) {
      starts.push(places.site)
      const { first, made } = searchForward(() => embed(weights, part, dropout(places)), part, nameOf)
      if (first !== undefined) return ofBatch(first, parts, i)
      embedded.push(made)
    }
    const at = joined(embedded, texts)
    const { first, grads } = both(() => tf.mean(value(at, head, batch).value), [at, ...ofHead], batch)
    if (first !== undefined) return first
    const rows = parts.map(part => part.rows)
    const slices = divided((grads[0] ?? tf.zerosLike(at)) as tf.Tensor2D, rows, texts)
    for (const [i, part] of parts.entries()) {
      const again = () => tf.sum(tf.mul(embed(weights, part, dropout({ site: starts[i]! })), slices[i]!))
      const { first } = both(again, ofModel, part)
      if (first !== undefined) return ofBatch(first, parts, i)
    }
    return undefined
  }
  const inBatch = (batch: Batch): NotFinite | undefined => {
    if (batch.parts !== undefined) return inParts(batch, batch.parts)
    const loss = () => tf.mean(rule.loss(weights, head, batch, dropout(places)).value)
    return both(loss, [...ofModel, ...ofHead], batch).first
  }
  const parameters = all.flatMap(([name, tensor]) => (notFiniteAt(tensor) === undefined ? [] : [name]))
  for (const [i, batch] of batches.entries()) {
    let first: NotFinite | undefined = labelOf(batch)
    if (first === undefined)
      tf.tidy(() => {
        first = inBatch(batch)
      })
    if (first !== undefined) return { first, batch: i, parameters }
  }
  return { first: tooLarge(squares), batch: 0, parameters }
}

const labelOf = ({ labels }: Batch): NotFinite | undefined => {
  for (const [role, label] of Object.entries(labels)) {
    const at = notFiniteAt(label)
    if (at !== undefined)
      return { what: 'label', role, place: { row: Math.floor(at / (label.size / label.shape[0]!)) } }
  }
  return undefined
}

/** Squares of numbers beyond 1.8e19 are infinite in float32. */
const tooLarge = (squares: ReadonlyMap<string, number>): NotFinite | undefined => {
  const sum = [...squares.values()].reduce((all, each) => all + each, 0)
  const [largest] = [...squares].sort(([, a], [, b]) => b - a)
  return largest === undefined || Number.isFinite(Math.fround(sum)) ? undefined : { what: 'sum', parameter: largest[0] }
}

const squareOf = (gradient: tf.Tensor): number => {
  let sum = 0
  for (const each of gradient.dataSync()) sum += each * each
  return sum
}

/** A row of a part, counted from the beginning of its batch. */
const ofBatch = (found: InStage, parts: readonly Batch[], part: number): InStage => {
  const before = parts.slice(0, part).reduce((sum, { rows }) => sum + rows, 0)
  const { place } = found
  return place === undefined ? found : { ...found, place: { ...place, row: place.row + before } }
}
