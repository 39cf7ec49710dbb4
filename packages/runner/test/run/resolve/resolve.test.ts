import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Data, fromJson } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { resolvePipeline } from '../../../src/run/resolve/resolve.js'
import { sha256Of } from '../../../src/sources/hash.js'
import { vocabulary } from '../../../src/vocabulary.js'
import { head, model, onDev, pairs, tokenizerJson } from '../tiny.js'

const base = mkdtempSync(join(tmpdir(), 'siamese-resolve-'))
test.after(() => rmSync(base, { recursive: true, force: true }))

const { config } = model.origin
const texts = {
  'config.json': JSON.stringify({ model_type: 'bert', ...config }),
  'tokenizer.json': JSON.stringify(tokenizerJson),
  'model.safetensors': 'no weights are read',
}
const write = (name: string, text: string) => writeFileSync(join(base, name), text)
mkdirSync(join(base, 'm'))
for (const [name, text] of Object.entries(texts)) write(`m/${name}`, text)
const files = Object.entries(texts).map(([path, text]) => ({ path, sha256: sha256Of(text) }))
const inFolder = { ...model, modules: ['pool.mean'], origin: { source: './m', files } }

const found = async (tiny: object, data: Data = pairs) => {
  const read = fromJson(vocabulary, { siamese: 2, data, models: { tiny }, stages: [...head, onDev] })
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  const { problems, notes, reads } = await resolvePipeline(read.right, base, { cacheRoot: join(base, 'cache') })
  const short = (text: string) => text.replaceAll(`${base}/`, '')
  return { problems: problems.map(each => short(each.sentence)), notes, reads: reads.map(short) }
}
const inFiles = (name: string, lines: readonly object[], file: object = {}): Data => {
  write(name, lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  return {
    ...pairs,
    origin: { source: '.', files: { train: [{ path: 'gone.jsonl' }], dev: [{ path: name, ...file }], test: [] } },
  }
}
const row = (n: number) => ({ sentence1: `text ${n}`, sentence2: 'text', score: n % 6 })

test('a model of a folder: its files are there, and are those of the lock; no weight is read', async () => {
  assert.equal(await found(inFolder), {
    problems: [],
    notes: [],
    reads: ['m/config.json', 'm/tokenizer.json', 'm/model.safetensors'],
  })
})

test('files that changed or are gone are told, all of them', async () => {
  const others = files.map(({ path, sha256 }, i) =>
    i === 2 ? { path, sha256: `0${sha256.slice(1)}` } : { path, sha256 },
  )
  const origin = { source: './m', files: [...others, { path: 'vocab.txt', sha256: 'f'.repeat(64) }] }
  const { problems } = await found({ ...inFolder, origin })
  assert.is(problems.length, 2)
  assert.match(
    problems[0]!,
    /^model\.safetensors of tiny has changed: its sha256 begins with [0-9a-f]{8}, the lock has 0/,
  )
  assert.match(
    problems[1]!,
    /^vocab\.txt of tiny has changed: it is gone, the lock has ffffffff; run siamese add model/,
  )
})

test('what would have to be fetched is a note, and is not fetched', async () => {
  const commit = 'a'.repeat(40)
  const far = { ...inFolder, origin: { source: `hub:owner/name@${commit}`, files } }
  assert.equal(await found(far), {
    problems: [],
    notes: [`tiny is not here yet: a run fetches hub:owner/name@${commit}`],
    reads: [],
  })
  const pip = { ...inFolder, origin: { source: 'pip:no-such-package==1.0', files } }
  assert.equal((await found(pip)).notes, ['tiny is not here yet: a run fetches pip:no-such-package==1.0'])
  const data: Data = { ...pairs, origin: { source: `hub:owner/rows@${commit}`, files: { dev: [{ path: 'dev.csv' }] } } }
  assert.equal((await found(inFolder, data)).notes, [`pairs is not here yet: a run fetches hub:owner/rows@${commit}`])
})

test('the first rows of the splits that are used are decoded; splits that no stage reads are left alone', async () => {
  const good = Array.from({ length: 300 }, (_, n) => row(n))
  assert.equal((await found(inFolder, inFiles('dev.jsonl', good))).problems, [])
  const wrong = [row(0), { ...row(1), score: 9 }, { ...row(2), sentence1: ' ' }, { ...row(3), sentence2: 7 }]
  const { problems } = await found(inFolder, inFiles('wrong.jsonl', wrong))
  assert.equal(
    problems.map(each => each.split(',')[0]),
    ['wrong.jsonl:2', 'wrong.jsonl:3', 'wrong.jsonl:4'],
  )
  const late = [...good, { ...row(300), score: 9 }]
  assert.equal((await found(inFolder, inFiles('late.jsonl', late))).problems, [], 'row 301 is for the run')
})

test('data that are not those of the lock, and a split without rows', async () => {
  const changed = inFiles('changed.jsonl', [row(1)], { sha256: 'e'.repeat(64) })
  assert.match(
    (await found(inFolder, changed)).problems.join(),
    /^changed\.jsonl of pairs has changed: its sha256 begins/,
  )
  assert.match(
    (await found(inFolder, inFiles('empty.jsonl', []))).problems.join(),
    /^pairs has no row in dev; give it a file/,
  )
})

test.run()
