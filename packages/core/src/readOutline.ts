import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { brief } from './brief.js'
import type { Data } from './data.js'
import { faults } from './faults.js'
import { isRecord } from './isRecord.js'
import {
  besideSequence,
  noFileData,
  noKey,
  noPart,
  noPipeline,
  noPipelineKey,
  noStages,
  noSweep,
  otherName,
  shortSequence,
} from './jsonSentences.js'
import { type Migration, migrate } from './migrations.js'
import type { Model } from './model.js'
import { meant } from './options.js'
import { dataCodec, modelCodec } from './plain.js'
import { type Path, type Problem, type Problems, problem, showPath } from './problem.js'
import type { Sweep } from './sweep.js'

/** What a file holds before its stages are looked at. */
export interface Outline {
  readonly models: Readonly<Record<string, Model>> | undefined
  readonly isSequence: boolean
  /** One pipeline, or those of a sequence. */
  readonly parts: readonly Part[]
  readonly sweep: Sweep['sweep'] | undefined
  readonly problems: Problems
}
export interface Part {
  readonly data: Data | undefined
  readonly stages: readonly unknown[]
  /** Where it stands. */
  readonly path: Path
}

const modelsCodec = t.record(t.string, modelCodec, 'an object with a model for each name')
const keys = ['siamese', 'data', 'models', 'stages']
const allKeys = [...keys, 'sequence', 'sweep']
const ofParts = ['data', 'stages']
/** Written for editors. */
const schemaKey = '$schema'
type Written = Readonly<Record<string, unknown>>

export const readOutline = (json: unknown, steps: readonly Migration[]): Outline | Problem => {
  if (!isRecord(json)) return problem(noPipeline(keys.join(', '), brief(json)), { path: [] })
  const given = Object.keys(json)
  if (!given.some(key => isKey(key) || meant(key, allKeys) !== ''))
    return problem(noPipeline(keys.join(', '), given.length === 0 ? '{}' : objectWith(given)), { path: [] })
  const migrated = migrate(json, steps)
  // Of a later version nothing is known; one that says no version is read as the newest.
  if (isLeft(migrated) && typeof json.siamese === 'number' && json.siamese > steps.length) return migrated.left
  const top = isLeft(migrated) ? json : migrated.right
  const { models = {}, sequence, sweep } = top
  const isSequence = sequence !== undefined
  const wrongModels = faults(modelsCodec, models, ['models'])
  const unknown = Object.keys(top).filter(key => !isKey(key) && key !== schemaKey)
  const drawn = readSweep(sweep)
  const read = isSequence ? readParts(sequence) : readPart(top, [])
  return {
    models: wrongModels.length > 0 ? undefined : (models as Readonly<Record<string, Model>>),
    isSequence,
    parts: read.parts,
    sweep: drawn.sweep,
    problems: [
      ...(isLeft(migrated) ? [migrated.left] : []),
      ...unknown.map(key => problem(`${noPipelineKey(key)}${meant(key, allKeys)}`, { path: [key] })),
      ...(isSequence ? ofParts.filter(key => key in top) : []).map(key =>
        problem(besideSequence(key), { path: [key] }),
      ),
      ...read.problems,
      ...wrongModels.map(({ sentence, at }) => problem(sentence, { path: at })),
      ...misnamed(models),
      ...drawn.problems,
    ],
  }
}

const isKey = (key: string): boolean => allKeys.includes(key)

/** A file of something else: what it has instead, as far as it fits a sentence. */
const objectWith = (given: readonly string[]): string => {
  const more = given.length > 3 ? ` and ${given.length - 3} more` : ''
  const shown = given.slice(0, 3).map(key => (key.length > 20 ? `${key.slice(0, 19)}…` : key))
  return `an object with ${shown.join(', ')}${more}`
}

interface Parts {
  readonly parts: readonly Part[]
  readonly problems: Problems
}

const readParts = (sequence: unknown): Parts => {
  if (!Array.isArray(sequence) || sequence.length < 2)
    return { parts: [], problems: [problem(shortSequence(brief(sequence)), { path: ['sequence'] })] }
  const read = sequence.map((part: unknown, index): Parts => {
    const path = ['sequence', index]
    if (!isRecord(part)) return { parts: [], problems: [problem(noPart(showPath(path), brief(part)), { path })] }
    const unknown = Object.keys(part)
      .filter(key => !ofParts.includes(key))
      .map(key => problem(`${noKey(showPath(path), key)}${meant(key, ofParts)}`, { path: [...path, key] }))
    const { parts, problems } = readPart(part, path)
    return { parts, problems: [...unknown, ...problems] }
  })
  return { parts: read.flatMap(({ parts }) => parts), problems: read.flatMap(({ problems }) => problems) }
}

const readPart = ({ data, stages }: Written, path: Path): Parts => {
  const wrong = data === undefined ? [{ sentence: noFileData(), at: path }] : faults(dataCodec, data, [...path, 'data'])
  const missing = Array.isArray(stages)
    ? []
    : [{ sentence: noStages(), at: stages === undefined ? path : [...path, 'stages'] }]
  return {
    parts: [
      {
        data: wrong.length > 0 ? undefined : (data as Data),
        stages: Array.isArray(stages) ? stages : [],
        path,
      },
    ],
    problems: [...wrong, ...missing].map(({ sentence, at }) => problem(sentence, { path: at })),
  }
}

const readSweep = (sweep: unknown): Pick<Outline, 'sweep' | 'problems'> => {
  if (sweep === undefined || sweep === 'grid') return { sweep, problems: [] }
  const { sample, seed = 42, ...others } = isRecord(sweep) ? sweep : {}
  const unknown = Object.keys(others).map(key =>
    problem(`${noKey('sweep', key)}${meant(key, ['sample', 'seed'])}`, { path: ['sweep', key] }),
  )
  if (typeof sample === 'number' && typeof seed === 'number') return { sweep: { sample, seed }, problems: unknown }
  const wrong = problem(noSweep(brief(sweep)), { path: ['sweep'] })
  return { sweep: undefined, problems: unknown.length > 0 ? unknown : [wrong] }
}

/** A model is called what `models` calls it: otherwise writing it again would give it another name. */
const misnamed = (models: unknown): Problems =>
  Object.entries((models ?? {}) as object).flatMap(([key, model]) => {
    const name: unknown = (model as { readonly model?: unknown } | null)?.model
    return typeof name === 'string' && name !== key
      ? [problem(otherName(key, name), { path: ['models', key, 'model'] })]
      : []
  })
