import { readFileSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { splits } from '../quickstart/recipe/rows.js'
import { learnVocabulary } from '../quickstart/recipe/vocabulary.js'

const read = (name: string) => readFileSync(new URL(`../quickstart/data/${name}`, import.meta.url), 'utf8')
const ids: Readonly<Record<string, number>> = JSON.parse(read('tokenizer.json')).model.vocab

test('the special pieces come first, and the ids are 0, 1, 2 …', () => {
  const pieces = Object.entries(ids).sort(([, a], [, b]) => a - b)
  assert.equal(
    pieces.slice(0, 5).map(([piece]) => piece),
    ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'],
  )
  assert.equal(
    pieces.map(([, id]) => id),
    pieces.map((_, at) => at),
  )
  assert.ok(pieces.length <= 2000)
})

test('every character of every split has a piece, so that nothing becomes [UNK]', () => {
  const characters = new Set(splits.flatMap(split => [...read(`${split}.jsonl`).toLowerCase()]))
  for (const character of characters) {
    if (/[a-z0-9]/.test(character)) assert.ok(`##${character}` in ids)
    if (/[a-z0-9.,'-]/.test(character)) assert.ok(character in ids, character)
  }
})

test('of equally frequent pairs, the first in string order is joined first', () => {
  const learned = learnVocabulary(['zy ab', 'ab zy'])
  assert.equal(learned.slice(-2), ['ab', 'zy'])
})

test('frequent neighbours grow into words; what comes once is left in pieces', () => {
  const learned = learnVocabulary(['the cat', 'the cap', 'the dog'])
  assert.ok(learned.includes('the'))
  assert.ok(learned.includes('ca'))
  assert.not(learned.includes('cat'))
})

test.run()
