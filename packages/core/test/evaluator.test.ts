import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { labels } from '../src/evaluate/labels.js'
import { similarity } from '../src/evaluate/similarity.js'
import { triplet } from '../src/evaluate/triplet.js'
import { defineEvaluator } from '../src/evaluator.js'
import { start } from '../src/flow.js'
import { options } from '../src/options.js'
import { check, pipeline } from '../src/pipeline.js'
import { train } from '../src/train.js'
import { scoresOf } from './evaluate/scores.js'
import { dotLoss, encoded, nli, pairs, sum } from './toys.js'

/** The share of texts that are alike enough; as a user writes it. */
const alike = defineEvaluator({
  name: 'evaluate.alike',
  roles: ['sentence1: text', 'sentence2: text'],
  reads: 'embeddings',
  metrics: ['share', 'alike_{similarity}'],
  options: options({ least: [t.number, 0.5] }),
  score: () => ({ share: 1, alike_cosine: 1 }),
})
const front = [...encoded, sum()] as const
const said = (...stages: Parameters<typeof check>[1]) => check(pairs, stages).problems.map(({ sentence }) => sentence)
const metrics = ({ definition }: typeof similarity | typeof triplet, settings: object) =>
  definition.judge(start(pairs), definition.options.decode('', { ...settings }).value, {}).flow.metrics

test("a user's own evaluator adds its metrics under the split", () => {
  const made = pipeline(
    pairs,
    ...front,
    dotLoss(),
    alike({ on: 'dev' }),
    train({ epochs: 1, best: 'dev.alike_cosine' }),
  )
  assert.equal(made.problems, [])
  assert.equal(
    said(...front, dotLoss(), alike({ on: 'dev' }), alike({ on: 'test' }), train({ epochs: 1, best: 'dev.shared' })),
    [
      'train chooses by dev.shared; the evaluators before it give dev.share, dev.alike_cosine, test.share, test.alike_cosine',
    ],
  )
})

test('every similarity has its metric, and several have their best', () => {
  assert.equal(metrics(similarity, { on: 'dev' }), ['dev.pearson_cosine', 'dev.spearman_cosine'])
  assert.equal(metrics(similarity, { on: 'dev', similarity: ['dot', 'euclidean'] }), [
    'dev.pearson_dot',
    'dev.pearson_euclidean',
    'dev.pearson_max',
    'dev.spearman_dot',
    'dev.spearman_euclidean',
    'dev.spearman_max',
  ])
  assert.equal(metrics(triplet, { on: 'test', similarity: ['cosine', 'manhattan'] }), [
    'test.cosine_accuracy',
    'test.manhattan_accuracy',
    'test.max_accuracy',
  ])
})

test('what is reported is what was promised', () => {
  const a = [
    [1, 0],
    [0, 1],
    [1, 1],
  ]
  const given = {
    embeddings: { sentence1: a, sentence2: a.toReversed(), anchor: a, positive: a, negative: a },
    labels: { score: [1, 2, 3] },
  }
  for (const evaluator of [similarity, triplet])
    for (const chosen of [['cosine'], ['dot', 'euclidean', 'manhattan']]) {
      const reported = scoresOf(evaluator.definition, { similarity: chosen }, given).metrics
      assert.equal(
        Object.keys(reported)
          .map(name => `dev.${name}`)
          .sort(),
        [...metrics(evaluator, { on: 'dev', similarity: chosen })].sort(),
      )
    }
})

test('the best of several similarities can choose', () => {
  const made = pipeline(
    pairs,
    ...front,
    dotLoss(),
    similarity({ on: 'dev', similarity: ['cosine', 'dot'] }),
    train({ epochs: 1, best: 'dev.spearman_max' }),
  )
  assert.equal(made.problems, [])
})

test('a split that is not there is refused, and so is none', () => {
  assert.equal(said(...front, alike({ on: 'valid' })), [
    'evaluate.alike reads the split valid; pairs has train, dev, test',
  ])
  assert.equal(said(...front, alike()), ["evaluate.alike needs the setting 'on'"])
})

test('an evaluator of classes needs a loss that predicts them', () => {
  const columns = { sentence1: 'premise', sentence2: 'hypothesis' }
  const [problem] = check(nli, [...front, labels({ on: 'dev', columns })]).problems
  assert.is(problem?.sentence, 'evaluate.labels needs a loss: put one before it')
  const made = check(pairs, [...front, dotLoss(), labels({ on: 'dev' })])
  assert.match(made.problems[0]!.sentence, /^evaluate\.labels .*loss\.dot/)
})

test('settings that are lists of similarities hold at least one', () => {
  assert.equal(said(...front, similarity({ on: 'dev', similarity: [] })), [
    'evaluate.similarity: similarity is [], it should be a list of cosine, dot, euclidean or manhattan',
  ])
})

test('roles, prompts and settings are settings of one call', () => {
  const settings = {
    on: 'dev',
    least: 0.2,
    columns: { sentence1: 'sentence2', sentence2: 'sentence1' },
    prompts: { sentence1: 'query: ' },
  } as const
  assert.equal(said(...front, alike(settings)), [])
  assert.equal(alike(settings).settings, settings)
})

test.run()
