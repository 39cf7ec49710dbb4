import { isSequence, type SweepPoint, toJson } from '@siamese/core'
import * as t from 'io-ts'
import { canonical } from '../../canonical.js'
import { sha256Of } from '../../sources/hash.js'
import { anyNumber } from '../checkpoint/anyNumber.js'
import type { Versioned } from '../folder/versioned.js'

const chosen = t.readonlyArray(
  t.intersection([t.type({ stage: t.string, is: t.unknown }), t.partial({ setting: t.string })]),
)
const spread = t.intersection([t.type({ mean: anyNumber, n: t.number }), t.partial({ deviation: anyNumber })])
const point = t.intersection([
  t.type({ chosen, folder: t.string, pipeline: t.string }),
  t.partial({ metrics: t.readonly(t.record(t.string, anyNumber)), problems: t.readonlyArray(t.string) }),
])
const group = t.type({ chosen, points: t.readonlyArray(t.number), metrics: t.readonly(t.record(t.string, spread)) })
const codec = t.type({ points: t.readonlyArray(point), groups: t.readonlyArray(group) })

/** `sweep.json`: the points of a sweep, what came of each, and of those that differ in `seed` alone together. */
export type SweepFile = t.TypeOf<typeof codec>

export const sweepFile: Versioned<SweepFile> = { name: 'sweep.json', key: 'sweep', codec, migrations: [] }

export const encodeSweep = (sweep: SweepFile): object => codec.encode(sweep) as object

/** sha256 of the canonical pipelines of a point. */
export const pointHash = (of: SweepPoint['of']): string =>
  sha256Of(canonical((isSequence(of) ? of.sequence : [of]).map(toJson)))
