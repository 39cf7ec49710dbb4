import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readWordVectors } from '../../../src/sources/wordVectors.js'
import type { Reader } from '../reader.js'

const glove = 'the 0.1 -0.2 3e-1\ndog 1 2 3\ncat 0 0 0\nHund 1.5 2.5 -3.5\n'
const file = (name: string) => (folder: string) => join(folder, name)

const reader = (name: string, path: string, ...texts: readonly (string | Uint8Array)[]): Reader => ({
  name,
  seeds: () => texts.map(text => ({ files: { [path]: text } })),
  read: async folder => readWordVectors(file(path)(folder), { broken: 'refused' }),
})

export const wordVectorReaders: readonly Reader[] = [
  reader('word vectors', 'vectors.txt', glove, `4 3\n${glove}`),
  reader('word vectors, .gz', 'vectors.txt.gz', gzipSync(glove)),
]
