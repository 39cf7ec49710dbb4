import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Columns,
  concatenate,
  type Data,
  data,
  files,
  filter,
  type Row,
  rename,
  repeat,
  score,
  split,
  take,
} from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { sha256Of } from '../../src/sources/hash.js'
import { openSplit } from '../../src/sources/openSplit.js'

const test = suite('openSplit')
let base = ''
test.before(async () => {
  base = await mkdtemp(join(tmpdir(), 'siamese-split-'))
})
test.after(() => rm(base, { recursive: true }))

const context = () => ({ base, cacheRoot: join(base, 'cache') })
const write = (name: string, rows: readonly unknown[]) =>
  writeFile(join(base, name), rows.map(row => `${JSON.stringify(row)}\n`).join(''))

const open = async (data: Data, name: string, memory?: number): Promise<readonly Row[]> => {
  const rows = await openSplit(data, name, { ...context(), ...(memory === undefined ? {} : { memory }) })()
  if (isLeft(rows)) throw new Error(rows.left.map(({ sentence }) => sentence).join('\n'))
  const all: Row[] = []
  for await (const row of rows.right.all()) all.push(row)
  assert.is(rows.right.count, all.length)
  assert.equal(await rows.right.read(all.map((_, i) => i).reverse()), all.toReversed())
  await rows.right.close()
  return all
}
const refuse = async (data: Data, name: string): Promise<readonly string[]> => {
  const rows = await openSplit(data, name, context())()
  return isLeft(rows) ? rows.left.map(({ sentence }) => sentence) : [`${rows.right.count} rows`]
}

const columns = [
  ['text', 'text'],
  ['score', score(0, 5)],
] as const satisfies Columns
const toy = data('toy', columns, {
  train: Array.from({ length: 10 }, (_, i) => ({ text: `row ${i}`, score: i / 2 })),
  dev: [{ text: 'a', score: 5 }],
})
const texts = (rows: readonly Row[]) => rows.map(({ text }) => text)

test('rows in memory are rows', async () => {
  assert.equal(await open(toy, 'dev'), [{ text: 'a', score: 5 }])
  const labelled = data(
    'labelled',
    [
      ['text', 'text'],
      ['label', { class: ['no', 'yes'] }],
    ],
    {
      train: [
        { text: 'a', label: 'yes' },
        { text: 'b', label: 0 },
      ],
    },
  )
  assert.equal(await open(labelled, 'train'), [
    { text: 'a', label: 1 },
    { text: 'b', label: 0 },
  ])
})

test('take, filter, rename and concatenate say what a split holds', async () => {
  assert.equal(texts(await open(take(toy, 3), 'train')), ['row 0', 'row 1', 'row 2'])
  assert.equal(texts(await open(filter(toy, { column: 'score', atLeast: 2, atMost: 3 }), 'train')), [
    'row 4',
    'row 5',
    'row 6',
  ])
  assert.equal(texts(await open(filter(toy, { column: 'text', is: 'row 7' }), 'train')), ['row 7'])
  assert.equal(texts(await open(filter(take(toy, 4), { column: 'score', atLeast: 1 }), 'train')), ['row 2', 'row 3'])
  assert.equal(texts(await open(take(filter(toy, { column: 'score', atLeast: 1 }), 2), 'train')), ['row 2', 'row 3'])
  assert.equal(await open(rename(toy, { text: 'sentence1' }), 'dev'), [{ sentence1: 'a', score: 5 }])
  assert.equal(texts(await open(concatenate(take(toy, 1), toy), 'dev')), ['a', 'a'])
})

test('repeat gives a column a second time, and rows stay as many as the lock says', async () => {
  await write('lines.jsonl', [{ text: 'a' }, { text: 'b' }])
  const lines = files('lines', [['text', 'text']], { train: ['lines.jsonl'] })
  assert.equal(await open(rename(repeat(lines, { text: 'positive' }), { text: 'anchor' }), 'train'), [
    { anchor: 'a', positive: 'a' },
    { anchor: 'b', positive: 'b' },
  ])
})

test('rename swaps names without losing a value', async () => {
  const pair = data(
    'pair',
    [
      ['a', 'text'],
      ['b', 'text'],
    ],
    { train: [{ a: 'x', b: 'y' }] },
  )
  assert.equal(await open(rename(pair, { a: 'b', b: 'a' }), 'train'), [{ a: 'y', b: 'x' }])
})

test('a filter by class takes its name', async () => {
  const labelled = data(
    'labelled',
    [
      ['text', 'text'],
      ['label', { class: ['no', 'yes'] }],
    ],
    {
      train: [
        { text: 'a', label: 'yes' },
        { text: 'b', label: 'no' },
      ],
    },
  )
  assert.equal(texts(await open(filter(labelled, { column: 'label', is: 'yes' }), 'train')), ['a'])
  assert.equal(texts(await open(filter(labelled, { column: 'label', is: 0 }), 'train')), ['b'])
})

test('the parts of a split are the whole, each once, in the order of the file, and the same for the same seed', async () => {
  const parted = split(toy, { of: 'train', into: { train: 0.6, calibrate: 0.4 }, seed: 42 })
  const train = texts(await open(parted, 'train'))
  const calibrate = texts(await open(parted, 'calibrate'))
  assert.is(train.length, 6)
  assert.is(calibrate.length, 4)
  assert.equal([...train].sort(), train)
  assert.equal([...train, ...calibrate].sort(), texts(await open(toy, 'train')))
  assert.equal(texts(await open(parted, 'train')), train)
  assert.not.equal(
    texts(await open(split(toy, { of: 'train', into: { train: 0.6, calibrate: 0.4 }, seed: 43 }), 'train')),
    train,
  )
  assert.equal(texts(await open(parted, 'dev')), ['a'])
  assert.equal(texts(await open(take(parted, 2), 'calibrate')), calibrate.slice(0, 2))
})

test('shares end at round(n · sum of shares): no row is lost to rounding', async () => {
  const thirds = split(toy, { of: 'train', into: { a: 1 / 3, b: 1 / 3, c: 1 / 3 }, seed: 1 })
  const counts = await Promise.all(['a', 'b', 'c'].map(async name => (await open(thirds as Data, name)).length))
  assert.equal(counts, [3, 4, 3])
})

test('bad rows are all counted and ten are shown', async () => {
  await write('bad.jsonl', [
    { text: 'fine', score: 1 },
    ...Array.from({ length: 44 }, () => ({ text: 'a', score: 7.5 })),
  ])
  const sentences = await refuse(files('bad', columns, { train: ['bad.jsonl'] }), 'train')
  assert.is(sentences.length, 11)
  assert.is(sentences[0], 'bad.jsonl:2, column score: expected score<0, 5>, found 7.5')
  assert.is(sentences[9], 'bad.jsonl:11, column score: expected score<0, 5>, found 7.5')
  assert.is(sentences[10], '… and 34 more rows')
})

test('a column that the file lacks is said once, with the columns it has', async () => {
  await write('names.jsonl', [
    { premise: 'a', score: 1 },
    { premise: 'b', score: 1 },
  ])
  assert.equal(await refuse(files('names', columns, { train: ['names.jsonl'] }), 'train'), [
    'names needs the columns text; names.jsonl has premise, score: name them as the file does',
  ])
})

test('an empty text is refused with the row and the cure, and the cure helps', async () => {
  await write('blank.jsonl', [
    { text: ' ', score: 1 },
    { text: 'b', score: 1 },
  ])
  const blank = files('blank', columns, { train: ['blank.jsonl'] })
  assert.equal(await refuse(blank, 'train'), [
    "blank.jsonl:1, column text: the text is empty; leave such rows out with filter(data, { column: 'text', shortest: 1 })",
  ])
  assert.equal(texts(await open(filter(blank, { column: 'text', shortest: 1 }), 'train')), ['b'])
})

test('an empty split and a split that is not there are sentences', async () => {
  await write('empty.jsonl', [])
  const empty = files('empty', columns, { train: ['empty.jsonl'] })
  assert.equal(await refuse(empty, 'train'), [
    'empty has no row in train; give it a file with rows, or leave the split out',
  ])
  assert.equal(await refuse(filter(toy, { column: 'score', atLeast: 5 }), 'train'), [
    'toy has no row in train; loosen what take, filter or split leaves of it',
  ])
  assert.equal(await refuse(toy, 'test'), ['toy has no split test; it has train, dev'])
  assert.equal(await refuse(take(toy, 0 as number), 'train'), ['take needs a whole number of rows above 0; it has 0'])
})

test('a file that was added must still be what it was; the cache holds it when its folder is gone', async () => {
  const content = '{"text":"a","score":1}\n'
  await mkdir(join(base, 'kept'), { recursive: true })
  await writeFile(join(base, 'kept', 'train.jsonl'), content)
  const sha256 = sha256Of(content)
  const kept = (rows: number): Data => ({
    data: 'kept',
    columns,
    splits: ['train'],
    origin: { source: 'kept', files: { train: [{ path: 'train.jsonl', sha256, rows }] } },
  })
  assert.equal(texts(await open(kept(1), 'train')), ['a'])
  assert.equal(await refuse(kept(2), 'train'), [
    'train.jsonl of kept has 1 row, the lock has 2; run siamese add data kept --as kept again',
  ])

  await writeFile(join(base, 'kept', 'train.jsonl'), '{"text":"b","score":1}\n')
  const [changed] = await refuse(kept(1), 'train')
  assert.is(
    changed,
    `train.jsonl of kept has changed: its sha256 begins with ${sha256Of('{"text":"b","score":1}\n').slice(0, 8)}, the lock has ${sha256.slice(0, 8)}; run siamese add data kept --as kept again, or put the old file back`,
  )

  await rm(join(base, 'kept'), { recursive: true })
  assert.equal(await refuse(kept(1), 'train'), [
    'train.jsonl of kept is missing: neither kept nor the cache has it; put it back, or run siamese add data SOURCE --as kept where it is now',
  ])
  await mkdir(join(base, 'cache', 'data'), { recursive: true })
  await writeFile(join(base, 'cache', 'data', sha256), content)
  assert.equal(texts(await open(kept(1), 'train')), ['a'])
})

test('two hundred thousand rows stay within a small memory: they are read back from a file, which is gone afterwards', async () => {
  const count = 200_000
  const lines = Array.from({ length: count }, (_, i) => `{"text":"row ${i} — ü","score":${i % 6}}`)
  await writeFile(join(base, 'many.jsonl'), lines.join('\n'))
  const many = files('many', columns, { train: ['many.jsonl'] })
  const rows = await openSplit(many, 'train', { ...context(), memory: 2 ** 20 })()
  if (isLeft(rows)) throw new Error(rows.left[0]!.sentence)
  assert.is(rows.right.count, count)
  assert.equal(await rows.right.read([199_999, 0, 123_456]), [
    { text: 'row 199999 — ü', score: 1 },
    { text: 'row 0 — ü', score: 0 },
    { text: 'row 123456 — ü', score: 0 },
  ])
  let at = 0
  for await (const { text, score } of rows.right.all()) {
    if (text !== `row ${at} — ü` || score !== at % 6) assert.unreachable(`row ${at} is ${text}, ${score}`)
    at++
  }
  assert.is(at, count)
  await rows.right.close()
  assert.equal(await readdir(join(base, 'cache', 'rows')), [])
  assert.equal(await open(take(many, 500), 'train', 1000), await open(take(many, 500), 'train'))
})

test.run()
