import * as t from 'io-ts'
import type { Model } from './model.js'
import { modelCodec } from './plain.js'

/** What rules and messages know of a model: its name and its sizes. */
export interface ModelFacts<Name extends string, Hidden extends number, Positions extends number, Size extends number> {
  readonly model: Name
  readonly hidden: Hidden
  readonly positions: Positions
  readonly size: Size
}
export const modelFacts = (written: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  // A stage whose model is none is judged, too: its sentence is said by the codec.
  const model = (written.model ?? {}) as Model
  return { ...written, model: model.model, hidden: model.hidden, positions: model.positions, size: model.vocabulary }
}

/** The names under which a model's sizes enter the rules; they are never written as settings. */
export const modelFields = { model: modelCodec, hidden: t.number, positions: t.number, size: t.number } as const
