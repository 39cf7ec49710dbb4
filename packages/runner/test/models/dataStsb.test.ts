import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { score, split } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fetchData, lockData } from '../../src/sources/dataSource.js'
import { openSplit } from '../../src/sources/openSplit.js'

const folder = fileURLToPath(new URL('../../../../../shared/data/stsb', import.meta.url))
const found = existsSync(folder)
if (!found) console.log('skipped: the STS Benchmark as data (../shared/data/stsb is not beside this checkout)')
const test = suite('the STS Benchmark')
const maybe = found ? test : test.skip

maybe('is added with its columns, splits and rows, and its training rows can be divided', async () => {
  const root = await mkdtemp(join(tmpdir(), 'siamese-stsb-'))
  const cacheRoot = join(root, 'cache')
  const added = await fetchData(
    { source: folder, name: 'stsb', column: ['score=score<0,5>'] },
    { from: root, lockFolder: root, cacheRoot },
  )()
  if (isLeft(added)) throw new Error(added.left[0]!.sentence)
  const { columns, files, leftOut } = added.right
  assert.equal(columns, [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', score(0, 5)],
  ])
  assert.equal(
    Object.entries(files).map(([name, each]) => [name, each[0]!.rows]),
    [
      ['train', 5749],
      ['dev', 1500],
      ['test', 1379],
    ],
  )
  assert.equal(
    leftOut.map(([name]) => name),
    ['genre', 'file', 'year', 'id'],
  )

  const parted = split(lockData(added.right), { of: 'train', into: { train: 0.9, calibrate: 0.1 }, seed: 42 })
  const rows = await openSplit(parted, 'calibrate', { base: root, cacheRoot })()
  if (isLeft(rows)) throw new Error(rows.left[0]!.sentence)
  assert.is(rows.right.count, 575)
  await rows.right.close()
  await rm(root, { recursive: true })
})

test.run()
