import type { ExperimentJson } from '@siamese/core'
import { type Dialect, layOut } from './layOut.js'

const json: Dialect = { text: text => JSON.stringify(text), key: key => JSON.stringify(key), last: '' }

/** A pipeline as the text of a JSON file. */
export const jsonOf = (pipeline: ExperimentJson): string => `${layOut(pipeline, json)}\n`
