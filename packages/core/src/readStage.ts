import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { brief } from './faults.js'
import { noModel, noName, noSuchStage } from './jsonSentences.js'
import type { Model } from './model.js'
import { mapStages } from './nested.js'
import { nearest } from './options.js'
import { type Path, type Problem, type Problems, problem } from './problem.js'
import { type Definition, make, type Stage } from './stage.js'

/** A stage's name with its settings beside it: `{ "stage": "loss.triplet", "margin": 1 }`. A model is named, and stands in `models`. */
export type StageJson = Readonly<Record<string, unknown>> & { readonly stage: string }

/** What a stage may name, and how a place in the file is said. */
export interface Naming {
  readonly byName: ReadonlyMap<string, Definition>
  /** `undefined` where they are none: that was said once already, not again by every stage that names one. */
  readonly models: Readonly<Record<string, Model>> | undefined
  readonly placeOf: (path: Path) => string
}

export const readStage = (naming: Naming, entry: unknown, path: Path): Either<Problems, Stage> => {
  const { byName, models, placeOf } = naming
  const { stage: name, ...written } = (isObject(entry) ? entry : {}) as Record<string, unknown>
  if (typeof name !== 'string') return left([problem(noName(), { path })])
  const def = byName.get(name)
  if (def === undefined) return left([unknownStage(name, [...byName.keys()], path)])
  const inner: Problem[] = []
  const nested = (each: StageJson, at: Path): unknown => {
    const read = readStage(naming, each, [...path, ...at])
    if (isLeft(read)) inner.push(...read.left)
    return isLeft(read) ? undefined : read.right
  }
  const settings = Object.fromEntries(
    Object.entries(written).map(([key, value]) => [key, mapStages(value, isStageJson, nested, [key])]),
  )
  const needsModel = 'model' in def.options.fields && models !== undefined
  const { model } = settings
  const named = typeof model === 'string' && models !== undefined && Object.hasOwn(models, model)
  const wrong = needsModel && !named ? [unnamed(name, model, models, path), ...inner] : inner
  if (wrong.length > 0) return left(wrong)
  return right(make(def, named && needsModel ? { ...settings, model: models[model] } : settings, placeOf(path)))
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isStageJson = (value: unknown): value is StageJson =>
  isObject(value) && 'stage' in value && typeof value.stage === 'string'

const unknownStage = (name: string, known: readonly string[], path: Path): Problem => {
  const near = nearest(name, known)
  const cure = near === undefined ? '' : `. Did you mean '${near}'?`
  return problem(`${noSuchStage(brief(name).slice(1, -1))}${cure}`, { path: [...path, 'stage'] })
}

const unnamed = (name: string, model: unknown, models: Readonly<Record<string, Model>>, path: Path): Problem =>
  problem(noModel(name, brief(model), Object.keys(models).join(', ') || 'nothing'), {
    stage: name,
    path: model === undefined ? path : [...path, 'model'],
  })
