import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { systemCode } from '../../src/sources/fileTrouble.js'
import { makeFolder } from '../../src/sources/makeFolder.js'

const base = mkdtempSync(join(tmpdir(), 'siamese-folders-'))
test.after(() => rmSync(base, { recursive: true, force: true }))

const codeOf = (path: string) => makeFolder(path).then(() => undefined, systemCode)

test('folders that are missing are made, by several at once, and those that are there stay', async () => {
  const deep = join(base, 'a', 'b', 'c')
  await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(join(base, 'a', 'b'))])
  assert.ok(existsSync(deep))
  writeFileSync(join(deep, 'file'), '')
  assert.is(await codeOf(deep), undefined)
  assert.ok(existsSync(join(deep, 'file')))
})

test('a file in the way is no folder, at any depth', async () => {
  writeFileSync(join(base, 'file'), '')
  assert.is(await codeOf(join(base, 'file')), 'ENOTDIR')
  assert.is(await codeOf(join(base, 'file', 'under', 'it')), 'ENOTDIR')
})

test('where the system makes no folders it comes to an end', async () => {
  if (process.platform === 'linux') assert.is(await codeOf('/proc/siamese/x'), 'ENOENT')
})

test.run()
