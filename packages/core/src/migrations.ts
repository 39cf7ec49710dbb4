import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { brief } from './brief.js'
import { laterFormat, noVersion } from './jsonSentences.js'
import { type Problem, problem } from './problem.js'

/** From one version of the format to the next: the file as JSON in, the same meaning in the next version's words out. */
export type Migration = (json: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** Settings of stages under new names; what is no list of stages is left to those who say so. */
function renamed(names: Readonly<Record<string, readonly [from: string, to: string]>>): Migration {
  const stage = (written: unknown): unknown => {
    if (typeof written !== 'object' || written === null || !('stage' in written)) return written
    const [from, to] = names[String(written.stage)] ?? []
    const entries = Object.entries(written)
    return entries.some(([key]) => key === to)
      ? written
      : Object.fromEntries(entries.map(([key, value]) => [key === from ? to : key, value]))
  }
  return json => ({ ...json, ...(Array.isArray(json.stages) ? { stages: json.stages.map(stage) } : {}) })
}

/** Settings of stages that are those of a stage in them. */
function within(
  stage: string,
  keys: readonly string[],
  inner: { readonly as: string; readonly stage: string },
): Migration {
  const moved = (written: unknown): unknown => {
    if (typeof written !== 'object' || written === null || !('stage' in written)) return written
    const entries = Object.entries(written)
    const some = entries.filter(([key]) => keys.includes(key))
    if (written.stage !== stage || some.length === 0 || inner.as in written) return written
    const others = entries.filter(([key]) => !keys.includes(key))
    return { ...Object.fromEntries(others), [inner.as]: { stage: inner.stage, ...Object.fromEntries(some) } }
  }
  return json => ({ ...json, ...(Array.isArray(json.stages) ? { stages: json.stages.map(moved) } : {}) })
}

/** The first goes from version 1 to 2, and so on; a migration never changes once a version was published. */
export const migrations: readonly Migration[] = [
  // `sampler` says more than `order` did, and `onto` what `range` meant; AdamW's own settings belong to it.
  json =>
    within('train', ['beta1', 'beta2', 'epsilon'], { as: 'optimizer', stage: 'optimizer.adamW' })(
      renamed({ train: ['order', 'sampler'], 'loss.cosineSimilarity': ['range', 'onto'] })(json),
    ),
]

/** The version of the format that these migrations end in. */
export const versionAfter = (steps: readonly Migration[]): number => steps.length + 1

/** A pipeline file in the newest version of the format. */
export const migrate = (
  top: Readonly<Record<string, unknown>>,
  steps: readonly Migration[],
): Either<Problem, Readonly<Record<string, unknown>>> => {
  const newest = versionAfter(steps)
  const from = top.siamese
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 1)
    return left(problem(noVersion(newest, from === undefined ? 'nothing' : brief(from)), { path: ['siamese'] }))
  if (from > newest) return left(problem(laterFormat(from, newest), { path: ['siamese'] }))
  return right(steps.slice(from - 1).reduce((json, step, i) => ({ ...step(json), siamese: from + i + 1 }), top))
}
