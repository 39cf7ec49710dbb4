import { appendFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { writeAtomically } from '../../sources/atomicWrite.js'
import { decodeJson, readOptionalText } from '../../sources/modelFiles/readJson.js'
import { checkpointFileOf } from '../checkpoint/checkpointFolders.js'
import { momentsName, weightsName } from '../checkpoint/writeCheckpoint.js'
import type { Listener } from '../runEvent.js'

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

const name = 'trace.jsonl'

/** Keeps what two runs are compared by, to say where they part. */
export const openTrace = async (folder: string, after = -1): Promise<Listener> => {
  const path = join(folder, name)
  const there = await readTrace(folder)
  if (after < 0) await rm(path, { force: true })
  else await writeAtomically(path, there.filter(({ step }) => step <= after).map(lineOf))()
  return async event => {
    const line = await traceLine(event)
    if (line !== undefined) await appendFile(path, lineOf(line))
  }
}

const lineOf = (line: TraceLine): string => `${JSON.stringify(line)}\n`

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
export const readTrace = async (folder: string): Promise<readonly TraceLine[]> => {
  const whole = await readOptionalText(folder, name)()
  const text = isLeft(whole) ? '' : (whole.right ?? '')
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap(line => {
      if (line === '') return []
      const read = decodeJson(codec, line, name)
      return isLeft(read) ? [] : [read.right]
    })
}
