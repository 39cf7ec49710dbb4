import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { isLeft } from 'fp-ts/lib/Either.js'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { fetchData, lockData } from '../../../src/sources/dataSource.js'
import { openCorpus } from '../../../src/sources/openCorpus.js'
import { openSplit } from '../../../src/sources/openSplit.js'
import type { Files } from '../../sources/modelFolders.js'
import type { Reader } from '../reader.js'

/** What `siamese add data` and a run behind it read. */
const added: Reader['read'] = async folder => {
  const cacheRoot = join(folder, '..', 'cache')
  const fetched = await fetchData({ source: folder, name: 'fuzzed' }, { from: '/', lockFolder: folder, cacheRoot })()
  if (isLeft(fetched)) return fetched
  const data = lockData(fetched.right)
  for (const split of data.splits) {
    const context = { base: folder, cacheRoot }
    const rows = await openSplit(data, split, context)()
    if (isLeft(rows)) return rows
    await rows.right.close()
    const corpus = await openCorpus(data, split, context)()
    if (isLeft(corpus)) return corpus
    await corpus.right?.close()
  }
  return fetched
}

const reader = (name: string, ...seeds: readonly Files[]): Reader => ({
  name,
  share: 2,
  seeds: () => seeds.map(files => ({ files })),
  read: added,
})

const rows = [
  { sentence1: 'A dog runs.', sentence2: 'Ein Hund läuft. 😀', score: 4.5, label: 'yes', vector: [1, 2.5, -3] },
  { sentence1: 'A "cat" sleeps,\nlong', sentence2: 'Nobody\tsleeps', score: 0, label: 'no', vector: [0, 1e-3, 7] },
  { sentence1: 'é', sentence2: 'x', score: 5, label: 'yes', vector: [0, 0, 0] },
]
const lines = rows.map(row => JSON.stringify(row)).join('\n')
const quoted = (text: string | number) => `"${String(text).replaceAll('"', '""')}"`
const csv = [
  'sentence1,sentence2,score',
  ...rows.map(row => [row.sentence1, row.sentence2, row.score].map(quoted).join(',')),
].join('\r\n')
const tsv = 'sentence1\tsentence2\tscore\nA dog runs.\tA "dog" is running.\t4.2\nNo.\tYes.\t0\n'
const column = (name: 'sentence1' | 'sentence2' | 'score') => ({ name, data: rows.map(row => row[name]) })
const columnar = (codec: 'UNCOMPRESSED' | 'SNAPPY') =>
  new Uint8Array(parquetWriteBuffer({ columnData: [column('sentence1'), column('sentence2'), column('score')], codec }))

export const dataReaders: readonly Reader[] = [
  reader(
    'JSONL',
    { 'train.jsonl': lines },
    { 'train.jsonl': lines, 'dev.jsonl.gz': gzipSync(lines) },
    { 'train.jsonl': `\ufeff${lines.replaceAll('\n', '\r\n')}\r\n` },
  ),
  reader(
    'CSV',
    { 'train.csv': csv },
    { 'train.csv.gz': gzipSync(csv) },
    { 'train.csv': 'sentence,label\nA dog,1\nA cat,0\n' },
  ),
  reader('TSV', { 'train.tsv': tsv }, { 'train.tsv': tsv.replaceAll('\n', '\r\n') }, { 'dev.tsv.gz': gzipSync(tsv) }),
  reader('Parquet', { 'train.parquet': columnar('SNAPPY') }, { 'train.parquet': columnar('UNCOMPRESSED') }),
  reader('retrieval data', {
    'corpus.jsonl': '{"_id":"d1","title":"Dogs","text":"A dog."}\n{"_id":"d2","text":"A cat."}\n',
    'queries.jsonl': '{"_id":"q1","text":"Which?"}\n',
    'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\n',
  }),
]
