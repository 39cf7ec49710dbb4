import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkData } from '../src/checkData.js'
import type { Data } from '../src/data.js'
import { concatenate, filter, rename, split, take } from '../src/dataCombinators.js'
import { setOf, setsOf, tasks } from '../src/tasks.js'
import { nli, pairs } from './toys.js'

const both = tasks(nli, pairs)
const said = (data: Data) => checkData(data).map(({ sentence }) => sentence)

test('several data sets have no columns of their own, and splits under the names of theirs, in their order', () => {
  assert.equal([both.data, both.columns, setsOf(both)], ['nli+pairs', [], [nli, pairs]])
  assert.equal(both.splits, ['nli.train', 'nli.dev', 'pairs.train', 'pairs.dev', 'pairs.test'])
  assert.equal(said(both), [])
  assert.is(setsOf(pairs), undefined)
})

test('a split is found by its whole name, also where names have dots', () => {
  const dotted = { ...pairs, data: 'nli.more' }
  const found = (data: Data, name: string) => {
    const at = setOf(data, name)
    return at && [at.set.data, at.split]
  }
  assert.equal(found(both, 'pairs.dev'), ['pairs', 'dev'])
  assert.equal(found(tasks(nli, dotted), 'nli.more.dev'), ['nli.more', 'dev'])
  assert.equal([found(both, 'dev'), found(both, 'pairs'), found(both, 'nli.test')], [undefined, undefined, undefined])
  assert.equal(found(pairs, 'dev'), ['pairs', 'dev'])
  assert.is(found(pairs, 'pairs.dev'), undefined)
})

test('fewer than two, two of one name, and tasks of tasks are refused', () => {
  assert.equal(said(tasks(pairs as never)), ['tasks needs two data sets or more; it has pairs'])
  assert.equal(said(tasks()), ['tasks needs two data sets or more; it has none'])
  assert.equal(said(tasks(pairs, nli, take(pairs, 1) as never)), [
    'tasks has two data sets named pairs: give one of them another name',
  ])
  assert.equal(said(tasks(both as never, { ...pairs, data: 'others' })), [
    'tasks takes single data sets; nli+pairs is several: give them one by one',
  ])
})

test('what changes one data set is refused after tasks, and changes each before', () => {
  const refused = ['nli+pairs is several data sets: change each of them before tasks']
  assert.equal(said(take(both, 3)), refused)
  assert.equal(said(filter(both, { column: 'score' } as never)), refused)
  assert.equal(said(rename(both, {})), refused)
  assert.equal(said(split(both, { of: 'nli.train', into: { train: 1 }, seed: 1 })), refused)
  assert.equal(said(concatenate(both, pairs as never)), refused)
  assert.equal(said(tasks(take(nli, 0 as number), pairs)), ['take needs a whole number of rows above 0; it has 0'])
})

test('columns and splits of a file that are not those of its data sets are refused', () => {
  assert.equal(said({ ...both, columns: pairs.columns, splits: ['train'] } as never), [
    'nli+pairs is tasks of nli, pairs: its columns are theirs, leave columns empty',
    'nli+pairs has the splits nli.train, nli.dev, pairs.train, pairs.dev, pairs.test: write these',
  ])
})

test.run()
