import { isLeft, right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { givenSplits, splitsOf } from '../../src/sources/splits.js'

test('splits are read off file names; several files may be one split; the usual splits come first', () => {
  assert.equal(splitsOf(['test.jsonl.gz', 'snli-train-2k.jsonl.gz', 'snli_dev.tsv', 'sts.train.csv']), {
    splits: { train: ['snli-train-2k.jsonl.gz', 'sts.train.csv'], dev: ['snli_dev.tsv'], test: ['test.jsonl.gz'] },
    leftOut: [],
  })
  assert.equal(
    splitsOf([
      'data/validation-00000-of-00001.parquet',
      'data/train-00001-of-00002.parquet',
      'data/train-00000-of-00002.parquet',
    ]).splits,
    {
      train: ['data/train-00000-of-00002.parquet', 'data/train-00001-of-00002.parquet'],
      validation: ['data/validation-00000-of-00001.parquet'],
    },
  )
})

test('valid and val are validation; a folder names the split when its files do not', () => {
  assert.equal(splitsOf(['en/valid.csv', 'val/1.csv', 'train/1.csv']).splits, {
    train: ['train/1.csv'],
    validation: ['en/valid.csv', 'val/1.csv'],
  })
})

test('words inside other words say nothing, and neither does a name with two splits', () => {
  assert.equal(splitsOf(['constraint.csv', 'latest.csv', 'train-test.csv', 'test.csv']), {
    splits: { test: ['test.csv'] },
    leftOut: ['constraint.csv', 'latest.csv', 'train-test.csv'],
  })
})

test('a file alone is train unless it says otherwise', () => {
  assert.equal(splitsOf(['pairs.csv']).splits, { train: ['pairs.csv'] })
  assert.equal(splitsOf(['sts-dev.csv']).splits, { dev: ['sts-dev.csv'] })
})

test('splits that are given are these and no others', () => {
  const paths = ['a.jsonl', 'b.jsonl', 'c.jsonl', 'train.jsonl']
  assert.equal(
    givenSplits(['test=b.jsonl', 'train=a.jsonl', 'train=c.jsonl'], paths),
    right({ splits: { train: ['a.jsonl', 'c.jsonl'], test: ['b.jsonl'] }, leftOut: ['train.jsonl'] }),
  )
  const sentence = (given: string) => {
    const found = givenSplits([given], paths)
    return isLeft(found) ? found.left.sentence : ''
  }
  assert.is(sentence('b.jsonl'), '--split b.jsonl: expected a name and a file, as in --split dev=a.jsonl')
  assert.is(
    sentence('dev=d.jsonl'),
    '--split dev=d.jsonl: there is no d.jsonl; there are a.jsonl, b.jsonl, c.jsonl, train.jsonl',
  )
})

test.run()
