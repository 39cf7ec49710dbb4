import * as t from 'io-ts'
import type { Versioned } from '../../run/folder/versioned.js'
import { explained } from './explainedCodec.js'
import { sample } from './sample.js'

const stage = t.type({ stage: t.string, forward: t.number, backward: t.number })
const profile = t.type({
  stages: t.array(stage),
  update: t.number,
  feeding: t.number,
  step: t.number,
  newSizes: t.number,
  collating: t.number,
})

const codec = t.intersection([
  t.type({
    /** When the run began, in ISO 8601. */
    began: t.string,
    /** What the run was going to do: data, stages, model, engine. */
    of: explained,
    /** Rows whose embeddings are kept, one sample for each data set; their vectors lie beside this file. */
    samples: t.array(sample),
    warnings: t.array(t.string),
  }),
  t.partial({ profile }),
])

/** `report.json` of a run's folder: the numbers behind the page that the folder's other files do not have. */
export type RunReport = t.TypeOf<typeof codec>

export const reportFile: Versioned<RunReport> = { name: 'report.json', key: 'report', codec, migrations: [] }
