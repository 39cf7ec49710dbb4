import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as t from 'io-ts'
import { writeAtomically } from '../../sources/atomicWrite.js'
import { checkpointFileOf } from '../checkpoint/checkpointFolders.js'
import { momentsName, weightsName } from '../checkpoint/writeCheckpoint.js'
import type { RunEvent } from '../runEvent.js'
import { type JsonLines, lineOf, readLines } from './jsonLines.js'

const hashes = t.readonly(t.record(t.string, t.string))
const codec = t.intersection([
  t.type({ step: t.number }),
  t.partial({
    input: t.string,
    rows: t.readonly(t.record(t.string, t.readonlyArray(t.number))),
    weights: hashes,
    moments: hashes,
  }),
])

/** A line of `trace.jsonl`: what a step learned from, or hashes of the tensors behind it. */
export type TraceLine = t.TypeOf<typeof codec>

export const traceFile: JsonLines<TraceLine> = { name: 'trace.jsonl', codec }

/** Cuts the trace back to the step that a run goes on behind. */
export const openTrace = async (folder: string, after = -1): Promise<void> => {
  const path = join(folder, traceFile.name)
  const there = await readTrace(folder)
  if (after < 0) await rm(path, { force: true })
  else await writeAtomically(path, there.filter(({ step }) => step <= after).map(lineOf))()
}

/** What two runs are compared by, to say where they part. */
export const traceLine = (event: RunEvent): TraceLine | undefined => {
  if (event.event === 'begun') return { step: 0, weights: event.weights }
  if (event.event !== 'step' || event.input === undefined) return undefined
  return { step: event.step, input: event.input.hash, rows: event.input.rows }
}

export const traceOfCheckpoint = async (step: number, folder: string): Promise<TraceLine | undefined> => {
  const file = await checkpointFileOf(folder)
  if (typeof file === 'string') return undefined
  const [weights, moments] = [weightsName, momentsName].map(each => file.files[each]?.tensors ?? {})
  return { step, weights: weights!, moments: moments! }
}

/** The whole lines of a run's trace. */
export const readTrace = async (folder: string): Promise<readonly TraceLine[]> =>
  (await readLines(traceFile, folder)).lines
