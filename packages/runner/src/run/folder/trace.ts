import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as t from 'io-ts'
import { writeAtomically } from '../../sources/atomicWrite.js'
import { checkpointFileOf } from '../checkpoint/checkpointFolders.js'
import { momentsName, weightsName } from '../checkpoint/writeCheckpoint.js'
import type { Listener } from '../runEvent.js'
import { appendLine, type JsonLines, readLines } from './jsonLines.js'

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

const traceFile: JsonLines<TraceLine> = { name: 'trace.jsonl', codec }

/** Keeps what two runs are compared by, to say where they part. */
export const openTrace = async (folder: string, after = -1): Promise<Listener> => {
  const path = join(folder, traceFile.name)
  const there = await readTrace(folder)
  if (after < 0) await rm(path, { force: true })
  else
    await writeAtomically(
      path,
      there.filter(({ step }) => step <= after).map(line => `${JSON.stringify(line)}\n`),
    )()
  return async event => {
    const line = await traceLine(event)
    if (line !== undefined) appendLine(folder, traceFile.name, line)
  }
}

const traceLine = async (event: Parameters<Listener>[0]): Promise<TraceLine | undefined> => {
  switch (event.event) {
    case 'begun':
      return { step: 0, weights: event.weights }
    case 'step':
      return event.input === undefined
        ? undefined
        : { step: event.step, input: event.input.hash, rows: event.input.rows }
    case 'checkpoint': {
      const file = await checkpointFileOf(event.folder)
      if (typeof file === 'string') return undefined
      const [weights, moments] = [weightsName, momentsName].map(each => file.files[each]?.tensors ?? {})
      return { step: event.step, weights: weights!, moments: moments! }
    }
    default:
      return undefined
  }
}

/** The whole lines of a run's trace. */
export const readTrace = async (folder: string): Promise<readonly TraceLine[]> =>
  (await readLines(traceFile, folder)).lines
