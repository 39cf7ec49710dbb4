import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeAtomically, writeFolderAtomically } from '../../src/sources/atomicWrite.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-atomic-'))
test.after(() => rmSync(folder, { recursive: true }))
test.before.each(() => {
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
})
const at = (name: string) => join(folder, name)

test('a file is written with its folders, and replaces an older one', async () => {
  assert.ok(isRight(await writeAtomically(at('a/b/c.txt'), 'one')()))
  assert.ok(isRight(await writeAtomically(at('a/b/c.txt'), ['tw', new Uint8Array([111])])()))
  assert.is(readFileSync(at('a/b/c.txt'), 'utf8'), 'two')
  assert.equal(readdirSync(at('a/b')), ['c.txt'])
})

test('a failure leaves the old file and nothing beside it', async () => {
  writeFileSync(at('old'), 'old')
  function* full() {
    yield 'new'
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' })
  }
  assert.equal(
    await writeAtomically(at('old'), full())(),
    left([{ sentence: `There is no space left on the disk for ${at('old')}: free some, or choose another place.` }]),
  )
  assert.is(readFileSync(at('old'), 'utf8'), 'old')
  assert.equal(readdirSync(folder), ['old'])
})

test('a path that leads through a file', async () => {
  writeFileSync(at('file'), '')
  assert.equal(
    await writeAtomically(at('file/x'), 'x')(),
    left([{ sentence: `${at('file/x')} leads through a file as if it were a folder: check the path.` }]),
  )
})

test('our own mistakes are thrown, not told to the user', async () => {
  function* broken() {
    yield 'new'
    throw new Error('internal: no')
  }
  try {
    await writeAtomically(at('x'), broken())()
    assert.unreachable()
  } catch (error) {
    assert.is((error as Error).message, 'internal: no')
  }
  assert.equal(readdirSync(folder), [])
})

test('a folder appears whole', async () => {
  const written = await writeFolderAtomically(at('model'), async file => {
    await file('config.json', '{}')
    assert.not(existsSync(at('model')))
    await file('head/config.json', '{}')
    return right(7)
  })()
  assert.equal(written, right(7))
  assert.equal(readdirSync(folder), ['model'])
  assert.equal(readdirSync(at('model')), ['config.json', 'head'])
})

test('a folder that cannot be filled is not there', async () => {
  const sentence = { sentence: 'no' }
  assert.equal(
    await writeFolderAtomically(at('model'), async file => {
      await file('config.json', '{}')
      return left([sentence])
    })(),
    left([sentence]),
  )
  assert.equal(readdirSync(folder), [])
})

test('what exists is never touched', async () => {
  const there = left([{ sentence: `${at('model')} exists already: choose another name, or remove it.` }])
  mkdirSync(at('model'))
  const never = () => assert.unreachable() as never
  assert.equal(await writeFolderAtomically(at('model'), never)(), there)
  rmSync(at('model'), { recursive: true })
  const raced = await writeFolderAtomically(at('model'), async () => {
    writeFileSync(at('model'), 'mine')
    return right(0)
  })()
  assert.equal(raced, there)
  assert.is(readFileSync(at('model'), 'utf8'), 'mine')
  assert.equal(readdirSync(folder), ['model'])
})

test.run()
