import { readFile } from 'node:fs/promises'
import { type Data, data, drawPairs, type Row, randperm } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rowsHash } from '../../src/run/rowsHash.js'
import { openSplit } from '../../src/sources/openSplit.js'
import { everyText, type Rows } from '../../src/sources/rows.js'

const test = suite('drawnPairs')

interface Case {
  readonly texts: number
  readonly batchSize: number
  readonly negatives: number
  readonly seed: number
  readonly epochs: readonly (readonly (readonly [string, string, 0 | 1])[])[][]
}
/** Written by bench/reference/drawn_pairs.py. */
const reference: readonly Case[] = JSON.parse(await readFile(new URL('drawnPairs.json', import.meta.url), 'utf8'))
const context = { base: import.meta.dirname, cacheRoot: '/nowhere' }
const lines = (count: number) =>
  data('lines', [['text', 'text']], { train: Array.from({ length: count }, (_, i) => ({ text: `t${i}` })) })

const open = async (pairs: Data): Promise<Rows> => {
  const rows = await openSplit(pairs, 'train', context)()
  if (isLeft(rows)) throw new Error(rows.left.map(({ sentence }) => sentence).join('\n'))
  return rows.right
}
const allOf = async (rows: AsyncIterable<Row>): Promise<readonly Row[]> => {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}
const plain = (rows: readonly Row[]) => rows.map(({ sentence1, sentence2, label }) => [sentence1, sentence2, label])

test('pairs of each epoch are those that the reference draws from the same order', async () => {
  for (const { texts, batchSize, negatives, seed, epochs } of reference) {
    const rows = await open(drawPairs(lines(texts), { of: 'text', negatives, seed }))
    for (const [epoch, batches] of epochs.entries()) {
      assert.ok(batches.length > 0)
      for (const [i, batch] of batches.entries()) {
        const from = epoch * rows.count + i * batchSize
        assert.equal(plain(await rows.read(batch.map((_, j) => from + j))), batch)
      }
    }
    assert.equal(plain(await allOf(rows.all())).slice(0, batchSize), epochs[0]![0])
  }
})

test('a group takes one text for the pair with itself and two for each negative; what is left over waits', async () => {
  const rows = await open(drawPairs(lines(7), { of: 'text', negatives: 1, seed: 3 }))
  const [a, b, c, d, e, f] = [...randperm(7, 3)].map(i => `t${i}`)
  assert.is(rows.count, 4)
  assert.equal(plain(await allOf(rows.all())), [
    [a, a, 1],
    [b, c, 0],
    [d, d, 1],
    [e, f, 0],
  ])
  assert.equal(
    (await allOf(everyText(rows))).map(({ sentence1 }) => sentence1),
    ['t0', 't1', 't2', 't3', 't4', 't5', 't6'],
  )
})

test('a text that the first epoch leaves out is part of the hash', async () => {
  const left = [...randperm(4, 3)].at(-1)!
  const changed = { text: 'another' }
  const rows = [0, 1, 2, 3].map(i => ({ text: `t${i}` }))
  const drawn = (texts: readonly { readonly text: string }[]) =>
    open(drawPairs(data('lines', [['text', 'text']], { train: texts }), { of: 'text', negatives: 1, seed: 3 }))
  const before = await rowsHash(await drawn(rows))
  assert.is(await rowsHash(await drawn(rows)), before)
  assert.is.not(await rowsHash(await drawn(rows.with(left, changed))), before)
})

test('too few texts for a group are a sentence', async () => {
  const few = await openSplit(drawPairs(lines(14), { of: 'text', negatives: 7, seed: 1 }), 'train', context)()
  assert.equal(isLeft(few) && few.left.map(({ sentence }) => sentence), [
    'drawPairs: a group of 8 pairs takes 15 texts; lines.train has 14: lower negatives, or add texts',
  ])
})

test.run()
