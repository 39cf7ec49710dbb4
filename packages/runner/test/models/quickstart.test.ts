import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loadPipeline } from '../../src/cli/loadPipeline.js'
import { type EngineName, openEngine } from '../../src/engine/engine.js'
import { run } from '../../src/run/run.js'
import type { RunResult } from '../../src/run/runResult.js'

const file = fileURLToPath(new URL('../../../../examples/quickstart/quickstart.ts', import.meta.url))

interface Done {
  readonly result: RunResult
  readonly losses: readonly number[]
  readonly hashes: readonly string[]
}

const quickstart = async (engine: EngineName): Promise<Done> => {
  const loaded = await loadPipeline(file)
  if (isLeft(loaded)) throw new Error(loaded.left[0]!.sentence)
  const root = await mkdtemp(join(tmpdir(), 'siamese-quickstart-'))
  const losses: number[] = []
  const result = await run(loaded.right.pipeline, {
    engine,
    base: loaded.right.base,
    out: join(root, 'run'),
    report: event => {
      if (event.event === 'step') losses.push(event.loss)
    },
  })()
  if (isLeft(result)) throw new Error(result.left.map(({ sentence }) => sentence).join('\n'))
  const files = ['metrics.jsonl', 'model/model.safetensors', 'model/tokenizer.json', 'model/config.json']
  const hashes = await Promise.all(
    files.map(async name =>
      createHash('sha256')
        .update(await readFile(join(root, 'run', name)))
        .digest('hex'),
    ),
  )
  await rm(root, { recursive: true })
  return { result: result.right, losses, hashes }
}

const metric = 'test.spearman_cosine'
let native: Done | undefined

test('the quickstart learns, and run twice gives the same bits', async () => {
  native = await quickstart('native')
  assert.ok(native.result.after![metric]! > native.result.before[metric]! + 0.15, JSON.stringify(native.result.after))
  const again = await quickstart('native')
  assert.equal(again.hashes, native.hashes)
  assert.equal(again.losses, native.losses)
})

test('the quickstart on wasm gives the numbers of the native engine', async () => {
  const { result, losses } = await quickstart('wasm')
  for (const [name, value] of Object.entries(native!.result.before))
    assert.ok(
      Math.abs(result.before[name]! - value) <= 1e-5,
      `${name} before: native ${value}, wasm ${result.before[name]}`,
    )
  for (const [step, loss] of losses.slice(0, 20).entries())
    assert.ok(
      Math.abs(loss - native!.losses[step]!) <= 1e-4,
      `loss of step ${step}: native ${native!.losses[step]}, wasm ${loss}`,
    )
  const difference = Math.abs(result.after![metric]! - native!.result.after![metric]!)
  assert.ok(difference <= 0.02, `${metric} after: ${difference} apart`)
})

const engine = await openEngine({ engine: 'native' })()
if (isLeft(engine)) console.log(`skipped: 2 quickstart runs (${engine.left[0]!.sentence})`)
else test.run()
