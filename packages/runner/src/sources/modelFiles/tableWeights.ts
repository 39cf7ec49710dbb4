import { type Problems, problem, tableParameter } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Tensors } from '../safetensors.js'

/** Encoders that are a table of vectors alone. */
export const isTable = (architecture: unknown): boolean => architecture === 'static' || architecture === 'word-vectors'

/** What the table is called by sentence-transformers' StaticEmbedding, by its WordEmbeddings, and by Model2Vec. */
export const staticTable = 'embedding.weight'
export const wordTable = 'emb_layer.weight'
export const tableNames = [staticTable, wordTable, 'embeddings'] as const

/**
 * One row for each token id. Model2Vec may keep fewer rows, with one that each id maps to, and a factor for each id:
 * row(id) = weights[id] · embeddings[mapping[id]].
 */
export const tableWeights = (tensors: Tensors, file: string): Either<Problems, Tensors> => {
  const words = tensors.get(wordTable)
  if (words !== undefined) return right(new Map([[tableParameter, words]]))
  const table = tensors.get('embeddings')
  if (table === undefined || tensors.has(staticTable))
    return right(new Map([...tensors].map(([name, tensor]) => [name === staticTable ? tableParameter : name, tensor])))
  const { mapping, weights, embeddings: _, ...others } = Object.fromEntries(tensors)
  const [rows = 0, width = 0] = table.shape
  const ids = mapping?.values ?? Float32Array.from({ length: rows }, (_, row) => row)
  const outside = ids.find(row => row < 0 || row >= rows)
  if (outside !== undefined) return left([problem(`${file} maps a token to row ${outside} of ${rows}.`)])
  if (weights !== undefined && weights.values.length !== ids.length)
    return left([problem(`${file} has ${weights.values.length} weights for ${ids.length} tokens.`)])
  const values = new Float32Array(ids.length * width)
  ids.forEach((row, id) => {
    const factor = weights?.values[id] ?? 1
    for (let i = 0; i < width; i++) values[id * width + i] = table.values[row * width + i]! * factor
  })
  const dtype = weights === undefined ? table.dtype : 'F32'
  return right(new Map([...Object.entries(others), [tableParameter, { shape: [ids.length, width], dtype, values }]]))
}
