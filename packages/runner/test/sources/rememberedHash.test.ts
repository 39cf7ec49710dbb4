import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { sha256Of } from '../../src/sources/hash.js'
import { rememberedHash } from '../../src/sources/rememberedHash.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-hash-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const hash = async (path: string) => {
  const found = await rememberedHash(join(folder, 'cache'))(path)()
  return isLeft(found) ? found.left[0]!.sentence : found.right
}
const megabytes = (byte: number) => Buffer.alloc(2 ** 21, byte)

test('a large file is hashed, and hashed again once it was written', async () => {
  const path = join(folder, 'large')
  writeFileSync(path, megabytes(1))
  assert.is(await hash(path), sha256Of(megabytes(1)))
  assert.is(await hash(path), sha256Of(megabytes(1)))
  writeFileSync(path, megabytes(2))
  assert.is(await hash(path), sha256Of(megabytes(2)))
})

test('a time that was put back does not hide a change: the system keeps another that cannot be', async () => {
  const path = join(folder, 'back')
  writeFileSync(path, megabytes(3))
  utimesSync(path, 1e9, 1e9)
  await hash(path)
  writeFileSync(path, megabytes(4))
  utimesSync(path, 1e9, 1e9)
  assert.is(await hash(path), sha256Of(megabytes(4)))
})

test('what is remembered is used: a file that did not change is not read', async () => {
  const path = join(folder, 'kept')
  writeFileSync(path, megabytes(5))
  await hash(path)
  const { readdirSync, readFileSync } = await import('node:fs')
  const kept = readdirSync(join(folder, 'cache/hashes')).map(name => join(folder, 'cache/hashes', name))
  const mine = kept.find(each => readFileSync(each, 'utf8').endsWith(sha256Of(megabytes(5))))!
  writeFileSync(mine, readFileSync(mine, 'utf8').replace(/[0-9a-f]{64}$/, 'another'))
  assert.is(await hash(path), 'another')
})

test('a small file is hashed each time, and one that is missing is a sentence', async () => {
  const path = join(folder, 'small')
  writeFileSync(path, 'abc')
  assert.is(await hash(path), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  assert.match(await hash(join(folder, 'gone')), /gone is missing: check the path/)
})

test.run()
