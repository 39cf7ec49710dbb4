import * as t from 'io-ts'
import type { Model } from './model.js'

/** What rules and messages know of a model: its name and its sizes. */
export interface ModelFacts<Name extends string, Hidden extends number, Positions extends number, Size extends number> {
  readonly model: Name
  readonly hidden: Hidden
  readonly positions: Positions
  readonly size: Size
}
export const modelFacts = (written: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const model = written.model as Model
  return { ...written, model: model.model, hidden: model.hidden, positions: model.positions, size: model.vocabulary }
}

/** The model a stage was given: a value from `siamese.lock.ts`, or one made by `initialise`. */
export const modelCodec = new t.Type<Model, Model, unknown>(
  'a model',
  (u): u is Model => typeof u === 'object' && u !== null && 'model' in u && 'hidden' in u && 'origin' in u,
  (u, context) =>
    typeof u === 'object' && u !== null && 'model' in u && 'hidden' in u && 'origin' in u
      ? t.success(u as Model)
      : t.failure(u, context),
  t.identity,
)
/** The names under which a model's sizes enter the rules; they are never written as settings. */
export const modelFields = { model: modelCodec, hidden: t.number, positions: t.number, size: t.number } as const
