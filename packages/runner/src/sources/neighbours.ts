import { type Problem, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** What a number of an embedding is stored as in an index; `binary` keeps its sign. */
export type IndexPrecision = 'float32' | 'float16' | 'int8' | 'binary'
export interface NeighbourSettings {
  readonly width: number
  readonly precision: IndexPrecision
  /** How embeddings are compared; those of cosine arrive with unit length. */
  readonly similarity: 'cosine' | 'dot' | 'euclidean'
}
/** Approximate nearest neighbours: a navigable graph of embeddings (HNSW). Malkov & Yashunin 2016. */
export interface Neighbours {
  /** Rows `[rows, width]`, counted from `from`. */
  readonly add: (rows: Float32Array, from: number) => void
  /** The places of the nearest rows of one embedding, the nearest first. */
  readonly nearest: (embedding: Float32Array, count: number) => readonly number[]
  readonly save: (path: string) => void
}

type Library = typeof import('usearch')

/** usearch, which is not installed with siamese. */
export const neighbourLibrary = async (): Promise<Either<Problem, Library>> => {
  const found = await import('usearch').catch(() => undefined)
  return found === undefined
    ? left(problem('an index needs usearch, which is not installed: run npm install usearch'))
    : right(found)
}

/** A new index, or one that lies in a file and is mapped from there. */
export const openNeighbours = (
  { Index, MetricKind, ScalarKind }: Library,
  { width, precision, similarity }: NeighbourSettings,
  path?: string,
): Neighbours => {
  const metrics = { cosine: MetricKind.IP, dot: MetricKind.IP, euclidean: MetricKind.L2sq }
  const scalars = { float32: ScalarKind.F32, float16: ScalarKind.F16, int8: ScalarKind.I8, binary: ScalarKind.B1 }
  const index = new Index({
    dimensions: width,
    metric: precision === 'binary' ? MetricKind.Hamming : metrics[similarity],
    quantization: scalars[precision],
    connectivity: 16,
    expansion_add: 128,
    expansion_search: 64,
    multi: false,
  })
  if (path !== undefined) index.view(path)
  return {
    add: (rows, from) => {
      const keys = BigUint64Array.from({ length: rows.length / width }, (_, i) => BigInt(from + i))
      index.add(keys, rows, 0)
    },
    nearest: (embedding, count) => {
      const { keys } = index.search(embedding, Math.min(count, index.size()), 1)
      return Array.from(keys, Number)
    },
    save: path => index.save(path),
  }
}
