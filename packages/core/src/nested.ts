import * as t from 'io-ts'
import { inSchema } from './described.js'
import type { Does } from './does.js'
import { isRecord } from './isRecord.js'
import { type Definition, definition, type Stage } from './stage.js'

/** Whether a value is a stage: it carries its definition. */
export const isStage = (value: unknown): value is Stage =>
  typeof value === 'object' && value !== null && definition in value

const codecOf = (words: string, is: (u: unknown) => u is Stage): t.Type<Stage> =>
  new t.Type<Stage>(words, is, (u, context) => (is(u) ? t.success(u) : t.failure(u, context)), t.identity)
const inFamily = (family: string) => () => ({ $ref: `#/definitions/any.${family}` })

/** A setting that is a stage of any family; a rule says which ones fit. */
export const anyStage: t.Type<Stage> = codecOf('a stage', isStage)

/** A setting that is a stage of one family: the loss that another loss wraps. */
export const stageOf = <F extends (Does | Definition['does'])['family']>(family: F, words: string): t.Type<Stage> =>
  inSchema(
    codecOf(words, (u): u is Stage => isStage(u) && u[definition].does.family === family),
    inFamily(family),
  )

/** Losses inside a loss: one, or a list. That they are losses is a rule, said in a sentence of its own. */
export const lossInside: t.Type<Stage> = inSchema(codecOf('a loss, as loss.triplet()', isStage), inFamily('loss'))
export const lossesInside: t.Type<Stage[], Stage[], unknown> = t.array(lossInside, 'a list of losses')

/** A setting that is a stage for each of several names; a rule says which ones fit. */
export const stagesByName = <F extends Does['family']>(
  family: F,
  words: string,
): t.Type<Readonly<Record<string, Stage>>> => {
  const is = (u: unknown): u is Readonly<Record<string, Stage>> => isRecord(u) && Object.values(u).every(isStage)
  const codec = new t.Type(words, is, (u, context) => (is(u) ? t.success(u) : t.failure(u, context)), t.identity)
  return inSchema(codec, () => ({ type: 'object', additionalProperties: { $ref: `#/definitions/any.${family}` } }))
}

/** Stages under names: a loss for each of several data sets. */
export const hasStages = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && Object.values(value).some(isStage)
