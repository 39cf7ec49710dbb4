import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { left, right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { sha256, sha256Of } from '../../src/sources/hash.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-hash-'))
test.after(() => rmSync(folder, { recursive: true }))
// FIPS 180-4, the example "abc".
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

test('of a file', async () => {
  writeFileSync(join(folder, 'abc'), 'abc')
  assert.equal(await sha256(join(folder, 'abc'))(), right(abc))
})

test('of a text or of bytes', () => {
  assert.is(sha256Of('abc'), abc)
  assert.is(sha256Of(new Uint8Array([97, 98, 99])), abc)
})

test('of a file that is missing', async () => {
  assert.equal(
    await sha256(join(folder, 'no'))(),
    left([{ sentence: `${join(folder, 'no')} is missing: check the path.` }]),
  )
})

test.run()
