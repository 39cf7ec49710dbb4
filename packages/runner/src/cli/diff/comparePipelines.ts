import type { Pipeline } from '@siamese/core'
import { align } from './align.js'
import { equal, type Plain } from './leaves.js'
import { type Part, partsOf } from './parts.js'

/** A setting that differs; a side that does not have it is left out. */
export interface Change {
  readonly setting: string
  readonly before?: Plain
  readonly after?: Plain
  /** On which sides nobody wrote it, so that the default holds. */
  readonly default?: readonly ('before' | 'after')[]
}

/** One thing of both pipelines, or of one of them. Positions count from 0. */
export interface Difference {
  readonly name: string
  readonly status: 'same' | 'changed' | 'added' | 'removed' | 'moved'
  readonly before?: number
  readonly after?: number
  readonly changes: readonly Change[]
}

/** What `siamese diff --json` prints. */
export interface Compared {
  readonly same: boolean
  readonly data: Difference
  readonly models: readonly Difference[]
  readonly stages: readonly Difference[]
}

export const comparePipelines = (a: Pipeline, b: Pipeline): Compared => {
  const [before, after] = [partsOf(a), partsOf(b)]
  const data = compare(named(before.data), named(after.data))
  const models = pairUp(before.models, after.models)
  const stages = align(before.stages, after.stages).map((at): Difference => {
    const { moved, ...places } = at
    const difference = compare(
      at.before === undefined ? undefined : before.stages[at.before],
      at.after === undefined ? undefined : after.stages[at.after],
    )
    return { ...difference, ...(moved ? { status: 'moved' as const } : {}), ...places }
  })
  const same = [data, ...models, ...stages].every(({ status }) => status === 'same')
  return { same, data, models, stages }
}

/** There is one data set on each side: its name is a setting like others. */
const named = (part: Part): Part => ({ ...part, values: { name: part.name, ...part.values } })

/** Models of one name; those that are left over, in their order, under the names that they have. */
const pairUp = (before: readonly Part[], after: readonly Part[]): readonly Difference[] => {
  const lone = before.filter(({ name }) => after.every(each => each.name !== name))
  const fresh = after.filter(({ name }) => before.every(each => each.name !== name))
  return [
    ...before.flatMap(each => {
      const twin = after.find(({ name }) => name === each.name)
      return twin === undefined ? [] : [compare(each, twin)]
    }),
    ...Array.from({ length: Math.max(lone.length, fresh.length) }, (_, i) =>
      lone[i] !== undefined && fresh[i] !== undefined
        ? compare(named(lone[i]), named(fresh[i]))
        : compare(lone[i], fresh[i]),
    ),
  ]
}

const compare = (before: Part | undefined, after: Part | undefined): Difference => {
  const { name } = (after ?? before)!
  if (before === undefined || after === undefined) {
    const written = (part: Part, side: 'before' | 'after') =>
      Object.keys(part.values)
        .filter(path => !part.defaults.includes(path))
        .map((setting): Change => ({ setting, [side]: part.values[setting] }))
    return before === undefined
      ? { name, status: 'added', changes: written(after!, 'after') }
      : { name, status: 'removed', changes: written(before, 'before') }
  }
  const paths = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])]
  const changes = paths
    .filter(path => !equal(before.values[path], after.values[path]))
    .map((setting): Change => {
      const [old, now] = [before.values[setting], after.values[setting]]
      const defaults = [
        ...(before.defaults.includes(setting) ? ['before' as const] : []),
        ...(after.defaults.includes(setting) ? ['after' as const] : []),
      ]
      return {
        setting,
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
        ...(defaults.length === 0 ? {} : { default: defaults }),
      }
    })
  return { name, status: changes.length > 0 ? 'changed' : 'same', changes }
}
