import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { canonical } from '../../canonical.js'
import { sha256Of } from '../../sources/hash.js'
import { decodeVersioned, type Versioned, versionedText } from '../folder/versioned.js'
import { anyNumber } from './anyNumber.js'

const metrics = t.record(t.string, anyNumber)
const counts = t.record(t.string, t.number)

const codec = t.strict({
  step: t.number,
  epoch: t.number,
  place: t.number,
  judged: t.boolean,
  best: t.union([t.null, t.type({ metric: t.string, value: anyNumber, step: t.number })]),
  waited: t.number,
  truncated: counts,
  ownSteps: counts,
  before: metrics,
  metricsBytes: t.number,
  /** `tensors`: the first digits of the sha256 of each one's numbers. */
  files: t.record(t.string, t.type({ bytes: t.number, sha256: t.string, tensors: t.record(t.string, t.string) })),
})

/** `checkpoint.json`: how far the run is, and what the files beside it have to be. */
export type CheckpointFile = t.TypeOf<typeof codec>

const checkpointFile: Versioned<CheckpointFile> = { name: 'checkpoint.json', key: 'checkpoint', codec, migrations: [] }

/** With a hash of itself, so that a changed number in it is found, too. */
export const writtenCheckpoint = (file: CheckpointFile): string => {
  const written = codec.encode(file)
  return versionedText(checkpointFile, { ...written, sha256: sha256Of(canonical(written)) })
}

/** The checkpoint of a text, or what is wrong with that. */
export const readCheckpointFile = (text: string, path: string): CheckpointFile | string => {
  const read = decodeVersioned(checkpointFile, text, path)
  if (isLeft(read)) return read.left[0]!.sentence
  const { sha256 } = JSON.parse(text)
  return sha256 === sha256Of(canonical(codec.encode(read.right))) ? read.right : changed(path)
}

/** What a file whose hash is another one says of itself. */
export const changed = (path: string): string => `${path} is not as it was written: its sha256 differs`
