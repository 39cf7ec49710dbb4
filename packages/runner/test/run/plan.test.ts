import { data, drawPairs } from '@siamese/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf } from '../../src/plan.js'
import { undeclared } from '../../src/run/declared.js'
import { longPrompts } from '../../src/run/prompts.js'
import { untrainedWarning, warningsOf } from '../../src/run/warnings.js'
import type { ModuleStage } from '../../src/sources/modelFiles/moduleStages.js'
import { cosine, head, made, onDev, training } from './tiny.js'

const sentences = (stages: Parameters<typeof made>[0]) => {
  const plan = planOf(made(stages))
  return isLeft(plan) ? plan.left.map(({ sentence }) => sentence) : []
}

test('a plan sorts the stages by what they are for', () => {
  const plan = planOf(made([...head, { stage: 'pool.normalize' }, cosine, onDev, training({ seed: 5 })]))
  assert.ok(isRight(plan))
  const { pooling, modules, tasks, evaluators, train, width, maxLength } = plan.right
  assert.is(pooling.stage, 'pool.mean')
  assert.equal(
    modules.map(({ stage }) => stage),
    ['pool.normalize'],
  )
  assert.equal(
    tasks.map(({ stage, task, data }) => [stage, task, data.data]),
    [['loss.cosineSimilarity', undefined, 'pairs']],
  )
  assert.equal(
    evaluators.map(({ settings }) => settings.on),
    ['dev'],
  )
  assert.equal([train?.seed, train?.clip, train?.weightDecay, train?.warmup], [5, 1, 0, 0.1])
  assert.equal([width, maxLength], [8, 16])
})

test('a pipeline that ends early is told what it lacks', () => {
  assert.equal(sentences(head.slice(0, 2)), [
    'encode ends a pipeline without sentence embeddings: put tokenize, encode and a pooling in it',
  ])
  const nothing = (last: string) => [
    `${last} ends a pipeline with nothing to do: put a loss and train, or an evaluator, after it`,
  ]
  assert.equal(sentences(head), nothing('pool.mean'))
  assert.equal(sentences([...head, cosine]), nothing('loss.cosineSimilarity'))
  assert.equal(sentences([...head, onDev]), [])
})

test('stages other than those that the opened model declares are refused, unless they are meant', () => {
  const plan = planOf(made([...head, onDev]))
  assert.ok(isRight(plan))
  const refused = (declared: readonly ModuleStage[], modules: readonly string[], instead = false) =>
    undeclared({ ...plan.right, model: { ...plan.right.model, modules }, instead }, { declared }).map(
      ({ sentence }) => sentence,
    )
  const mean = { stage: 'pool.mean' }
  const dense = { stage: 'pool.dense', width: 4 }
  assert.equal(refused([], []), [])
  assert.equal(refused([mean], ['pool.mean']), [])
  assert.equal(refused([mean, dense], ['pool.mean', 'pool.dense']), [
    `encode: the files of tiny declare pool.mean, pool.dense({"width":4}), the pipeline has pool.mean({"prompt":"included"}): write that, or encode(tiny, { insteadOf: ['pool.mean', 'pool.dense'] })`,
  ])
  assert.equal(refused([mean, dense], ['pool.mean', 'pool.dense'], true), [])
  assert.equal(refused([mean], []), [
    "encode: the files of tiny declare pool.mean, the pipeline's model nothing: add it again with siamese add model",
  ])
})

test('a prompt leaves room for text', () => {
  const wordy = { encode: (text: string) => ({ ids: [0, ...text.split(' ').map(() => 1), 2], truncated: false }) }
  const said = (prompts: Record<string, string>) => {
    const plan = planOf(made([{ ...head[0]!, maxLength: 6 }, ...head.slice(1), { ...onDev, prompts }]))
    assert.ok(isRight(plan))
    return longPrompts(plan.right, { tokenizer: wordy as never }).map(({ sentence }) => sentence)
  }
  assert.equal(said({ sentence1: 'as a question' }), [])
  assert.equal(said({ sentence1: 'a b c d', sentence2: 'a b c d' }), [
    'evaluate.similarity: the prompt "a b c d" takes 6 tokens with the special ones, and maxLength 6 leaves no room for text: shorten it, or raise maxLength',
  ])
})

test('a prompt of training is for a column of texts that is there', () => {
  const prompted = (prompts: object) => sentences([...head, cosine, onDev, training({ prompts })])
  assert.equal(prompted({ sentence1: 'query: ' }), [])
  assert.equal(prompted({ query: 'query: ', score: 'x' }), [
    'train has a prompt for the column query; the columns of texts are sentence1, sentence2',
    'train has a prompt for the column score; the columns of texts are sentence1, sentence2',
  ])
})

test('bf16 is pointed out where the processor has no products of it', () => {
  const plan = planOf(made([...head, cosine, training({ precision: 'bf16' })]))
  assert.ok(isRight(plan))
  const tokenizerFiles = { texts: {}, config: {} } as never
  const warned = (simd: readonly string[]) =>
    warningsOf({
      plan: plan.right,
      model: { moduleWeights: new Map(), tokenizerFiles },
      frozen: [],
      engine: { facts: { simd } },
    })
  assert.equal(warned(['avx2', 'avx512f']), [
    'this processor has no products of bfloat16: precision bf16 is slower on it than float32',
  ])
  assert.equal(warned(['avx2', 'avx512f', 'avx512_bf16']), [])
})

test('a precision that there is none of is refused with those that there are', () => {
  const asked = () => made([...head, cosine, training({ precision: 'fp8' })])
  assert.throws(asked, /^train: precision is "fp8", it should be 'float32' or 'bf16'$/)
})

test('parameters without a gradient are said in one sentence', () => {
  assert.equal(untrainedWarning([]), [])
  assert.equal(untrainedWarning(['a']), ['a gets no gradient: the loss does not depend on it, and it stays as it is'])
  assert.equal(untrainedWarning(['a', 'b', 'c', 'd']), [
    'a, b, c and 1 more get no gradient: the loss does not depend on them, and they stay as they are',
  ])
})

test('a loss that reads more of the encoder than its embeddings is not embedded in parts', () => {
  const layers = { stage: 'loss.adaptiveLayer', loss: cosine } as never
  const planned = planOf(made([...head, layers, training({ miniBatchSize: 4 })]))
  assert.equal(isRight(planned) ? [] : planned.left.map(({ sentence }) => sentence), [
    'train: miniBatchSize embeds a batch in parts, and loss.adaptiveLayer reads more of the encoder than embeddings: leave it out',
  ])
  assert.ok(isRight(planOf(made([...head, cosine, training({ miniBatchSize: 4 })]))))
})

test('groups of pairs that are drawn together are not torn apart', () => {
  const lines = data('lines', [['text', 'text']], { train: [{ text: 'a dog runs' }] })
  const drawn = drawPairs(lines, { of: 'text', negatives: 3, seed: 1 })
  const said = (settings: object) => {
    const plan = planOf(made([...head, { stage: 'loss.contrastiveTension' }, training(settings)], drawn))
    return isRight(plan) ? [] : plan.left.map(({ sentence, place }) => [sentence, place !== undefined])
  }
  assert.equal(said({ batchSize: 8 }), [])
  assert.equal(said({ batchSize: 4, sampler: 'as given' }), [])
  assert.equal(said({ batchSize: 10, sampler: 'no duplicates' }), [
    ['train: lines is drawn in groups of 4 pairs, and batchSize is 10: choose 8 or 12', true],
    [
      'train: lines is drawn in groups of 4 pairs, in an order of their own; sampler is no duplicates: leave it out',
      true,
    ],
  ])
  assert.equal(said({ batchSize: 3 }), [
    ['train: lines is drawn in groups of 4 pairs, and batchSize is 3: choose 4', true],
  ])
})

test.run()
