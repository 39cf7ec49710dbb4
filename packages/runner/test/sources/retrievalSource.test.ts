import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkData, type Data, filter, retrieval, split, take } from '@siamese/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fetchData, lockData } from '../../src/sources/dataSource.js'
import { readLock, writeLock } from '../../src/sources/lock.js'
import { openCorpus } from '../../src/sources/openCorpus.js'
import { openSplit } from '../../src/sources/openSplit.js'

const test = suite('retrieval sets')
let base = ''
test.before(async () => {
  base = await mkdtemp(join(tmpdir(), 'siamese-retrieval-'))
  await mkdir(join(base, 'set/qrels'), { recursive: true })
  await write('set/corpus.jsonl', [
    { _id: 'd1', title: 'Dogs', text: 'They run.' },
    { _id: 'd2', title: '', text: 'Cats sleep.' },
    { _id: 3, text: 'Birds sing.' },
  ])
  await write('set/queries.jsonl', [
    { _id: 'q1', text: 'who runs?' },
    { _id: 'q2', text: 'who sings?' },
    { _id: 'q3', text: 'who swims?' },
  ])
  await writeFile(join(base, 'set/qrels/test.tsv'), 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq2\t3\t1\n')
  await writeFile(join(base, 'set/qrels/dev.tsv'), 'query-id\tcorpus-id\tscore\nq2\t3\t1\n')
})
test.after(() => rm(base, { recursive: true }))

const write = (name: string, rows: readonly object[]) =>
  writeFile(join(base, name), rows.map(row => `${JSON.stringify(row)}\n`).join(''))
const context = () => ({ base, cacheRoot: join(base, 'cache') })
const set = (relevance: Readonly<Record<string, readonly string[]>>, corpus = ['corpus.jsonl']): Data =>
  retrieval('set', { queries: ['queries.jsonl'], corpus, relevance }, 'set')
const rowsOf = async (data: Data, name: string) => {
  const rows = await openSplit(data, name, context())()
  if (isLeft(rows)) return rows.left.map(({ sentence }) => sentence)
  const all = []
  for await (const row of rows.right.all()) all.push(row)
  return all
}
const documents = async (data: Data, name: string) => {
  const corpus = await openCorpus(data, name, context())()
  if (isLeft(corpus)) return corpus.left.map(({ sentence }) => sentence)
  const all = []
  if (corpus.right !== undefined) for await (const row of corpus.right.all()) all.push(row)
  return all
}

test('the rows of a split are the relevant pairs with their texts; a score of 0 is not relevant', async () => {
  assert.equal(await rowsOf(set({ test: ['qrels/test.tsv'] }), 'test'), [
    { query: 'who runs?', document: 'Dogs They run.', query_id: 'q1', document_id: 'd1' },
    { query: 'who sings?', document: 'Birds sing.', query_id: 'q2', document_id: '3' },
  ])
})

test('the corpus is all documents, whatever is done to the rows', async () => {
  const all = [
    { id: 'd1', text: 'Dogs They run.' },
    { id: 'd2', text: 'Cats sleep.' },
    { id: '3', text: 'Birds sing.' },
  ]
  const data = set({ test: ['qrels/test.tsv'] })
  assert.equal(await documents(data, 'test'), all)
  const changed = filter(take(data, 1), { column: 'document', shortest: 1 })
  assert.equal(await documents(changed, 'test'), all)
  assert.is((await rowsOf(changed, 'test')).length, 1)
  const divided = split(data, { of: 'test', into: { dev: 0.5, held: 0.5 }, seed: 1 })
  assert.is((await rowsOf(divided, 'dev')).length, 1)
})

test('an id that no file has, or has twice, is said with its line', async () => {
  await writeFile(join(base, 'set/qrels/wrong.tsv'), 'query-id\tcorpus-id\tscore\nq1\td9\t1\nq9\td1\t1\nq1\td1\tmuch\n')
  assert.equal(await rowsOf(set({ test: ['qrels/wrong.tsv'] }), 'test'), [
    'qrels/wrong.tsv:4: expected query-id, corpus-id and a number as score, found query-id, corpus-id, score',
    'qrels/wrong.tsv:2: there is no document d9 in corpus.jsonl',
    'qrels/wrong.tsv:3: there is no query q9 in queries.jsonl',
  ])
  await write('set/twice.jsonl', [{ _id: 'd1', text: 'a' }, { _id: 'd1', text: 'b' }, { id: 'd2' }])
  assert.equal(await documents(set({ test: ['qrels/test.tsv'] }, ['twice.jsonl']), 'test'), [
    'twice.jsonl:2: the id d1 stands there twice; each text has one of its own',
    'twice.jsonl:3: expected _id and text, found id',
  ])
})

test('a folder as BEIR has them is added whole, with hashes, and read from the lock', async () => {
  const surroundings = { from: base, lockFolder: base, cacheRoot: join(base, 'cache') }
  const fetched = await fetchData(
    { source: 'set', name: 'added', split: ['test=qrels/test.tsv', 'dev=qrels/dev.tsv'] },
    surroundings,
  )()
  if (isLeft(fetched)) throw new Error(fetched.left.map(({ sentence }) => sentence).join('\n'))
  const data = lockData(fetched.right)
  assert.equal(data.splits, ['dev', 'test'])
  assert.equal(checkData(data), [])
  const { origin } = data
  if (!('files' in origin)) throw new Error('it is not in files')
  assert.equal(
    [origin.files.test![0]!.rows, origin.texts!.document.find(({ path }) => path === 'corpus.jsonl')!.rows],
    [2, 3],
  )
  const lock = join(base, 'siamese.lock.ts')
  await writeLock(lock, [data])()
  const read = await readLock(lock)()
  assert.ok(isRight(read))
  assert.equal(read.right, [data])
  assert.is((await rowsOf(data, 'test')).length, 2)
  await write('set/queries.jsonl', [{ _id: 'q1', text: 'changed' }])
  assert.match(String(await rowsOf(data, 'test')), /queries\.jsonl of added has changed/)
})

test('texts that are looked up belong to queries and documents', () => {
  const data = { ...set({ test: ['qrels/test.tsv'] }), columns: [['query', 'text']] } as Data
  assert.equal(
    checkData(data).map(({ sentence }) => sentence),
    [
      'set looks its texts up by ids, so its columns are query: text, document: text, query_id: key, document_id: key; it has query: text',
    ],
  )
})

test.run()
