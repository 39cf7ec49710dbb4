import { createHash } from 'node:crypto'
import {
  type Data,
  definition,
  flatten,
  type Model,
  type Origin,
  type Pipeline,
  type Row,
  settingsOf,
  showKind,
} from '@siamese/core'
import { countOf } from '../../countOf.js'
import { type Leaves, leaves } from './leaves.js'

/** Something that has a name and settings: data, a model, a stage. */
export interface Part {
  readonly name: string
  readonly values: Leaves
  /** The paths among them that nobody wrote. */
  readonly defaults: readonly string[]
}

/** A pipeline as what is compared: defaults filled in, so that they equal the same value written out. */
export interface Parts {
  readonly data: Part
  readonly models: readonly Part[]
  readonly stages: readonly Part[]
}

export const partsOf = ({ data, stages }: Pipeline): Parts => {
  const flat = flatten(stages)
  const models = new Map<string, Model>()
  const read = flat.map((stage): Part => {
    const { does } = stage[definition]
    if (does.family === 'choice') return { name: 'choose', values: leaves({ among: does.alternatives }), defaults: [] }
    const { model, ...written } = stage.settings as Readonly<Record<string, unknown>> & { readonly model?: Model }
    if (model !== undefined) models.set(model.model, model)
    const settings: Readonly<Record<string, unknown>> = settingsOf(stage)
    const values = leaves({ ...settings, ...written, ...(model === undefined ? {} : { model: model.model }) })
    const isWritten = (path: string) => path === 'model' || /^[^.[]+/.exec(path)![0] in written
    return { name: stage.stage, values, defaults: Object.keys(values).filter(path => !isWritten(path)) }
  })
  return {
    data: dataPart(data),
    models: [...models.values()].map(({ model, ...rest }) => ({ name: model, values: leaves(rest), defaults: [] })),
    stages: read,
  }
}

const dataPart = ({ data, columns, splits, origin }: Data): Part => ({
  name: data,
  values: {
    ...Object.fromEntries(columns.map(([name, kind]) => [`columns.${name}`, showKind(kind)])),
    ...leaves({ splits, origin: withoutRows(origin) }),
  },
  defaults: [],
})

/** Rows in memory stand for their number and their hash. */
const withoutRows = (origin: Origin): unknown => {
  if ('rows' in origin)
    return { rows: Object.fromEntries(Object.entries(origin.rows).map(([split, rows]) => [split, brief(rows)])) }
  if ('concatenate' in origin) return { concatenate: origin.concatenate.map(each => inside(each)) }
  if ('tasks' in origin) return { tasks: origin.tasks.map(each => inside(each)) }
  return 'of' in origin ? { ...origin, of: inside(origin.of) } : origin
}
const inside = (data: Data) => ({ ...dataPart(data).values, data: data.data })
const brief = (rows: readonly Row[]): string =>
  `${countOf(rows.length, 'row')}, ${createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 8)}`
