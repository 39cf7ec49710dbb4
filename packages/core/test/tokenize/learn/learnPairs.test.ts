import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { BPE, byteLevelPreTokenizer, Tokenizer as Native } from 'tokenizers'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { learnPairs } from '../../../src/tokenize/learn/learnPairs.js'
import { readPreTokenizer } from '../../../src/tokenize/preTokenizer.js'
import { drawnTexts } from '../drawnTexts.js'

const plain = { special: [], size: 99, minCount: 1, alphabet: [] }
const learned = (counts: Readonly<Record<string, number>>, settings: object = {}) =>
  learnPairs(new Map(Object.entries(counts)), { ...plain, ...settings })

test('the neighbours that come together most often are merged, and of equals those of smaller ids', () => {
  // hug 10, pug 5, pun 12, bun 4: u n 16, u g 15, p u 17 …; then p un 12, h ug 10, ug is left with 10 + 5.
  const { tokens, merges } = learned({ hug: 10, pug: 5, pun: 12, bun: 4 }, { size: 9 })
  assert.equal(tokens, ['b', 'g', 'h', 'n', 'p', 'u', 'pu', 'pun', 'hu'])
  assert.equal(merges, [
    ['p', 'u'],
    ['pu', 'n'],
    ['h', 'u'],
  ])
  assert.equal(learned({ ba: 3, ab: 3 }, { size: 3 }).merges, [['a', 'b']])
})

test('special tokens come first, then the characters, those that are wanted in any case among them', () => {
  const { tokens, merges } = learned({ ab: 1 }, { special: ['[PAD]', 'a'], alphabet: ['z'] })
  assert.equal(tokens, ['[PAD]', 'a', 'b', 'z', 'ab'])
  assert.equal(merges, [['a', 'b']])
})

test('the most frequent characters are kept; what is left of a word learns without the others', () => {
  assert.equal(learned({ axb: 5, ab: 2 }, { characters: 2 }).tokens, ['a', 'b', 'ab'])
})

test('neighbours that come together too seldom stay apart', () => {
  assert.equal(learned({ ab: 2, cd: 3 }, { minCount: 3 }).merges, [['c', 'd']])
})

test('pieces within a word are marked, in what is merged at the first of them alone', () => {
  const { tokens, merges } = learned({ abc: 2, bc: 1 }, { prefix: '##' })
  assert.equal(tokens, ['a', 'b', 'c', '##b', '##c', 'ab', 'abc', 'bc'])
  assert.equal(merges, [
    ['a', '##b'],
    ['ab', '##c'],
    ['b', '##c'],
  ])
})

test('of neighbours that overlap the first is merged', () => {
  assert.equal(learned({ aaaa: 1 }).tokens, ['a', 'aa', 'aaaa'])
})

test('the merges are those of the native library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siamese-pairs-'))
  try {
    const readme = readFileSync(new URL('../../../../../README.md', import.meta.url), 'utf8')
    const text = [readme, ...drawnTexts(400, 3).map(each => each.replace(/[\r\n]/g, ' ')), ''].join('\n')
    writeFileSync(join(folder, 'texts'), text)
    const native = new Native(BPE.empty())
    native.setPreTokenizer(byteLevelPreTokenizer(false))
    native.train([join(folder, 'texts')])
    native.save(join(folder, 'json'))
    const { model } = JSON.parse(readFileSync(join(folder, 'json'), 'utf8'))
    const read = readPreTokenizer(
      { type: 'ByteLevel', add_prefix_space: false },
      { classes: new Uint8Array(), config: {} },
    )
    if (isLeft(read)) throw new Error(read.left)
    const counts = new Map<string, number>()
    for (const line of text.split(/(?<=\n)/))
      for (const word of read.right(line, true)) counts.set(word, (counts.get(word) ?? 0) + 1)
    const { tokens, merges } = learnPairs(counts, { ...plain, size: 30_000 })
    assert.ok(merges.length > 2000)
    assert.equal(merges, model.merges)
    assert.equal(Object.fromEntries(tokens.map((token, id) => [token, id])), model.vocab)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.run()
