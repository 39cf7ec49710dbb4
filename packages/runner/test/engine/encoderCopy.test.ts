// A copy of the encoder that a loss trains beside it: it begins alike, is trained apart, and stays out of the model that is saved.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, defineLoss, encode, type Model, tf, tokenize, train } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { planOf } from '../../src/plan.js'
import { explain } from '../../src/run/explain/explain.js'
import { openPlan } from '../../src/run/openPlan.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { collate, readFor } from '../../src/train/collate.js'
import { folder, model, remove, sentence } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))

/** −u · copy(u), less where both texts are the same. */
const apart = defineLoss({
  name: 'loss.apart',
  roles: ['one: text', 'other: text', 'same?: binary'],
  copies: { one: 'too', other: 'alone' },
  alike: { same: ['one', 'other'] },
  apply: ({ one, 'copy.one': copied, 'copy.other': other, same }) =>
    tf.add(tf.mul(tf.sum(tf.mul(one, other), 1), tf.add(0.5, same!)), tf.sum(tf.square(tf.sub(one, copied)), 1)),
})
const rows = Array.from({ length: 6 }, (_, n) => ({
  one: sentence(n),
  other: n % 3 === 0 ? sentence(n) : sentence(n + 3),
}))
const made = (accumulate = 1) =>
  check(
    {
      data: 'texts',
      columns: [
        ['one', 'text'],
        ['other', 'text'],
      ],
      splits: ['train'],
      origin: { rows: { train: rows } },
    },
    [
      tokenize(model as never as Model),
      encode(model as never as Model),
      pool.mean(),
      apart(),
      train({ epochs: 3, batchSize: 2, learningRate: 1e-2, dropout: 0, accumulate }),
    ],
  )

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))

let runs = 0
const ran = async (pipeline: ReturnType<typeof made>, eager: boolean) => {
  const out = join(base, `run-${++runs}`)
  const losses: number[] = []
  const report = (event: RunEvent) => {
    if (event.event === 'step') losses.push(event.loss)
  }
  const result = await run(pipeline, { base, out, eager, report })()
  if (isLeft(result)) throw new Error(result.left.map(({ sentence }) => sentence).join('\n'))
  return { out, losses }
}

test('a label that no column plays is 1 where both texts have the same tokens', async () => {
  const plan = planOf(made())
  if (isLeft(plan)) throw new Error(plan.left[0]!.sentence)
  const read = await openPlan(plan.right, { base })()
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const { collation } = read.right.source!.sets[0]!
  const batch = collate(collation, await readFor(collation, rows))
  assert.equal([...batch.labels.same!.dataSync()], [1, 0, 0, 1, 0, 0])
  await read.right.close()
})

for (const accumulate of [1, 2])
  test(`graph and single operations train both alike, ${accumulate} batches a step`, async () => {
    const [graph, eager] = [await ran(made(accumulate), false), await ran(made(accumulate), true)]
    graph.losses.forEach((loss, i) =>
      assert.ok(Math.abs(loss - eager.losses[i]!) < 1e-5, `${loss}, ${eager.losses[i]}`),
    )
    assert.ok(graph.losses.at(-1)! < graph.losses[0]!)
  })

test('the model is the encoder, and the copy lies in head under the names of a state dict', async () => {
  const { out } = await ran(made(), false)
  const read = async (path: string) => {
    const found = await readSafetensors(join(out, path))()
    if (isLeft(found)) throw new Error(found.left[0]!.sentence)
    return found.right
  }
  const [own, copy] = [await read('model/model.safetensors'), await read('model/head/model.safetensors')]
  const names = [...own.keys()].filter(name => !name.startsWith('pooler'))
  assert.equal([...copy.keys()].sort(), names.map(name => `copy.${name}`).sort())
  const name = 'encoder.layer.0.attention.self.query.weight'
  assert.not.equal(own.get(name)!.values, copy.get(`copy.${name}`)!.values)
  const { stage } = JSON.parse(readFileSync(join(out, 'model/head/config.json'), 'utf8'))
  assert.is(stage, 'loss.apart')
})

test('explain counts the copy among what the loss brings along', async () => {
  const found = await explain(made(), { base })()
  if (isLeft(found)) throw new Error(found.left[0]!.sentence)
  const { parameters, head } = found.right.explanation.model
  assert.is(head, parameters)
})

test.run()
