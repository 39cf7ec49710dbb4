// The commands that work on texts with a model: they find what the functions behind them find, and say what is wrong in a sentence.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { findCommunities } from '../../src/search/findCommunities.js'
import { mineParaphrases } from '../../src/search/mineParaphrases.js'
import { siamese } from '../cli/siamese.js'
import { cosine, folder, head, json, remove, sentence, training } from '../run/tiny.js'

const base = folder()
const on = (...args: readonly string[]) => siamese(base, ...args, '--engine', 'wasm')
const lines = (name: string, texts: readonly string[]): string => {
  writeFileSync(join(base, name), texts.map(text => `${text}\n`).join(''))
  return name
}
const texts = [...new Set(Array.from({ length: 40 }, (_, n) => sentence(n, 3 + (n % 5))))]
lines('texts.txt', texts)
test.before(async () => {
  writeFileSync(join(base, 'made.json'), JSON.stringify(json([...head, cosine, training({ epochs: 1 })])))
  const { code, err } = await on('run', 'made.json', '--out', 'one')
  assert.is(code, 0, err)
})
test.after(() => remove(base))

test('search: a text that is in the corpus is found first, in the corpus and in an index of it', async () => {
  const asked = texts[7]!
  const plain = await on('search', 'one/model', 'texts.txt', '--query', asked, '--top-k', '2')
  assert.is(plain.code, 0, plain.err)
  assert.match(plain.out, new RegExp(`^${asked}\n  1\\.0000  ${asked}\n  0\\.\\d{4}  .*\n$`))
  const made = await on('index', 'one/model', 'texts.txt', '--out', 'indexed', '--json')
  assert.equal([made.code, JSON.parse(made.out)], [0, { texts: texts.length, out: 'indexed' }])
  const found = await on('search', 'one/model', 'indexed', '--queries', lines('asked.txt', [asked]), '--json')
  const [{ query, hits }] = JSON.parse(found.out)
  assert.equal([query, hits.length, hits[0].id, hits[0].text], [asked, 10, 7, asked])
})

test('search and index: what cannot be done is refused in a sentence', async () => {
  const refused = async (sentence: RegExp, ...args: readonly string[]) => {
    const { code, err } = await on(...args)
    assert.is(code, 2)
    assert.match(err, sentence)
  }
  await refused(/search needs a question: write --query TEXT or/, 'search', 'nothing', 'texts.txt')
  await refused(
    /indexed is an index, which compares as its model does: leave --similarity out/,
    ...['search', 'nothing', 'indexed', '--query', 'a dog', '--similarity', 'dot'],
  )
  await refused(/indexed exists already/, 'index', 'one/model', 'texts.txt', '--out', 'indexed')
})

test('paraphrases: how many are compared is told once all are encoded', async () => {
  const model = await load(join(base, 'one/model'))
  const told: string[] = []
  const watching = {
    progress: (done: number) => told.push(`encoded ${done}`),
    compared: (done: number, all: number) => told.push(`compared ${done} of ${all}`),
  }
  await mineParaphrases(model, texts, { maxPairs: 3, ...watching })
  const compared = texts.map((_, i) => `compared ${i} of ${texts.length}`)
  assert.equal(told.slice(-compared.length - 1), [`encoded ${texts.length}`, ...compared])
  told.length = 0
  await findCommunities(model, texts, watching)
  assert.equal(told.slice(-compared.length), compared)
  model.dispose()
})

test('paraphrases: pairs, best first, or groups', async () => {
  const pairs = await on('paraphrases', 'one/model', 'texts.txt', '--max-pairs', '3', '--json')
  const told = JSON.parse(pairs.out) as { score: number; texts: string[] }[]
  assert.is(told.length, 3)
  assert.ok(told.every(({ score }, i) => i === 0 || score <= told[i - 1]!.score))
  const groups = await on(
    'paraphrases',
    'one/model',
    lines('twice.txt', ['a dog runs', 'the cat', 'a dog runs']),
    ...['--communities', '--min-size', '2', '--threshold', '0.9999'],
  )
  assert.is(groups.out, '2 texts\n  a dog runs\n  a dog runs\n')
})

test('mine: rows of hard negatives in a file', async () => {
  writeFileSync(
    join(base, 'pairs.jsonl'),
    texts
      .slice(0, 10)
      .map((anchor, i) => `${JSON.stringify({ anchor, positive: texts[i + 10] })}\n`)
      .join(''),
  )
  const { code, out, err } = await on('mine', 'one/model', 'pairs.jsonl', '--out', 'mined.jsonl', '--negatives', '2')
  assert.is(code, 0, err)
  const rows = readFileSync(join(base, 'mined.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.is(out, `${rows.length} rows for 10 pairs in mined.jsonl\n`)
  assert.ok(rows.every(({ anchor, positive, negative }) => anchor && positive && negative !== positive))
  const wrong = await on(
    'mine',
    'one/model',
    'pairs.jsonl',
    '--out',
    'none.jsonl',
    '--range-min',
    '9',
    '--range-max',
    '3',
  )
  assert.is(wrong.code, 2)
  assert.not.ok(existsSync(join(base, 'none.jsonl')))
})

test.run()
