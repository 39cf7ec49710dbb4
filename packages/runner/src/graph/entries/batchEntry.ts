import type { PackedTexts } from '../../encode/pack.js'
import type { Graph } from '../graph.js'
import type { Objective, Program, Training } from '../program.js'
import type { Recorder } from '../recorder.js'
import type { Slope } from '../updateNodes.js'
import { idsInUse } from './batch.js'

/** What is recorded for the batches of one objective. */
export interface BatchEntry {
  readonly objective: Objective
  /** The one that dropout is drawn in comes first. */
  readonly graphs: readonly Graph[]
  readonly slopes: readonly Slope[]
  readonly sites: number
  /** Names of the loss's parts, by the entry point that tells them. */
  readonly parts: Readonly<Record<string, readonly string[]>>
}

/** What a batch is recorded of. */
export interface Traced {
  readonly program: Program
  readonly objective: Objective
  readonly training: Training
}

/** Texts whose ids are rows of the part of the token table that the batch has. */
export const textsInUse = (
  write: Recorder,
  entry: string,
  { weights }: Program,
  inUse: Training['inUse'],
  texts: PackedTexts,
): PackedTexts => {
  const [table] = inUse?.tables ?? []
  return table === undefined ? texts : idsInUse(write, entry, weights[table]![0]!, texts)
}
