import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readSafetensors, readSafetensorsHeader } from '../../src/sources/safetensors.js'
import { safetensorsBytes, writeSafetensors } from '../../src/sources/safetensorsWrite.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-safetensors-'))
test.after(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'model.safetensors')

/** A file with this header and this many bytes of data. */
const write = (header: unknown, data: Uint8Array | number = 0) => {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  writeFileSync(path, Buffer.concat([length, text, typeof data === 'number' ? Buffer.alloc(data) : data]))
}

const sentences = async () => {
  const read = await readSafetensors(path)()
  return isLeft(read) ? read.left.map(({ sentence }) => sentence.replace(path, 'FILE')) : ['no problem']
}

const tensors = async () => {
  const read = await readSafetensors(path)()
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}

test('half and brain floats are widened, doubles narrowed, whole numbers become floats', async () => {
  const data = Buffer.alloc(60)
  data.writeDoubleLE(0.1, 0)
  data.writeBigInt64LE(-3n, 8)
  data.writeFloatLE(1.5, 16)
  data.writeInt32LE(-7, 20)
  // half: 1, -2, largest, smallest, largest subnormal, -infinity, NaN, -0
  for (const [i, bits] of [0x3c00, 0xc000, 0x7bff, 0x0001, 0x03ff, 0xfc00, 0x7e00, 0x8000].entries())
    data.writeUInt16LE(bits, 24 + 2 * i)
  // brain float: 1, -2.5, infinity, smallest
  for (const [i, bits] of [0x3f80, 0xc020, 0x7f80, 0x0001].entries()) data.writeUInt16LE(bits, 40 + 2 * i)
  data.set([0, 1, 255], 48)
  data.set([1, 0], 51)
  write(
    {
      double: { dtype: 'F64', shape: [1], data_offsets: [0, 8] },
      long: { dtype: 'I64', shape: [1, 1], data_offsets: [8, 16] },
      float: { dtype: 'F32', shape: [], data_offsets: [16, 20] },
      int: { dtype: 'I32', shape: [1], data_offsets: [20, 24] },
      half: { dtype: 'F16', shape: [8], data_offsets: [24, 40] },
      brain: { dtype: 'BF16', shape: [2, 2], data_offsets: [40, 48] },
      byte: { dtype: 'U8', shape: [3], data_offsets: [48, 51] },
      bool: { dtype: 'BOOL', shape: [2], data_offsets: [51, 53] },
      none: { dtype: 'F32', shape: [0, 4], data_offsets: [53, 53] },
      __metadata__: { format: 'pt' },
    },
    data.subarray(0, 53),
  )
  const read = await tensors()
  const values = (name: string) => [...read.get(name)!.values]
  assert.equal(values('double'), [Math.fround(0.1)])
  assert.equal(values('long'), [-3])
  assert.equal(values('float'), [1.5])
  assert.equal(values('int'), [-7])
  assert.equal(values('half'), [1, -2, 65504, 2 ** -24, 1023 * 2 ** -24, -Infinity, Number.NaN, -0])
  assert.equal(values('brain'), [1, -2.5, Infinity, Math.fround(2 ** -133)])
  assert.equal(values('byte'), [0, 1, 255])
  assert.equal(values('bool'), [1, 0])
  assert.equal(values('none'), [])
  assert.equal(read.get('brain')!.shape, [2, 2])
  assert.is(read.get('long')!.dtype, 'I64')
  assert.not(read.has('__metadata__'))
})

test('what is written is read again, padded and aligned', async () => {
  const weights = new Map([
    ['b.weight', { shape: [2, 3], values: new Float32Array([1, 2, 3, 4, 5, 6]) }],
    ['a', { shape: [], values: new BigInt64Array([5n]) }],
    ['ünï "quoted"', { shape: [0], values: new Float32Array() }],
    ['mask', { shape: [3], values: new Uint8Array([1, 0, 1]) }],
  ])
  assert.ok(isRight(await writeSafetensors(path, weights)()))
  const read = await tensors()
  assert.equal([...read.keys()], ['a', 'b.weight', 'ünï "quoted"', 'mask'])
  assert.equal(read.get('b.weight'), { dtype: 'F32', shape: [2, 3], values: new Float32Array([1, 2, 3, 4, 5, 6]) })
  assert.equal([...read.get('a')!.values], [5])
  const header = Buffer.from([...safetensorsBytes(weights)][0] as Uint8Array).readBigUInt64LE()
  assert.is(header % 8n, 0n)
  const entries = await readSafetensorsHeader(path)()
  assert.ok(isRight(entries) && entries.right.every(({ begin, dtype }) => begin % (dtype === 'U8' ? 1 : 4) === 0))
  assert.equal(readdirSync(folder), ['model.safetensors'])
})

test('a file that is no safetensors file, or is cut off, says so', async () => {
  writeFileSync(path, 'abc')
  assert.equal(await sentences(), [
    'FILE is no safetensors file: it has 3 bytes, and 8 bytes say how long the header is.',
  ])
  writeFileSync(path, '')
  assert.match((await sentences())[0]!, 'it has 0 bytes')
  writeFileSync(path, Buffer.from([...new Uint8Array(8).fill(255), 123]))
  assert.equal(await sentences(), [
    'FILE is no safetensors file: its header would have 18446744073709551615 bytes, more than 100000000.',
  ])
  write({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, 8)
  truncateSync(path, 40)
  assert.equal(await sentences(), ['FILE is cut off: its header has 54 bytes, the file 40. Fetch it again.'])
  write({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, 4)
  assert.equal(await sentences(), ['FILE: tensor "a" ends at byte 8; the data end at 4. Fetch the file again.'])
  const missing = await readSafetensors(join(folder, 'nothing'))()
  assert.ok(isLeft(missing) && missing.left[0]!.sentence === `${join(folder, 'nothing')} is missing: check the path.`)
  const isFolder = await readSafetensors(folder)()
  assert.ok(isLeft(isFolder) && isFolder.left[0]!.sentence === `${folder} is a folder where a file is needed.`)
})

test('malformed headers', async () => {
  const no = (what: string) => [`FILE is no safetensors file: its header ${what}.`]
  write('[]')
  assert.equal(await sentences(), no('does not begin with {'))
  write('')
  assert.equal(await sentences(), no('does not begin with {'))
  write('{"a": ')
  assert.equal(await sentences(), no('is not JSON'))
  write(`{"a":${'['.repeat(200_000)}`)
  assert.equal(await sentences(), no('is not JSON'))
  writeFileSync(path, Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 123, 0xff, 125]))
  assert.equal(await sentences(), no('is not UTF-8'))
  write({ __metadata__: { format: 1 } })
  assert.equal(await sentences(), ['FILE: has a __metadata__ that is not a record of texts.'])
})

test('two tensors of one name, whatever their spelling', async () => {
  const entry = '{"dtype":"F32","shape":[1],"data_offsets":[0,4],"\\u0061":{"a":1}}'
  write(`{"a":${entry},"\\u0061" \n :${entry}}`, 4)
  assert.equal(await sentences(), ['FILE: holds two tensors named "a".'])
})

test('each wrong tensor is named, all at once', async () => {
  const tensor = (dtype: unknown, shape: unknown, offsets: unknown) => ({ dtype, shape, data_offsets: offsets })
  write(
    {
      format: tensor('F8_E4M3', [4], [0, 4]),
      negative: tensor('F32', [-1], [0, 4]),
      fraction: tensor('F32', [1.5], [0, 4]),
      huge: tensor('F32', [2 ** 40, 2 ** 40, 2 ** 40], [0, 8]),
      unsafe: tensor('F32', [1e300], [0, 8]),
      size: tensor('F32', [3], [0, 8]),
      backwards: tensor('F32', [1], [8, 4]),
      beyond: tensor('F32', [1], [96, 100]),
      pair: tensor('F32', [1], [0]),
      none: 7,
      ['__proto__']: tensor('F32', 'x', [0, 4]),
    },
    8,
  )
  assert.equal(await sentences(), [
    'FILE: tensor "format" has the number format "F8_E4M3", which is not read here. Save it as F32 (model.float() in Python).',
    'FILE: tensor "negative" has the shape [-1]; it needs whole numbers from 0 on.',
    'FILE: tensor "fraction" has the shape [1.5]; it needs whole numbers from 0 on.',
    'FILE: tensor "huge" has shape [1099511627776,1099511627776,1099511627776] of F32, which is 5316911983139663491615228241121378304 bytes; 8 are given.',
    'FILE: tensor "unsafe" has the shape [1e+300]; it needs whole numbers from 0 on.',
    'FILE: tensor "size" has shape [3] of F32, which is 12 bytes; 8 are given.',
    'FILE: tensor "backwards" ends at byte 4, before it begins at 8.',
    'FILE: tensor "beyond" ends at byte 100; the data end at 8. Fetch the file again.',
    'FILE: tensor "pair" has the data_offsets [0]; it needs two whole numbers from 0 on.',
    'FILE: tensor "none" is told by 7; it needs dtype, shape and data_offsets.',
    'FILE: tensor "__proto__" has the shape "x"; it needs whole numbers from 0 on.',
  ])
})

test('tensors that overlap or leave gaps', async () => {
  const tensor = (begin: number, end: number) => ({ dtype: 'U8', shape: [end - begin], data_offsets: [begin, end] })
  write({ a: tensor(0, 4), b: tensor(2, 6) }, 6)
  assert.equal(await sentences(), ['FILE: tensors "a" and "b" overlap at byte 2.'])
  write({ a: tensor(0, 4), b: tensor(0, 4) }, 4)
  assert.equal(await sentences(), ['FILE: tensors "a" and "b" overlap at byte 0.'])
  write({ a: tensor(0, 8), b: tensor(2, 3), c: tensor(8, 9) }, 9)
  assert.equal(await sentences(), ['FILE: tensors "a" and "b" overlap at byte 2.'])
  write({ a: tensor(1, 4), b: tensor(6, 8) }, 9)
  assert.equal(await sentences(), [
    'FILE: bytes 0 to 1 before tensor "a" belong to no tensor.',
    'FILE: bytes 4 to 6 before tensor "b" belong to no tensor.',
    'FILE: bytes 8 to 9 at the end belong to no tensor.',
  ])
})

test('a file that was written by someone with a thousand wrong tensors names twenty', async () => {
  write(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`t${i}`, null])))
  const wrong = await sentences()
  assert.is(wrong.length, 21)
  assert.is(wrong[20], '980 more mistakes like these')
})

test.run()
