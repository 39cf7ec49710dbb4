import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Data, filter } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type DataRequest, type FetchedData, fetchData, lockData } from '../../src/sources/dataSource.js'
import { sha256Of } from '../../src/sources/hash.js'
import { readLock, writeLock } from '../../src/sources/lock.js'
import { openSplit } from '../../src/sources/openSplit.js'

const test = suite('fetchData')
const train = 'sentence1,sentence2,score,genre\nA dog runs.,"A dog, running.",4.8,news\nA cat.,,1,news\n'
const dev = gzipSync('sentence1,sentence2,score,genre\na,b,0,x\n')
const testRows = '{"sentence1":"c","sentence2":"d","score":2.5,"id":7}\n'
let root = ''
test.before(async () => {
  root = await mkdtemp(join(tmpdir(), 'siamese-add-'))
  await mkdir(join(root, 'project'))
  await folder('sts', {
    'sts-train.csv': train,
    'sts-dev.csv.gz': dev,
    'test.jsonl': testRows,
    'README.md': 'About these pairs.',
    'notes.jsonl': '{"note":"not a split"}\n',
  })
})
test.after(() => rm(root, { recursive: true }))

const folder = async (name: string, content: Readonly<Record<string, string | Uint8Array>>) => {
  for (const [path, bytes] of Object.entries(content)) {
    await mkdir(join(root, name, path, '..'), { recursive: true })
    await writeFile(join(root, name, path), bytes)
  }
}
const surroundings = () => ({ from: root, lockFolder: join(root, 'project'), cacheRoot: join(root, 'cache') })
const fetched = async (request: DataRequest): Promise<FetchedData> => {
  const found = await fetchData(request, surroundings())()
  if (isLeft(found)) throw new Error(found.left.map(({ sentence }) => sentence).join('\n'))
  return found.right
}
const refused = async (request: DataRequest): Promise<readonly string[]> => {
  const found = await fetchData(request, surroundings())()
  return isLeft(found) ? found.left.map(({ sentence }) => sentence) : ['data']
}
const sts: DataRequest = { source: 'sts', name: 'sts', column: ['score=score<0,5>'] }

test('a folder becomes data: columns, splits, rows and hashes; what is left out is said', async () => {
  const found = await fetched(sts)
  assert.equal(lockData(found), {
    data: 'sts',
    columns: [
      ['sentence1', 'text'],
      ['sentence2', 'text'],
      ['score', { score: [0, 5] }],
    ],
    splits: ['train', 'dev', 'test'],
    origin: {
      source: '../sts',
      files: {
        train: [{ path: 'sts-train.csv', sha256: sha256Of(train), rows: 2 }],
        dev: [{ path: 'sts-dev.csv.gz', sha256: sha256Of(dev), rows: 1 }],
        test: [{ path: 'test.jsonl', sha256: sha256Of(testRows), rows: 1 }],
      },
    },
  })
  assert.equal(found.leftOut, [
    ['genre', "a text whose name is not a known one, as sentence1 is; to keep it: --column 'genre=text'"],
    [
      'id',
      "holds numbers; to keep it: --column 'id=class<…>', the names of 0 to 7 in order, or --column 'id=score<7,7>'",
    ],
    ['notes.jsonl', 'its name says no split'],
  ])
})

test('what was added is read back through the lock, from its folder and, when that moved, from the cache', async () => {
  const lock = join(root, 'project', 'siamese.lock.ts')
  await writeLock(lock, [lockData(await fetched(sts))])()
  const entries = await readLock(lock)()
  if (isLeft(entries)) throw new Error(entries.left[0]!.sentence)
  const data = filter(entries.right[0] as Data, { column: 'sentence2', shortest: 1 })
  const first = async () => {
    const rows = await openSplit(data, 'train', { base: join(root, 'project'), cacheRoot: join(root, 'cache') })()
    return isLeft(rows) ? rows.left.map(({ sentence }) => sentence) : rows.right.read([0])
  }
  const row = { sentence1: 'A dog runs.', sentence2: 'A dog, running.', score: 4.8 }
  assert.equal(await first(), [row])
  await rename(join(root, 'sts'), join(root, 'moved'))
  assert.equal(await first(), [row])
  await rename(join(root, 'moved'), join(root, 'sts'))
  assert.is((await readdir(join(root, 'cache', 'data'))).length, 3)
})

test('--split names the files, and one file may be the source', async () => {
  const given = await fetched({ ...sts, split: ['dev=test.jsonl'] })
  assert.equal(
    Object.entries(given.files).map(([split, files]) => [split, files.map(({ path }) => path)]),
    [['dev', ['test.jsonl']]],
  )
  const single = await fetched({ ...sts, source: join('sts', 'sts-dev.csv.gz') })
  assert.equal([single.source, Object.keys(single.files)], ['../sts', ['dev']])
})

test('rows that do not decode are refused when they are added', async () => {
  assert.equal(await refused({ ...sts, column: ['score=score<0,4>'] }), [
    'sts-train.csv:2, column score: expected score<0, 4>, found "4.8"',
  ])
})

test('what is asked for must be there', async () => {
  assert.equal(await refused({ source: 'none', name: 'a-b', column: ['score'] }), [
    '--as a-b: expected a name that a program can import, as in --as aB',
    "--column score: expected a name and a kind, as in --column 'score=score<0,5>'",
  ])
  assert.equal(await refused({ source: 'none', name: 'none' }), ['none is missing: check the path.'])
  assert.equal(await refused({ ...sts, split: ['dev=x.csv'] }), [
    '--split dev=x.csv: there is no x.csv; there are notes.jsonl, sts-dev.csv.gz, sts-train.csv, test.jsonl',
  ])
  assert.equal(await refused({ ...sts, column: ['scor=score<0,5>'] }), [
    'sts has no column scor; it has sentence1, sentence2, score, genre, id',
  ])
})

test('a folder without data, without splits or with an empty split is a sentence', async () => {
  await folder('nothing', { 'a.txt': 'x' })
  await folder('parts', { 'a.csv': 'text\nx\n', 'b.csv': 'text\ny\n' })
  await folder('hollow', { 'train.csv': 'text\nx\n', 'dev.csv': 'text\n' })
  await folder('void', { 'train.jsonl': '' })
  assert.equal(await refused({ source: 'nothing', name: 'a' }), [
    'nothing holds no data; data are .jsonl, .csv, .tsv (each also .gz) and .parquet',
  ])
  assert.equal(await refused({ source: 'parts', name: 'a' }), [
    'parts needs files whose names say train, dev, validation or test; it has a.csv, b.csv: name them, as in --split test=a.csv',
  ])
  assert.equal(await refused({ source: 'hollow', name: 'a' }), [
    'dev.csv of split dev has no row; leave it out with --split',
  ])
  assert.equal(await refused({ source: 'void', name: 'a' }), ['train.jsonl holds no row; nothing can be added'])
})

test.run()
