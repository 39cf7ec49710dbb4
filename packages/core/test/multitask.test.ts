import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { choose } from '../src/choose.js'
import type { Data } from '../src/data.js'
import { encode } from '../src/encode/encode.js'
import { labels } from '../src/evaluate/labels.js'
import { loss as lossOf } from '../src/evaluate/loss.js'
import { similarity } from '../src/evaluate/similarity.js'
import { fragment } from '../src/fragment.js'
import { freeze } from '../src/freeze.js'
import { fromJson, toJson } from '../src/json.js'
import { defineLoss } from '../src/loss.js'
import { multitask } from '../src/multitask.js'
import { check, pipeline } from '../src/pipeline.js'
import type { Stage } from '../src/stage.js'
import { grid, sweepPoints } from '../src/sweep.js'
import { tasks } from '../src/tasks.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, nli, pairs, small, sum } from './toys.js'

const topic = defineLoss({
  name: 'loss.topic',
  roles: ['text: text', 'label: class'],
  predicts: 'classes',
  apply: () => undefined as never,
  predict: () => undefined as never,
})
const columns = { text: 'premise' } as const
const two = { sentence1: 'premise', sentence2: 'hypothesis' } as const
const front = [tokenize(small), encode(small), sum()] as const
const both = tasks(nli, pairs)
const losses = multitask({ nli: topic({ columns }), pairs: dotLoss() })
const said = (...stages: readonly Stage[]) =>
  check(both, [...front, ...stages]).problems.map(({ sentence }) => sentence)

const whole = pipeline(
  both,
  ...front,
  losses,
  similarity({ on: 'pairs.dev' }),
  labels({ on: 'nli.dev', columns: two }),
  lossOf({ on: 'nli.dev' }),
  train({ epochs: 1, best: 'pairs.dev.spearman_cosine' }),
)

test('every data set has its own loss, evaluators read the data set of their split', () => {
  assert.equal(whole.problems, [])
})

test('a loss alone, multitask of one data set, losses too few and too many are refused', () => {
  const [sentence] = said(dotLoss())
  assert.is(
    sentence,
    'loss.dot reads one data set; nli+pairs is tasks of nli, pairs: put it in multitask, with a loss for each',
  )
  assert.is(
    check(pairs, [...front, losses]).problems[0]?.sentence,
    'multitask needs several data sets; pairs is one: begin with tasks(…), or write its loss alone',
  )
  assert.equal(said(multitask({ nil: topic({ columns }) })), [
    'multitask has a loss for nil; nli+pairs is tasks of nli, pairs',
    'multitask needs a loss for nli: each data set of nli+pairs has its own',
    'multitask needs a loss for pairs: each data set of nli+pairs has its own',
  ])
})

test('the losses speak for themselves, all at once', () => {
  assert.equal(said(multitask({ nli: topic(), pairs: dotLoss({ scale: 'a' } as never) })), [
    "loss.topic needs a text column for text; nli has premise, hypothesis: write columns: { text: '…' }",
    'loss.dot: scale is "a", it should be a number',
  ])
  assert.equal(said(multitask({ nli: topic({ columns }), pairs: sum() })), [
    'pool.sum needs token embeddings: a pooling stands before it already',
  ])
  assert.equal(said(multitask({ nli: topic({ columns }), pairs: similarity({ on: 'dev' }) })), [
    'multitask needs a loss for pairs; what it has there is none',
  ])
})

test('losses that are none of ours are refused in a sentence', () => {
  for (const wrong of [5, [dotLoss()], { nli: topic, pairs: dotLoss() }])
    assert.match(said(multitask(wrong as never)).join(), 'losses is')
  assert.match(said(multitask(undefined as never)).join(), "multitask needs the setting 'losses'")
})

test('the smallest batch is the largest of the losses; a head is one of the data set that is scored', () => {
  assert.equal(said(losses, train({ epochs: 1, batchSize: 1 })), [
    'train: multitask compares the texts of a batch: batchSize is 1, use at least 2',
  ])
  assert.equal(said(losses, labels({ on: 'pairs.dev' })), [
    'evaluate.labels needs a loss that predicts classes; loss.dot does not: put one with a head before it',
  ])
})

test('training reads its split of every data set', () => {
  assert.equal(said(losses, train({ epochs: 1, on: 'test' })), ['train reads the split test; nli has train, dev'])
  assert.equal(said(losses, train({ epochs: 1, on: 'pairs.train' })), [
    'train reads the split pairs.train; nli has train, dev',
    'train reads the split pairs.train; pairs has train, dev, test',
  ])
})

test('a test split never chooses, whichever data set it is of', () => {
  assert.equal(
    said(losses, similarity({ on: 'pairs.test' }), train({ epochs: 1, best: 'pairs.test.pearson_cosine' })),
    ['train chooses by pairs.test.pearson_cosine: a test split never chooses, use another split'],
  )
})

const known = [tokenize, encode, sum, topic, dotLoss, similarity, labels, lossOf, multitask, train]
const plain = (json: unknown) => JSON.parse(JSON.stringify(json))

test('what is frozen leaves something to the steps of every data set', () => {
  const all = ['embeddings', 'encoder']
  assert.equal(
    said(losses, freeze({ parameters: ['head', 'embeddings'] }), labels({ on: 'nli.dev', columns: two })),
    [],
  )
  assert.equal(said(losses, freeze({ parameters: all as never })).length, 1)
  assert.equal(
    check(tasks(nli, { ...nli, data: 'pairs' }), [
      ...front,
      multitask({ nli: topic({ columns }), pairs: topic({ columns }) }),
      freeze({ parameters: all as never }),
    ]).problems,
    [],
  )
})

test('JSON holds the losses under their names, and reads them back', () => {
  const json = plain(toJson(whole))
  assert.equal(json.stages[3], {
    stage: 'multitask',
    losses: { nli: { stage: 'loss.topic', columns: { text: 'premise' } }, pairs: { stage: 'loss.dot' } },
  })
  assert.equal(
    json.data.origin.tasks.map(({ data }: Data) => data),
    ['nli', 'pairs'],
  )
  const read = fromJson(known, json)
  assert.ok(isRight(read))
  assert.equal(plain(toJson(read.right)), json)
})

test('JSON: an inner stage that is unknown, or wrong, is told with its place', () => {
  const json = plain(toJson(whole))
  json.stages[3].losses.pairs.stage = 'loss.dat'
  const read = fromJson(known, json)
  assert.ok(isLeft(read))
  assert.equal(
    read.left.map(({ sentence, place }) => [sentence, place]),
    [["no stage is called 'loss.dat'. Did you mean 'loss.dot'?", 'stages[3].losses.pairs.stage']],
  )
})

test('a fragment of one loss is that loss', () => {
  const made = pipeline(both, ...front, multitask({ nli: topic({ columns }), pairs: fragment(dotLoss()) }))
  assert.equal(made.problems, [])
  assert.equal(plain(toJson(made)).stages[3].losses.pairs, { stage: 'loss.dot' })
})

test('losses and sampling vary in a sweep', () => {
  const varied = pipeline(
    both,
    ...front,
    multitask(
      { nli: topic({ columns }), pairs: choose(dotLoss(), dotLoss({ scale: 2 })) },
      { sampling: choose('proportional', 'round-robin') },
    ),
    train({ epochs: 1 }),
  )
  assert.equal(varied.problems, [])
  const points = sweepPoints(grid(varied))
  assert.equal(
    points.map(({ chosen }) => chosen.map(({ stage, setting, is }) => [stage, setting, is])),
    ['loss.dot', 'loss.dot'].flatMap(name =>
      ['proportional', 'round-robin'].map(sampling => [
        ['choose', undefined, name],
        ['multitask', 'sampling', sampling],
      ]),
    ),
  )
  assert.ok(points.every(({ of }) => of.problems.length === 0))
  const [wrong] = said(multitask({ nli: topic({ columns }), pairs: choose(dotLoss(), topic()) as never }))
  assert.match(wrong!, 'loss.topic needs a text column for text; pairs has')
})

test.run()
