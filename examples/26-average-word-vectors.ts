// The paper's baseline: the mean of the vectors of a text's words, of a file as GloVe and word2vec make them. On the command line:
// siamese add vectors examples/words/vectors.txt --as words
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopWords } from '@siamese/core'
import { asPromise, load, readWordVectors, writeWordVectors } from '@siamese/runner'

const read = await readWordVectors(fileURLToPath(new URL('words/vectors.txt', import.meta.url)), { broken: 'refused' })
const vectors = await asPromise(async () => read)
const parent = await mkdtemp(join(tmpdir(), 'siamese-words-'))
const folder = join(parent, 'words')
await asPromise(writeWordVectors(folder, vectors, { stopWords, lowerCase: true, moves: false }))

const model = await load(folder)
const [dog, puppy, bread] = await model.encode(['The dog runs.', 'a puppy walks', 'bread, and nobody'])
const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b))
console.log(`dog and puppy ${cosine(dog!, puppy!).toFixed(3)}, dog and bread ${cosine(dog!, bread!).toFixed(3)}`)
assert.ok(Math.abs(dog![0]! - (0.9 + 0.1) / 2) < 1e-6)
assert.ok(cosine(dog!, puppy!) > cosine(dog!, bread!))
model.dispose()
await rm(parent, { recursive: true })
