import { readFileSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { bagOfWordsSpearman } from '../quickstart/recipe/bagOfWords.js'
import { files } from '../quickstart/recipe/files.js'
import { makeRows, sizes, splits } from '../quickstart/recipe/rows.js'
import { kindNames } from '../quickstart/recipe/scores.js'

const rows = makeRows()
const committed = (name: string) => readFileSync(new URL(`../quickstart/data/${name}`, import.meta.url), 'utf8')

test('the committed data and vocabulary are what the recipe makes, byte for byte', () => {
  for (const [name, text] of Object.entries(files()))
    assert.ok(text === committed(name), `${name} differs: run the recipe`)
})

test('every split has its number of pairs, and every kind of contrast', () => {
  for (const split of splits) {
    assert.is(committed(`${split}.jsonl`).trimEnd().split('\n').length, sizes[split])
    assert.equal(new Set(rows[split].map(({ kind }) => kind)), new Set(kindNames))
  }
})

test('scores lie in 0…5 with one decimal', () => {
  for (const { score } of splits.flatMap(split => rows[split])) {
    assert.ok(score >= 0 && score <= 5)
    assert.is(score, Math.round(score * 10) / 10)
  }
})

test('no pair comes twice, in either order, and none is a sentence with itself', () => {
  const pairs = splits.flatMap(split => rows[split]).map(row => [row.sentence1, row.sentence2].sort())
  assert.is(new Set(pairs.map(pair => pair.join('\n'))).size, pairs.length)
  assert.not(pairs.some(([a, b]) => a === b))
})

test('no sentence is in two splits', () => {
  const texts = splits.map(split => new Set(rows[split].flatMap(row => [row.sentence1, row.sentence2])))
  const together = new Set(texts.flatMap(set => [...set]))
  assert.is(
    together.size,
    texts.reduce((sum, { size }) => sum + size, 0),
  )
})

test('a bag of words does not solve it', () => {
  for (const split of splits) assert.ok(bagOfWordsSpearman(rows[split]) < 0.55)
})

test.run()
