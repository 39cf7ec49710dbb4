import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { unzip } from '../src/sources/zip.js'

const text = 'header '.repeat(100)
const members = { 'a/stored.h': 'short', 'a/deflated.h': text, 'a/empty.h': '', 'b/other.py': 'no' }

test('only the members that are asked for are unpacked, stored or deflated', () =>
  inFolder(async folder => {
    await writeFile(join(folder, 'x.whl'), zip(members))
    const fractions: number[] = []
    const target = (name: string) => (name.startsWith('a/') ? join(folder, 'out', name) : undefined)
    const names = await unzip(join(folder, 'x.whl'), target, fraction => fractions.push(fraction))
    assert.equal(names, ['a/stored.h', 'a/deflated.h', 'a/empty.h'])
    assert.is(await readFile(join(folder, 'out/a/stored.h'), 'utf8'), 'short')
    assert.is(await readFile(join(folder, 'out/a/deflated.h'), 'utf8'), text)
    assert.is(await readFile(join(folder, 'out/a/empty.h'), 'utf8'), '')
    assert.is(fractions.at(-1), 1)
  }))

test('a changed byte and a file cut short are noticed', () =>
  inFolder(async folder => {
    const bytes = zip(members)
    const changed = Buffer.from(bytes)
    changed[30 + 'a/stored.h'.length]! ^= 1
    for (const [content, reason] of [
      [changed, /a\/stored\.h is damaged/],
      [bytes.subarray(0, bytes.length - 30), /it is not a whole zip file/],
    ] as const) {
      await writeFile(join(folder, 'x.whl'), content)
      try {
        await unzip(join(folder, 'x.whl'), name => join(folder, 'out', name))
        assert.unreachable('it was unpacked')
      } catch (error) {
        assert.match((error as Error).message, reason)
      }
    }
  }))

const inFolder = async (body: (folder: string) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'siamese-zip-'))
  try {
    await body(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A zip file as wheels are: local headers with their members, the directory, its end. */
const zip = (files: Readonly<Record<string, string>>): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const deflated = text.length > 20
    const packed = deflated ? deflateRawSync(text) : Buffer.from(text)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(deflated ? 8 : 0, 4)
    common.writeUInt32LE(crc32(text), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(Buffer.byteLength(text), 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name))
    parts.push(local)
    at += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, entries, end])
}

test.run()
