// What a pipeline of one's own cannot be computed with is said before the first step, by the name of its stage.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineLoss, defineModule, encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { type RunOptions, run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { cosine, folder, head, made, model, onDev, pairs, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const found = await openEngine()()
if (isLeft(found)) throw new Error(found.left.map(({ sentence }) => sentence).join('\n'))
const graphs = runsGraphs()

const roles = ['sentence1: text', 'sentence2: text'] as const
const apart = ({ sentence1, sentence2 }: { readonly [role in 'sentence1' | 'sentence2']: tf.Tensor2D }) =>
  tf.sum(tf.square(tf.sub(sentence1, sentence2)), 1)
const lossNamed = (name: string, of: (distance: tf.Tensor, rows: number) => tf.Tensor) =>
  defineLoss({
    name,
    roles,
    apply: both => of(apart(both as never), (both as { sentence1: tf.Tensor }).sentence1.shape[0]!),
  })

/** A kernel that tfjs has no gradient of. */
const noGradient = <T extends tf.Tensor>(x: T): T => tf.engine().runKernel('EluGrad', { dy: x, y: x }) as T

const withLoss = (stage: ReturnType<ReturnType<typeof lossNamed>>, settings: object = {}) =>
  pipeline(
    pairs,
    tokenize(model),
    encode(model),
    pool.mean(),
    stage,
    evaluate.similarity({ on: 'dev' }),
    train({ steps: 1, batchSize: 4, ...settings }),
  ) as Pipeline

let runs = 0
const tried = async (asked: Pipeline, options: RunOptions = {}) => {
  const out = join(base, `run-${++runs}`)
  const events: RunEvent[] = []
  const before = tf.memory().numTensors
  const result = await run(asked, { base, out, report: event => events.push(event), ...options })()
  assert.is(tf.memory().numTensors, before, 'as many tensors as before')
  return {
    events,
    folder: existsSync(out),
    sentences: isLeft(result) ? result.left.map(({ sentence }) => sentence) : [],
  }
}
const eagerly = /; run with --eager \(eager: true\) to compute operation by operation, which is slower$/

const compiledOnly: readonly (readonly [string, Parameters<typeof lossNamed>[1], RegExp])[] = [
  [
    'reads a value',
    distance => tf.div(distance, tf.max(distance).dataSync()[0]!),
    /^loss\.mine reads the value of a tensor \(refusals\.test\.ts:\d+\): /,
  ],
  [
    'has no kernel',
    distance => tf.add(distance, tf.mul(0, tf.sum(tf.unique(tf.range(0, 3)).values))),
    /^loss\.mine needs Unique: /,
  ],
  [
    'branches on a size',
    (distance, rows) => (rows > 10 ? tf.abs(distance) : tf.square(distance)),
    /^loss\.mine branches on the size of a batch: /,
  ],
  [
    'is no simple function of the sizes',
    (distance, rows) => tf.div(distance, Math.log(rows)),
    /^loss\.mine has a number that is no simple function of the batch's sizes: /,
  ],
]
for (const [what, of, sentence] of compiledOnly)
  test(`a stage that ${what} is refused before training, and trains with --eager`, async () => {
    const asked = withLoss(lossNamed('loss.mine', of)())
    if (graphs) {
      const refused = await tried(asked)
      assert.is(refused.sentences.length, 1)
      assert.match(refused.sentences[0]!, sentence)
      assert.match(refused.sentences[0]!, eagerly)
      assert.equal([refused.folder, refused.events], [false, []])
    }
    const { events, sentences } = await tried(asked, { eager: true })
    assert.equal(sentences, [])
    assert.is(events.filter(({ event }) => event === 'step').length, 1)
  })

const never: readonly (readonly [string, Parameters<typeof lossNamed>[1], RegExp])[] = [
  [
    'needs a gradient that tfjs has not',
    distance => noGradient(distance),
    /^loss\.mine needs the gradient of EluGrad, and tfjs has none: use other operations, or give it one by tf\.customGrad$/,
  ],
  [
    'throws',
    distance => tf.sum(tf.matMul(tf.expandDims(distance, 1) as tf.Tensor2D, tf.ones([3, 2])), 1),
    /^loss\.mine fails \(refusals\.test\.ts:\d+\): .*(inner (sides|dimensions|shapes)|size-incompatible)/i,
  ],
  [
    'depends on no parameter',
    (_, rows) => tf.fill([rows], 1),
    /^the loss depends on no parameter: nothing would be trained$/,
  ],
]
for (const [what, of, sentence] of never)
  for (const eager of graphs ? [false, true] : [true])
    test(`a loss that ${what} is refused before training, ${eager ? 'operation by operation' : 'as a graph'}`, async () => {
      const refused = await tried(withLoss(lossNamed('loss.mine', of)()), { eager })
      assert.is(refused.sentences.length, 1)
      assert.match(refused.sentences[0]!, sentence)
      assert.equal([refused.folder, refused.events], [false, []])
    })

test('the gradient that is missing is told of the stage that needs it, not of the loss', async () => {
  const picking = defineModule({
    name: 'module.picking',
    apply: embeddings => noGradient(embeddings),
  })
  const asked = pipeline(
    pairs,
    tokenize(model),
    encode(model),
    pool.mean(),
    picking(),
    lossNamed('loss.mine', distance => distance)(),
    train({ steps: 1 }),
  ) as Pipeline
  for (const eager of graphs ? [false, true] : [true])
    assert.match((await tried(asked, { eager })).sentences[0]!, /^module\.picking needs the gradient of EluGrad/)
})

test('parameters that the loss does not depend on are said once, beforehand, and the same way by graph and operations', async () => {
  const idle = defineLoss({
    name: 'loss.idle',
    roles,
    weights: () => ({ used: [8], unused: [3] }),
    apply: ({ sentence1, sentence2 }, _, { used }) => tf.sum(tf.mul(tf.square(tf.sub(sentence1, sentence2)), used!), 1),
  })
  for (const eager of graphs ? [false, true] : [true]) {
    const { events, sentences } = await tried(withLoss(idle() as never, { steps: 2 }), { eager })
    assert.equal(sentences, [])
    const kinds = events.map(({ event }) => event)
    assert.ok(kinds.indexOf('warning') < kinds.indexOf('evaluating'))
    assert.equal(
      events.flatMap(each => (each.event === 'warning' ? [each.sentence] : [])),
      [
        'head/unused gets no gradient: the loss does not depend on it, and it stays as it is',
        // So it is: a fresh encoder gives short texts of a few words nearly one vector.
        'the vectors of dev have a mean cosine over 0.95: the model hardly tells texts apart',
      ],
    )
  }
})

const needsGraph =
  "precision bf16 needs a compiled graph: use the native engine without --eager (eager: true), or precision: 'float32'"
test('bf16 is refused where nothing is compiled', async () => {
  const bf16 = made([...head, cosine, onDev, training({ precision: 'bf16' })])
  assert.equal((await tried(bf16, { eager: true })).sentences, [needsGraph])
  const judged = await evaluatePipeline(bf16, { base, eager: true, precision: 'bf16' })()
  assert.equal(isLeft(judged) && judged.left.map(({ sentence }) => sentence), [needsGraph])
  const named = { ...model, origin: { ...model.origin, tokenizer: join(base, 'tokenizer.json') } }
  const refused = await load(named, { base, eager: true, precision: 'bf16' }).catch(error => error)
  assert.equal(
    refused.problems?.map(({ sentence }: { sentence: string }) => sentence),
    [needsGraph],
  )
})

test('a model whose own stage cannot be compiled is refused as a run refuses it', async () => {
  if (!graphs) return
  const reading = defineModule({
    name: 'module.reading',
    apply: embeddings => tf.div(embeddings, tf.max(embeddings).dataSync()[0]!) as tf.Tensor2D,
  })
  const asked = pipeline(
    pairs,
    tokenize(model),
    encode(model),
    pool.mean(),
    reading(),
    evaluate.similarity({ on: 'dev' }),
  )
  const refused = await evaluatePipeline(asked as Pipeline, { base })()
  assert.match(isLeft(refused) ? refused.left[0]!.sentence : '', /^module\.reading reads .* run with --eager/)
  assert.not.ok(isLeft(await evaluatePipeline(asked as Pipeline, { base, eager: true })()))
})

test.run()
