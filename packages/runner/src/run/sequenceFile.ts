import * as t from 'io-ts'
import type { Several } from './enterSeveral.js'
import type { Versioned } from './folder/versioned.js'

const codec = t.type({ pipelines: t.readonlyArray(t.string) })

/** `sequence.json`: sha256 of the canonical pipeline of each part, by which a sequence that goes on knows its folder. */
export const sequenceFile: Versioned<t.TypeOf<typeof codec>> = {
  name: 'sequence.json',
  key: 'sequence',
  codec,
  migrations: [],
}

export const ofSequence: Several<t.TypeOf<typeof codec>> = {
  file: sequenceFile,
  hashes: ({ pipelines }) => pipelines,
  another: (folder, part) => anotherSequence(folder, part),
}

/**
 * Why: A sequence goes on where every part is what it was; a later part would begin with another model.
 * Cure: Name a folder of its own for the changed sequence.
 * Types: Folders are looked at when a sequence begins.
 */
const anotherSequence = (folder: string, part: number): string =>
  `${folder} is of another sequence (part ${part} is not the same there): name another folder with --out`
