import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { openIndexFolder, writeIndex } from '../../../src/sources/indexFolder.js'
import type { Files } from '../../sources/modelFolders.js'
import type { Reader } from '../reader.js'

const width = 4
const count = 6
const embeddings = Float32Array.from({ length: count * width }, (_, i) => Math.sin(i + 1))
const documents = Array.from({ length: count }, (_, id) => ({ id, text: `A dog runs ${id} times. 😀` }))

async function* pieces() {
  yield { documents, embeddings }
}

const written = async (precision: 'float32' | 'int8'): Promise<Files> => {
  const base = mkdtempSync(join(tmpdir(), 'siamese-index-'))
  const folder = join(base, 'index')
  const made = await writeIndex(folder, { width, precision, similarity: 'cosine' }, pieces())()
  if (isLeft(made)) throw new Error(made.left[0]!.sentence)
  const files = Object.fromEntries(
    readdirSync(folder).map(name => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  )
  rmSync(base, { recursive: true, force: true })
  return files
}

/** What `siamese search` reads of an index. */
export const indexes: Reader = {
  name: 'index',
  share: 2,
  seeds: async () => [{ files: await written('float32') }, { files: await written('int8') }],
  read: async folder => {
    const opened = await openIndexFolder(folder)()
    if (isLeft(opened)) return opened
    const { neighbours, embeddings: rows, documents: texts, close } = opened.right
    try {
      const places = neighbours.nearest(embeddings.subarray(0, width), 3)
      const found = await texts(places)
      return isLeft(found) ? found : right([places.map(place => rows.read(place, 1)), found.right])
    } finally {
      await close()
    }
  },
}
