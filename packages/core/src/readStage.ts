import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { brief } from './brief.js'
import { type Choice, isChoice } from './choice.js'
import { chooseStage } from './choose.js'
import { joinStages } from './fragment.js'
import { besideChoose, fewAlternatives, noModel, noName, noSuchStage } from './jsonSentences.js'
import type { Model } from './model.js'
import { modelKeys } from './modelSettings.js'
import { isStage } from './nested.js'
import { nearest } from './options.js'
import { type Path, type Problem, type Problems, problem } from './problem.js'
import { type Definition, make, type Stage } from './stage.js'

/** A stage's name with its settings beside it: `{ "stage": "loss.triplet", "margin": 1 }`. A model is named, and stands in `models`. */
export type StageJson = Readonly<Record<string, unknown>> & { readonly stage: string }
/** Stages among which a sweep chooses; several stand in a list, and an empty list is none. */
export interface ChoiceJson {
  readonly stage?: undefined
  readonly choose: readonly (EntryJson | readonly EntryJson[])[]
}
export type EntryJson = StageJson | ChoiceJson

/** What a stage may name, and how a place in the file is said. */
export interface Naming {
  readonly byName: ReadonlyMap<string, Definition>
  /** `undefined` where they are none: that was said once already, not again by every stage that names one. */
  readonly models: Readonly<Record<string, Model>> | undefined
  readonly placeOf: (path: Path) => string
}

/** A stage, or a choice between stages. */
export const readEntry = (naming: Naming, entry: unknown, path: Path): Either<Problems, Stage> =>
  isObject(entry) && 'choose' in entry && !('stage' in entry)
    ? readChoice(naming, entry, path)
    : readStage(naming, entry, path)

const readChoice = (
  naming: Naming,
  entry: object & { readonly choose: unknown },
  path: Path,
): Either<Problems, Stage> => {
  const { choose, ...others } = entry
  const beside = Object.keys(others).map(key =>
    problem(besideChoose(brief(key).slice(1, -1)), { path: [...path, key] }),
  )
  const at = [...path, 'choose']
  if (!Array.isArray(choose) || choose.length < 2) return left([...beside, few(choose, at)])
  const read = choose.map((each: unknown, index) =>
    Array.isArray(each) ? readTogether(naming, each, [...at, index]) : readEntry(naming, each, [...at, index]),
  )
  return all(read, beside, stages => chooseStage(stages, naming.placeOf(path)))
}

const readTogether = (naming: Naming, entries: readonly unknown[], path: Path): Either<Problems, Stage> =>
  all(
    entries.map((each, index) => readEntry(naming, each, [...path, index])),
    [],
    stages => joinStages(stages, naming.placeOf(path)),
  )

const all = (
  read: readonly Either<Problems, Stage>[],
  others: Problems,
  join: (stages: readonly Stage[]) => Stage,
): Either<Problems, Stage> => {
  const wrong = [...others, ...read.flatMap(each => (isLeft(each) ? each.left : []))]
  return wrong.length > 0 ? left(wrong) : right(join(read.flatMap(each => (isLeft(each) ? [] : [each.right]))))
}

const few = (choose: unknown, path: Path): Problem => problem(fewAlternatives(brief(choose)), { path })

export const readStage = (naming: Naming, entry: unknown, path: Path): Either<Problems, Stage> => {
  const { byName, models, placeOf } = naming
  const { stage: name, ...written } = (isObject(entry) ? entry : {}) as Record<string, unknown>
  if (typeof name !== 'string') return left([problem(noName(), { path })])
  const def = byName.get(name)
  if (def === undefined) return left([unknownStage(name, [...byName.keys()], path)])
  const inner: Problem[] = []
  const settings = Object.fromEntries(
    Object.entries(written).map(([key, value]) => [key, readSetting(naming, value, [...path, key], inner)]),
  )
  const asked = models === undefined ? [] : modelKeys(def).filter(key => key === 'model' || settings[key] !== undefined)
  const read = asked.map(key => [key, readModel(models!, settings[key])] as const)
  const wrong = read.flatMap(([key, model]) =>
    model === undefined ? [unnamed(name, key, written[key], models!, path)] : [],
  )
  if (wrong.length + inner.length > 0) return left([...wrong, ...inner])
  return right(make(def, { ...settings, ...Object.fromEntries(read) }, placeOf(path)))
}

/** The model of a name, or the models of a choice of names. */
const readModel = (models: Readonly<Record<string, Model>>, written: unknown): unknown => {
  if (!isChoice(written))
    return typeof written === 'string' && Object.hasOwn(models, written) ? models[written] : undefined
  const choose = written.choose.map(each => readModel(models, each))
  return choose.includes(undefined) ? undefined : { choose }
}

/** Stages and choices in a setting; everything else is as it is written. */
const readSetting = (naming: Naming, value: unknown, path: Path, wrong: Problem[]): unknown => {
  if (isStageJson(value)) {
    const read = readStage(naming, value, path)
    if (isLeft(read)) wrong.push(...read.left)
    return isLeft(read) ? undefined : read.right
  }
  if (isChoice(value)) {
    const at = [...path, 'choose']
    if (value.choose.length < 2) wrong.push(few(value.choose, at))
    const choose = value.choose.map((each, index) => readSetting(naming, each, [...at, index], wrong))
    return choose.length > 0 && choose.every(isStage) ? chooseStage(choose, naming.placeOf(path)) : { choose }
  }
  const member = (choice: Choice, index: number): unknown => {
    const read = readEntry(naming, choice, [...path, index])
    if (isLeft(read)) wrong.push(...read.left)
    return isLeft(read) ? undefined : read.right
  }
  const inside = (each: unknown, at: Path[number]): unknown =>
    isStageJson(each) || isChoice(each) ? readSetting(naming, each, [...path, at], wrong) : each
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (isStages(each) ? member(each, index) : inside(each, index)))
  return isObject(value) && Object.values(value).some(isStageJson)
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inside(each, name)]))
    : value
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isStageJson = (value: unknown): value is StageJson =>
  isObject(value) && 'stage' in value && typeof value.stage === 'string'

/** In a list of stages an alternative may be several, or none, as it may in the pipeline. */
const isStages = (value: unknown): value is Choice =>
  isChoice(value) && value.choose.some(each => isStageJson(each) || (Array.isArray(each) && each.some(isStageJson)))

const unknownStage = (name: string, known: readonly string[], path: Path): Problem => {
  return problem(noSuchStage(brief(name).slice(1, -1), nearest(name, known)), { path: [...path, 'stage'] })
}

const unnamed = (
  name: string,
  key: string,
  model: unknown,
  models: Readonly<Record<string, Model>>,
  path: Path,
): Problem =>
  problem(noModel(name, key, brief(model), Object.keys(models).join(', ') || 'nothing'), {
    stage: name,
    path: model === undefined ? path : [...path, key],
  })
