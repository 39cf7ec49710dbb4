import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { Files } from '../sources/modelFolders.js'
import { type ByteChange, byteChanges, changedBytes } from './changedBytes.js'
import { changedJson, type JsonChange, jsonChanges } from './changedJson.js'
import type { Seed } from './reader.js'

/** What lies where a file is expected: nothing, no file, or a link. */
const places = ['gone', 'empty', 'folder', 'link to itself', 'link outside', 'link to a pipe', 'link to zeros'] as const
export type PlaceChange = (typeof places)[number]

/** One file of a seed, changed. */
export interface Input {
  readonly files: Files
  readonly path: string
  readonly content: Uint8Array | PlaceChange
}

const bytesOf = (content: unknown): Uint8Array =>
  Buffer.from(
    typeof content === 'string' || content instanceof Uint8Array ? (content as string) : JSON.stringify(content),
  )

/** One change in most inputs: what is wrong in several ways is refused for the first. */
const several = <A>(change: fc.Arbitrary<A>) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.array(change, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(change, { minLength: 2, maxLength: 4 }) },
  )

const drawn = fc.record({
  seed: fc.nat(),
  path: fc.nat(),
  kind: fc.integer({ min: 0, max: 99 }),
  place: fc.constantFrom(...places),
  json: several(jsonChanges),
  bytes: several(byteChanges),
})

/** FNV-1a: a number for a text. */
const mixed = (text: string): number =>
  [...text].reduce((sofar, letter) => Math.imul(sofar ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5)

/** The input of a number: the same for the same seed, whatever was made before. */
export const inputOf = (name: string, seeds: readonly Seed[], seed: number, number: number): Input => {
  const [made] = fc.sample(drawn, { seed: mixed(`${name} ${seed} ${number}`), numRuns: 1 })
  const { files, changed = Object.keys(files) } = seeds[made!.seed % seeds.length]!
  const path = changed[made!.path % changed.length]!
  if (made!.kind < 2) return { files, path, content: made!.place }
  return { files, path, content: changedContent(bytesOf(files[path]), path, made!) }
}

interface Drawn {
  readonly kind: number
  readonly json: readonly JsonChange[]
  readonly bytes: readonly ByteChange[]
}

/** JSON is changed as what it says more often than as bytes; safetensors begin with JSON that has its length before it. */
const changedContent = (bytes: Uint8Array, path: string, made: Drawn): Uint8Array => {
  const { kind, json, bytes: changes } = made
  const inBytes = () => changes.reduce(changedBytes, bytes)
  if (kind < 30) return inBytes()
  if (path.endsWith('.gz')) return gzipSync(changedContent(gunzipSync(bytes), path.slice(0, -3), made))
  if (path.endsWith('.safetensors')) return changedHeader(Buffer.from(bytes), json) ?? inBytes()
  const lines = /\.jsonl$/.test(path) ? Buffer.from(bytes).toString().split('\n') : undefined
  const text = lines === undefined ? Buffer.from(bytes).toString() : lines[kind % lines.length]!
  const changed = changedJson(text, json)
  if (changed === undefined) return inBytes()
  return Buffer.from(lines === undefined ? changed : lines.with(kind % lines.length, changed).join('\n'))
}

const changedHeader = (bytes: Buffer, json: readonly JsonChange[]): Uint8Array | undefined => {
  const end = 8 + Number(bytes.readBigUInt64LE())
  const header = changedJson(bytes.toString('utf8', 8, end), json)
  if (header === undefined) return undefined
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(header)))
  return Buffer.concat([length, Buffer.from(header), bytes.subarray(end)])
}
