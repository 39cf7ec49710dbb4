import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromJson } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { profile } from '../../src/run/profile.js'
import { type RunOptions, run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { vocabulary } from '../../src/vocabulary.js'
import { cosine, folder, head, json, made, model, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
await openEngine()()
const native = runsGraphs()
if (!native) console.log('skipped: 3 tests of measured steps (no engine that runs graphs)')
const onGraphs = native ? test : test.skip

const pipeline = (settings: object = {}) =>
  made([...head, { stage: 'pool.normalize' }, cosine, onDev, training(settings)])
let runs = 0
const ran = async (options: RunOptions) => {
  const out = join(base, `run-${++runs}`)
  const events: RunEvent[] = []
  const result = await run(pipeline(), { base, out, report: event => events.push(event), ...options })()
  if (isLeft(result)) throw new Error(result.left[0]!.sentence)
  return { ...result.right, out, events }
}

onGraphs('a run that is measured trains the same as one that is not, to the bit', async () => {
  const before = tf.memory().numTensors
  const [plain, measured] = [await ran({}), await ran({ profile: true })]
  assert.is(tf.memory().numTensors, before)
  const weights = ({ out }: { readonly out: string }) => readFileSync(join(out, 'model', 'model.safetensors'))
  assert.ok(weights(plain).equals(weights(measured)))
  assert.equal(measured.after, plain.after)
  assert.is(plain.profile, undefined)
  const order = measured.events.map(({ event }) => event)
  assert.is(order.filter(event => event === 'profile').length, 1)
  assert.ok(order.indexOf('profile') < order.indexOf('step'))
})

onGraphs('every stage is measured forward and backward, and together they make a step', async () => {
  const found = await profile(pipeline(), { base })()
  if (isLeft(found)) throw new Error(found.left[0]!.sentence)
  const { stages, update, feeding, step, tokens, flops } = found.right
  assert.equal(
    stages.map(({ stage }) => stage),
    ['encode', 'pool.mean', 'pool.normalize', 'loss.cosineSimilarity'],
  )
  const sum = stages.reduce((all, { forward, backward }) => all + forward + backward, update + feeding)
  assert.ok(sum > step / 3 && sum < 3 * step, `${sum} ms of ${step} ms`)
  assert.ok(stages[0]!.forward > 0 && stages[0]!.backward > 0)
  assert.ok(tokens > 16 && flops > 1000 * tokens)
})

onGraphs('a step is measured whose texts have few of the tokens, of which some parameters are frozen', async () => {
  const frozen = { stage: 'freeze', parameters: ['encoder.layer.0.attention.self.query'] }
  const { models, ...rest } = json([...head, cosine, frozen, training()])
  const config = { ...model.origin.config, vocab_size: 100 }
  const tiny = { ...models.tiny!, vocabulary: 100, origin: { ...model.origin, config } }
  const read = fromJson(vocabulary, { ...rest, models: { tiny } })
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const found = await profile(read.right, { base })()
  if (isLeft(found)) throw new Error(found.left[0]!.sentence)
  assert.ok(found.right.step > 0)
})

onGraphs('batches that share an update are measured one by one', async () => {
  const found = await profile(pipeline({ accumulate: 2 }), { base })()
  if (isLeft(found)) throw new Error(found.left[0]!.sentence)
  assert.is(found.right.accumulate, 2)
  assert.ok(found.right.step > 0)
})

test('without a graph a run says why nothing is measured, and goes on', async () => {
  const { events, steps } = await ran({ profile: true, eager: true })
  const warnings = events.flatMap(event => (event.event === 'warning' ? [event.sentence] : []))
  assert.equal(warnings, ['steps are measured by stage only where they are one graph, without --eager'])
  assert.ok(steps > 0)
})

test('where nothing is trained there is nothing to measure', async () => {
  const found = await profile(made([...head, onDev]), { base })()
  assert.ok(isLeft(found))
  assert.is(found.left[0]!.sentence, 'nothing is trained, so no step can be measured')
})

test.run()
