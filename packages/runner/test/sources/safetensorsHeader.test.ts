import * as check from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeHeader, headerLength } from '../../src/sources/safetensorsHeader.js'
import { byteSizes, type Dtype } from '../../src/sources/safetensorsNumbers.js'

const encode = (text: string) => new TextEncoder().encode(text)
const runs = { numRuns: 2000, seed: 42 }

/** Whatever is accepted covers the data once, each tensor with as many bytes as its shape has. */
const sound = (header: Uint8Array, dataSize: number): boolean => {
  const decoded = decodeHeader(header, dataSize, 'f')
  if (!isRight(decoded)) return decoded.left.length > 0 && decoded.left.every(({ sentence }) => sentence.includes('f'))
  const entries = [...decoded.right].sort((a, b) => a.begin - b.begin || a.end - b.end)
  const ends = [0, ...entries.map(({ end }) => end)]
  return (
    ends.at(-1) === dataSize &&
    entries.every(({ begin, end, shape, dtype }, i) => {
      const values = shape.reduce((product, side) => product * side, 1)
      return begin === ends[i] && end - begin === values * byteSizes[dtype]
    })
  )
}

test('random bytes never throw', () => {
  check.assert(
    check.property(check.uint8Array({ maxLength: 200 }), check.nat(), (bytes, size) => {
      headerLength(bytes, bytes.length, 'f')
      return sound(bytes, size)
    }),
    runs,
  )
})

test('random JSON never throws', () => {
  check.assert(
    check.property(check.jsonValue(), check.nat(100), (value, size) => sound(encode(JSON.stringify(value)), size)),
    runs,
  )
})

const hostile = check.oneof(
  check.integer({ min: -2, max: 12 }),
  check.constantFrom(2 ** 31, 2 ** 53, 2 ** 53 - 1, 1e308, -0, 0.5, null, '4', [], Number.MAX_VALUE),
)

test('random headers are refused or sound', () => {
  const entry = check.record(
    {
      dtype: check.oneof(check.constantFrom(...Object.keys(byteSizes)), check.constantFrom('F4', 'f32', 32, null)),
      shape: check.oneof(check.array(hostile, { maxLength: 3 }), hostile),
      data_offsets: check.oneof(check.tuple(hostile, hostile), check.array(hostile, { maxLength: 3 }), hostile),
    },
    { requiredKeys: [] },
  )
  const names = check.oneof(
    check.constantFrom('a', 'b', '__proto__', '__metadata__', 'constructor', ''),
    check.string(),
  )
  check.assert(
    check.property(check.dictionary(names, entry, { maxKeys: 4 }), check.nat(24), (header, size) =>
      sound(encode(JSON.stringify(header)), size),
    ),
    { ...runs, numRuns: 5000 },
  )
})

test('one changed byte of a good header is refused or sound', () => {
  const good = encode(
    JSON.stringify({
      __metadata__: { format: 'pt' },
      a: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
      b: { dtype: 'I64', shape: [1], data_offsets: [16, 24] },
    }),
  )
  assert.ok(isRight(decodeHeader(good, 24, 'f')))
  check.assert(
    check.property(check.nat(good.length - 1), check.nat(255), (at, byte) => {
      const bad = good.slice()
      bad[at] = byte
      return sound(bad, 24)
    }),
    { ...runs, numRuns: 5000 },
  )
})

test('random layouts that are right are accepted', () => {
  const tensor = check.tuple(
    check.constantFrom(...(Object.keys(byteSizes) as Dtype[])),
    check.array(check.nat(4), { maxLength: 3 }),
  )
  check.assert(
    check.property(check.dictionary(check.string(), tensor, { maxKeys: 6 }), tensors => {
      let end = 0
      const header = Object.fromEntries(
        Object.entries(tensors)
          .filter(([name]) => name !== '__metadata__')
          .map(([name, [dtype, shape]]) => {
            const begin = end
            end += shape.reduce((product, side) => product * side, byteSizes[dtype])
            return [name, { dtype, shape, data_offsets: [begin, end] }]
          }),
      )
      const decoded = decodeHeader(encode(JSON.stringify(header)), end, 'f')
      return isRight(decoded) && decoded.right.length === Object.keys(header).length
    }),
    runs,
  )
})

test.run()
