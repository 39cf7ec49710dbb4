import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { EngineName } from '../../src/engine/engine.js'
import { run } from '../../src/run/run.js'
import { opened } from '../models/engines.js'
import { cosine, folder, head, labelled, made, onDev, pairs, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))

const on = async (engine: EngineName, stages: Parameters<typeof made>[0], data = pairs) => {
  const out = join(base, `${data.data}-${engine}`)
  const result = await run(made(stages, data), { engine, base, out })()
  if (isLeft(result)) throw new Error(result.left.map(({ sentence }) => sentence).join('\n'))
  const lines = readFileSync(join(out, 'metrics.jsonl'), 'utf8').trimEnd().split('\n')
  const losses = lines.flatMap(line => JSON.parse(line).loss ?? [])
  return { ...result.right, losses: losses as readonly number[] }
}

if (await opened('native'))
  for (const [name, stages, data] of [
    ['cosine similarity', [...head, cosine, onDev, training({ epochs: 8 })], pairs],
    [
      'softmax',
      [...head, { stage: 'loss.softmax' }, { stage: 'evaluate.loss', on: 'dev' }, training({ epochs: 8 })],
      labelled,
    ],
  ] as const)
    test(`${name}: both engines start from the same metric and take the same first 20 steps`, async () => {
      const [native, wasm] = [await on('native', stages, data), await on('wasm', stages, data)]
      assert.equal([native.engine, wasm.engine], ['native', 'wasm'])
      for (const [metric, value] of Object.entries(native.before))
        assert.ok(Math.abs(value - wasm.before[metric]!) < 1e-5, metric)
      assert.is(native.losses.length, 24)
      for (let step = 0; step < 20; step++)
        assert.ok(
          Math.abs(native.losses[step]! - wasm.losses[step]!) < 1e-4,
          `step ${step + 1}: ${native.losses[step]} and ${wasm.losses[step]}`,
        )
    })

test.run()
