import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Kind } from '../src/flow.js'
import {
  misplaced,
  noColumn,
  noHead,
  noneOfKind,
  noRole,
  noSplit,
  order,
  usedTwice,
  wrongKind,
} from '../src/sentences.js'

const kinds = Object.keys(order) as Kind[]

test('a stage at its place has no sentence; at any other place it has one with a cure', () => {
  for (const needed of kinds)
    for (const here of kinds) {
      const sentence = misplaced('pool.mean', [needed], here)
      if (needed === here) assert.is(sentence, undefined)
      else assert.match(sentence!, /^pool\.mean needs [a-z ]+: [a-z ,]+$/)
    }
})

test('the sentence says what the stage needs and what to put where', () => {
  assert.is(
    misplaced('pool.mean', ['tokenEmbeddings'], 'texts'),
    'pool.mean needs token embeddings: put tokenize and encode before it',
  )
  assert.is(misplaced('train', ['objective'], 'sentenceEmbeddings'), 'train needs a loss: put one before it')
  assert.is(
    misplaced('pool.normalize', ['sentenceEmbeddings'], 'trained'),
    'pool.normalize needs sentence embeddings: nothing comes after train',
  )
})

test('a stage that takes several kinds names the first', () => {
  const takes = ['sentenceEmbeddings', 'objective'] as const
  assert.is(misplaced('evaluate.similarity', takes, 'objective'), undefined)
  assert.is(
    misplaced('evaluate.similarity', takes, 'tokenEmbeddings'),
    'evaluate.similarity needs sentence embeddings: put a pooling before it',
  )
})

test('sentences about columns, roles and splits name all they speak of', () => {
  assert.is(
    noColumn('loss.softmax', 'label', 'class', 'stsb', 'score: score<0, 5>'),
    "loss.softmax needs a class column for label; stsb has score: score<0, 5>: write columns: { label: '…' }",
  )
  assert.is(
    noneOfKind('loss.softmax', 'label', 'class', 'stsb', 'score: score<0, 5>'),
    'loss.softmax needs a class column for label; stsb has score: score<0, 5>',
  )
  assert.match(noHead('evaluate.labels', 'loss.triplet'), /^evaluate\.labels .*loss\.triplet/)
  assert.is(
    wrongKind('loss.softmax', 'label', 'class', 'score', 'score<0, 5>'),
    'loss.softmax needs a class column for label; score is score<0, 5>',
  )
  assert.is(
    usedTwice('loss.softmax', 'premise'),
    "loss.softmax uses the column premise for two roles: name another, or make a second one of it, repeat(data, { premise: 'again' })",
  )
  assert.is(
    noRole('loss.softmax', 'sentence1: text, label: class'),
    'loss.softmax maps a role that it does not have; its roles are sentence1: text, label: class',
  )
  assert.is(
    noSplit('evaluate.labels', 'valid', 'nli', 'train, dev'),
    'evaluate.labels reads the split valid; nli has train, dev',
  )
})

test.run()
