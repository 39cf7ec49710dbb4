import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { writeFolderAtomically } from './atomicWrite.js'
import { cacheRoot } from './cache.js'
import { fileTrouble } from './fileTrouble.js'
import { sha256, sha256Of } from './hash.js'
import { isThere } from './isThere.js'
import { jsonFileText } from './jsonFileText.js'
import { count, decodeJson, readText } from './modelFiles/readJson.js'
import {
  type IndexPrecision,
  type NeighbourSettings,
  type Neighbours,
  neighbourLibrary,
  openNeighbours,
} from './neighbours.js'
import { rememberedHash } from './rememberedHash.js'
import { openRows, type RowsOfNumbers } from './rowsOfNumbers.js'
import { openTexts, type TextsFile } from './textsFile.js'

const About = t.type({
  /** The version of this layout. */
  siameseIndex: t.literal(2),
  count,
  width: count,
  precision: t.keyof({ float32: null, float16: null, int8: null, binary: null }),
  similarity: t.keyof({ cosine: null, dot: null, euclidean: null }),
  /** sha256 of the graph of neighbours: it is mapped into memory as it lies there. */
  neighbours: t.string,
  /** Of all the rest of this file. */
  sha256: t.string,
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
  readonly documents: (places: readonly number[]) => Promise<Either<Problems, readonly Indexed[]>>
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
      const graph = await sha256(join(inside, neighboursFile))()
      if (isLeft(graph)) return graph
      const { width, precision, similarity } = settings
      const about = {
        siameseIndex: 2 as const,
        count: rows.count(),
        width,
        precision,
        similarity,
        neighbours: graph.right,
      }
      await file(aboutFile, jsonFileText({ ...about, sha256: sealOf(about) }))
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
      const changed = await changedPart(folder, about.right)
      if (changed !== undefined) return left([problem(notAsWritten(changed))])
      const library = await neighbourLibrary()
      if (isLeft(library)) return left([library.left])
      const { width, count } = about.right
      const bytes = await readFile(join(folder, startsFile))
      const starts = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.byteLength & ~7)))
      const embeddings = openRows(join(folder, embeddingsFile), width, 'r', count)
      const documents = await openTexts(join(folder, documentsFile), starts)
      const settings: NeighbourSettings & { readonly precision: IndexPrecision } = about.right
      return right({
        about: about.right,
        neighbours: openNeighbours(library.right, settings, join(folder, neighboursFile)),
        embeddings,
        documents: places => readDocuments(folder, documents, places),
        close: async () => {
          embeddings.close()
          await documents.close()
        },
      })
    } catch (error) {
      return left([fileTrouble(error, folder)])
    }
  }

const Document = t.type({ id: t.union([t.string, t.number]), text: t.string })

const readDocuments = async (
  folder: string,
  documents: TextsFile,
  places: readonly number[],
): Promise<Either<Problems, readonly Indexed[]>> => {
  const lines = await documents.read(places)
  const read = lines.map((line, i) =>
    decodeJson(Document, line, `line ${places[i]! + 1} of ${join(folder, documentsFile)}`),
  )
  const wrong = read.flatMap(each => (isLeft(each) ? each.left : []))
  return wrong.length > 0 ? left(wrong) : right(read.flatMap(each => (isLeft(each) ? [] : [each.right])))
}

const sealOf = ({
  siameseIndex,
  count,
  width,
  precision,
  similarity,
  neighbours,
}: Omit<IndexAbout, 'sha256'>): string =>
  sha256Of(JSON.stringify([siameseIndex, count, width, precision, similarity, neighbours]))

/** The first of its files that is not as it was written; undefined where all are, as far as anything depends on it. */
const changedPart = async (folder: string, about: IndexAbout): Promise<string | undefined> => {
  const path = (name: string) => join(folder, name)
  const bytesOf = (name: string) => stat(path(name)).then(({ size }) => size)
  if (about.sha256 !== sealOf(about)) return path(aboutFile)
  // What is no file, as a pipe, has no end.
  for (const name of [embeddingsFile, neighboursFile, documentsFile, startsFile])
    if (!(await stat(path(name))).isFile()) return path(name)
  if ((await bytesOf(embeddingsFile)) !== 4 * about.count * about.width) return path(embeddingsFile)
  const starts = await readFile(path(startsFile))
  const at = (i: number) => starts.readDoubleLE(8 * i)
  if (starts.length !== 8 * (about.count + 1) || at(0) !== 0) return path(startsFile)
  for (let i = 0; i < about.count; i++) if (!(at(i + 1) > at(i))) return path(startsFile)
  if (at(about.count) !== (await bytesOf(documentsFile))) return path(documentsFile)
  const graph = await rememberedHash(cacheRoot())(path(neighboursFile))()
  return isLeft(graph) || graph.right !== about.neighbours ? path(neighboursFile) : undefined
}

/**
 * Why: What a search computes with is mapped as it lies there, and a changed byte of it could mean any memory.
 * Cure: Build the index again.
 * Types: Files are read when they are opened.
 */
const notAsWritten = (path: string): string =>
  `${path} is not as it was written: build the index again with siamese index`
