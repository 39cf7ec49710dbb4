import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { isLeft } from 'fp-ts/lib/Either.js'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fetchData, lockData } from '../../src/sources/dataSource.js'
import { sha256Of } from '../../src/sources/hash.js'
import { hubAccess } from '../../src/sources/hubAccess.js'
import { openSplit } from '../../src/sources/openSplit.js'
import { commit, type LoopbackHub, loopbackHub } from './loopbackHub.js'

const columnsOf = (texts: readonly string[]) => ({
  columnData: [
    { name: 'sentence1', data: [...texts], type: 'STRING' as const },
    { name: 'score', data: texts.map((_, i) => i / 2), type: 'DOUBLE' as const },
  ],
})
const content: Readonly<Record<string, Buffer>> = {
  '.gitattributes': Buffer.from('* text'),
  'README.md': Buffer.from('pairs'),
  'data/train-00000-of-00002.parquet': Buffer.from(parquetWriteBuffer(columnsOf(['a', 'b']))),
  'data/train-00001-of-00002.parquet': Buffer.from(parquetWriteBuffer(columnsOf(['c']))),
  'data/validation.jsonl.gz': gzipSync('{"sentence1":"d","score":5}\n'),
}

const test = suite('hubData')
let root = ''
let hub: LoopbackHub
test.before(async () => {
  root = await mkdtemp(join(tmpdir(), 'siamese-hub-'))
  hub = await loopbackHub(content)
})
test.after(async () => {
  await hub.close()
  await rm(root, { recursive: true })
})

const access = (more: NodeJS.ProcessEnv = {}) =>
  hubAccess({ HF_ENDPOINT: hub.endpoint, HF_HOME: join(root, 'huggingface'), ...more })
const offline = () => access({ HF_HUB_OFFLINE: '1' })
const add = (source: string, hub = access()) =>
  fetchData(
    { source, name: 'pairs', column: ['score=score<0,5>'] },
    { from: root, lockFolder: root, cacheRoot: join(root, 'cache'), hub },
  )()

test('a data set of the hub is added at the commit that was found, its splits from its file names, only data files fetched', async () => {
  const found = await add('hub:me/data')
  if (isLeft(found)) throw new Error(found.left.map(({ sentence }) => sentence).join('\n'))
  const entry = (path: string, rows: number) => ({ path, sha256: sha256Of(content[path]!), rows })
  const data = lockData(found.right)
  assert.equal(data, {
    data: 'pairs',
    columns: [
      ['sentence1', 'text'],
      ['score', { score: [0, 5] }],
    ],
    splits: ['train', 'validation'],
    origin: {
      source: `hub:me/data@${commit}`,
      files: {
        train: [entry('data/train-00000-of-00002.parquet', 2), entry('data/train-00001-of-00002.parquet', 1)],
        validation: [entry('data/validation.jsonl.gz', 1)],
      },
    },
  })
  assert.not.ok(hub.asked.some(line => line.includes('README')))

  hub.asked.length = 0
  const rows = await openSplit(data, 'train', { base: root, cacheRoot: join(root, 'cache'), hub: offline() })()
  if (isLeft(rows)) throw new Error(rows.left.map(({ sentence }) => sentence).join('\n'))
  assert.equal(await rows.right.read([2, 1, 0]), [
    { sentence1: 'c', score: 0 },
    { sentence1: 'b', score: 0.5 },
    { sentence1: 'a', score: 0 },
  ])
  assert.equal(hub.asked, [])
})

test('a data set that is not there, or not in the cache when offline, is a sentence', async () => {
  const missing = await add('hub:me/none')
  assert.match(
    isLeft(missing) ? missing.left[0]!.sentence : '',
    'hub:me/none@main is not to be had without a token, or is not there',
  )
  const unfetched = await add('hub:me/other', offline())
  assert.match(isLeft(unfetched) ? unfetched.left[0]!.sentence : '', 'HF_HUB_OFFLINE is set')
})

test.run()
