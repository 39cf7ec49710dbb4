import fc from 'fast-check'

const numbers = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 40, 2 ** 53, 2 ** 63]

/** What formats have trouble with, wherever it is put. */
const pieces: readonly (string | Uint8Array)[] = [
  ...[
    '\u0000',
    '\ufeff',
    '\r\n',
    '\r',
    '\n\n',
    '\t',
    ' ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '\\',
    '\u2028',
    '\ufffd',
    '\u0085',
  ],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '-1',
    '1e400',
    '0x10',
    '99999999999999999999',
    '-0',
    'null',
    'true',
    '1.5',
  ],
  ...[
    '__proto__',
    '"__proto__":{"polluted":1},',
    'constructor',
    '../',
    '/etc/passwd',
    '%',
    '#',
    '\u001b[31m',
    '\ud800',
    '\\ud800',
  ],
  ...[
    '&a [',
    '*a',
    '<<: *a',
    '!!js/function "x"',
    '!!python/object:os.system ',
    '---\n',
    '%YAML 1.1\n',
    '? ',
    '| ',
    '> ',
    '@',
    '`',
    '~',
  ],
  ...[
    new Uint8Array([0xff]),
    new Uint8Array([0xc0, 0xaf]),
    new Uint8Array([0xed, 0xa0, 0x80]),
    new Uint8Array([0xf5, 0x80, 0x80, 0x80]),
  ],
]

/** A change of bytes: some are flipped, cut, taken out, doubled, put in, exchanged, or read as another number. */
export const byteChanges = fc.record({
  how: fc.constantFrom(
    'flip',
    'set',
    'cut',
    'delete',
    'double',
    'repeat',
    'insert',
    'number',
    'digits',
    'deepen',
    'swap',
  ),
  at: fc.nat(),
  length: fc.oneof(fc.nat(8), fc.nat(200)),
  value: fc.nat(255),
  piece: fc.nat(),
})
export type ByteChange = typeof byteChanges extends fc.Arbitrary<infer C> ? C : never

export const changedBytes = (bytes: Uint8Array, { how, at, length, value, piece }: ByteChange): Uint8Array => {
  const start = at % (bytes.length + 1)
  const end = Math.min(bytes.length, start + length)
  const [before, part, after] = [bytes.subarray(0, start), bytes.subarray(start, end), bytes.subarray(end)]
  const joined = (...parts: readonly (Uint8Array | string)[]) =>
    Buffer.concat(parts.map(each => Buffer.from(each as string)))
  if (how === 'cut') return before
  if (how === 'delete') return joined(before, after)
  if (how === 'double') return joined(before, part, part, after)
  if (how === 'repeat') return joined(before, ...Array.from({ length: 1 + (value % 64) * 32 }, () => part), after)
  if (how === 'insert') return joined(before, pieces[piece % pieces.length]!, part, after)
  if (how === 'deepen') return joined(before, (value % 2 === 0 ? '[' : '{"a":').repeat(10 ** (1 + (piece % 5))), after)
  if (how === 'swap') return joined(before, after.subarray(0, length), part, after.subarray(length))
  const changed = Buffer.from(bytes)
  if (how === 'flip' && start < bytes.length) changed[start]! ^= 1 << (value % 8)
  if (how === 'set' && start < bytes.length) changed[start] = value
  if (how === 'number') writeNumber(changed, start, numbers[piece % numbers.length]!, value)
  if (how === 'digits')
    return Buffer.from(digits(changed.toString('latin1'), at, pieces[piece % pieces.length]!), 'latin1')
  return changed
}

/** A number of 1, 2, 4 or 8 bytes, in either order. */
const writeNumber = (bytes: Buffer, at: number, number: number, kind: number): void => {
  const size = [1, 2, 4, 8][kind % 4]!
  if (at + size > bytes.length) return
  const wide = Buffer.alloc(8)
  wide.writeBigUInt64LE(BigInt(number))
  const part = wide.subarray(0, size)
  bytes.set(kind % 8 < 4 ? part : part.reverse(), at)
}

/** One of the numbers that are written in digits is exchanged. */
const digits = (text: string, at: number, piece: string | Uint8Array): string => {
  const found = [...text.matchAll(/\d+(?:\.\d+)?/g)]
  const one = found[at % Math.max(1, found.length)]
  const put = Buffer.from(piece as string).toString('latin1')
  return one === undefined ? text : text.slice(0, one.index) + put + text.slice(one.index + one[0].length)
}
