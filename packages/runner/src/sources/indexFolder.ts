import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { writeFolderAtomically } from './atomicWrite.js'
import { fileTrouble } from './fileTrouble.js'
import { isThere } from './isThere.js'
import { decodeJson, readText } from './modelFiles/readJson.js'
import {
  type IndexPrecision,
  type NeighbourSettings,
  type Neighbours,
  neighbourLibrary,
  openNeighbours,
} from './neighbours.js'
import { openRows, type RowsOfNumbers } from './rowsOfNumbers.js'
import { openTexts, type TextsFile } from './textsFile.js'

const About = t.type({
  /** The version of this layout. */
  siameseIndex: t.literal(1),
  count: t.number,
  width: t.number,
  precision: t.keyof({ float32: null, float16: null, int8: null, binary: null }),
  similarity: t.keyof({ cosine: null, dot: null, euclidean: null }),
})
export interface IndexAbout extends t.TypeOf<typeof About> {}

/** A document as its line holds it. */
export interface Indexed {
  readonly id: string | number
  readonly text: string
}

/** An index that lies in a folder: the graph of neighbours, float32 embeddings to score again with, and the documents. */
export interface IndexFolder {
  readonly about: IndexAbout
  readonly neighbours: Neighbours
  readonly embeddings: RowsOfNumbers
  readonly documents: TextsFile
  readonly close: () => Promise<void>
}

const aboutFile = 'index.json'
const embeddingsFile = 'embeddings.f32'
const neighboursFile = 'neighbours.usearch'
const documentsFile = 'documents.jsonl'
const startsFile = 'documents.starts'

/** Whether a folder holds an index. */
export const isIndex = (folder: string): Promise<boolean> => isThere(join(folder, aboutFile))

/** Writes an index whole or not at all; `pieces` come with their embeddings, of unit length where they are compared by cosine. */
export const writeIndex = (
  folder: string,
  settings: NeighbourSettings,
  pieces: AsyncIterable<{ readonly documents: readonly Indexed[]; readonly embeddings: Float32Array }>,
): TaskEither<Problems, number> =>
  writeFolderAtomically(folder, async (file, inside): Promise<Either<Problems, number>> => {
    const library = await neighbourLibrary()
    if (isLeft(library)) return left([library.left])
    const neighbours = openNeighbours(library.right, settings)
    const rows = openRows(join(inside, embeddingsFile), settings.width, 'w+')
    const lines: string[] = []
    const starts: number[] = [0]
    try {
      for await (const { documents, embeddings } of pieces) {
        neighbours.add(embeddings, rows.count())
        rows.add(embeddings)
        for (const { id, text } of documents) {
          const line = `${JSON.stringify({ id, text })}\n`
          lines.push(line)
          starts.push(starts.at(-1)! + Buffer.byteLength(line))
        }
      }
      if (rows.count() === 0) return left([problem('an index needs texts, and there are none')])
      neighbours.save(join(inside, neighboursFile))
      await file(documentsFile, lines)
      await file(startsFile, new Uint8Array(Float64Array.from(starts).buffer))
      const about: IndexAbout = { siameseIndex: 1, count: rows.count(), ...settings }
      await file(aboutFile, `${JSON.stringify(about, null, 2)}\n`)
      return right(rows.count())
    } finally {
      rows.close()
    }
  })

export const openIndexFolder =
  (folder: string): TaskEither<Problems, IndexFolder> =>
  async () => {
    const path = join(folder, aboutFile)
    try {
      const text = await readText(folder, aboutFile)()
      const about = isLeft(text) ? text : decodeJson(About, text.right, path)
      if (isLeft(about)) return about
      const library = await neighbourLibrary()
      if (isLeft(library)) return left([library.left])
      const { width, count } = about.right
      const bytes = await readFile(join(folder, startsFile))
      const starts = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
      const embeddings = openRows(join(folder, embeddingsFile), width, 'r', count)
      const documents = await openTexts(join(folder, documentsFile), starts)
      const settings: NeighbourSettings & { readonly precision: IndexPrecision } = about.right
      return right({
        about: about.right,
        neighbours: openNeighbours(library.right, settings, join(folder, neighboursFile)),
        embeddings,
        documents,
        close: async () => {
          embeddings.close()
          await documents.close()
        },
      })
    } catch (error) {
      return left([fileTrouble(error, folder)])
    }
  }
