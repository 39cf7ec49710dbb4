import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromJson, type Problems } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loadTask } from '../../src/encode/load.js'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import type { Fetching } from '../../src/sources/fetching.js'
import { vocabulary } from '../../src/vocabulary.js'
import { loopbackHub } from './loopbackHub.js'
import { current } from './modelFolders.js'

const bytes = (content: unknown) =>
  content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(JSON.stringify(content))
const files = Object.entries(current).map(([path, content]) => [path, bytes(content)] as const)
const hub = await loopbackHub(Object.fromEntries(files))
const folder = mkdtempSync(join(tmpdir(), 'siamese-fetching-'))
const before = { HF_ENDPOINT: process.env.HF_ENDPOINT, HF_HOME: process.env.HF_HOME }
Object.assign(process.env, { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'huggingface') })
test.after(async () => {
  for (const [name, value] of Object.entries(before))
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  await hub.close()
  rmSync(folder, { recursive: true })
})

/** What is told until all files are there; that they make no whole model comes after. */
const told = async (open: (options: { readonly fetching: Fetching }) => Promise<Either<Problems, unknown>>) => {
  rmSync(join(folder, 'huggingface'), { recursive: true, force: true })
  const all: Parameters<Fetching>[] = []
  await open({ fetching: (...each) => all.push(each) })
  return all
}
const options = { engine: 'wasm', cacheRoot: join(folder, 'siamese') } as const

test('whoever evaluates or runs a pipeline is told how much of its model has come', async () => {
  const model = { model: 'open', architecture: 'bert', hidden: 2, layers: 1, positions: 64, vocabulary: 9 } as const
  const columns = [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', { score: [0, 1] }],
  ]
  const rows = { dev: [0, 1].map(score => ({ sentence1: 'a', sentence2: 'b', score })) }
  const pipeline = fromJson(vocabulary, {
    siamese: 2,
    data: { data: 'pairs', columns, splits: ['dev'], origin: { rows } },
    models: { open: { ...model, maxLength: 32, modules: [], origin: { source: 'hub:me/open', files: [] } } },
    stages: [
      { stage: 'tokenize', model: 'open' },
      { stage: 'encode', model: 'open' },
      { stage: 'pool.mean' },
      { stage: 'evaluate.similarity', on: 'dev' },
    ],
  })
  if (isLeft(pipeline)) throw new Error(JSON.stringify(pipeline.left))
  const [done, total] = (await told(more => evaluatePipeline(pipeline.right, { ...options, ...more })())).at(-1)!
  assert.ok(total > 0)
  assert.is(done, total)
})

test('whoever loads a model, too', async () => {
  const [done, total] = (await told(more => loadTask('hub:me/open', { ...options, ...more })())).at(-1)!
  assert.ok(total > 0)
  assert.is(done, total)
})

test.run()
