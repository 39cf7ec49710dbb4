/** Protocol buffers' wire format, as far as graphs and event files need it: one byte, several, texts, lists and nested messages. */
export type Message = number | string | Uint8Array | readonly Message[] | Nested

/** A message whose length is written before it. */
interface Nested {
  readonly inside: Message
}

/** Most are lengths, ids and sides: BigInt is for what 32 bits do not hold, and for numbers below zero. */
const number = (value: number): Message => {
  if (value >= 0 && value < 128) return value
  const out: number[] = []
  if (value >= 0 && value < 2 ** 31) {
    let left = value
    for (; left > 127; left >>>= 7) out.push((left & 127) | 128)
    out.push(left)
  } else {
    let left = BigInt.asUintN(64, BigInt(value))
    for (; left > 127n; left >>= 7n) out.push(Number(left & 127n) | 128)
    out.push(Number(left))
  }
  return out
}
const key = (index: number, wire: number): Message => number(index * 8 + wire)

export const varint = (index: number, value: number): Message => [key(index, 0), number(value)]
export const float = (index: number, value: number): Message => [
  key(index, 5),
  new Uint8Array(Float32Array.of(value).buffer),
]
export const double = (index: number, value: number): Message => [
  key(index, 1),
  new Uint8Array(Float64Array.of(value).buffer),
]
export const text = (index: number, value: string): Message => field(index, value)
/** A nested message, or bytes, with its length before it. */
export const field = (index: number, inside: Message): Message => [key(index, 2), { inside }]

/** Written from the end, so that a message's length is known where it stands. */
export const bytes = (message: Message): Uint8Array => {
  let out = new Uint8Array(4096)
  let written = 0
  /** The place of so many bytes before those that are written. */
  const before = (count: number): number => {
    if (written + count > out.length) {
      const larger = new Uint8Array(2 * (written + count))
      larger.set(out.subarray(out.length - written), larger.length - written)
      out = larger
    }
    written += count
    return out.length - written
  }
  const write = (part: Message): void => {
    if (typeof part === 'number') {
      const at = before(1) // before `out` is read: it may be another then
      out[at] = part
    } else if (typeof part === 'string') write(encoder.encode(part))
    else if (part instanceof Uint8Array) {
      const at = before(part.length)
      out.set(part, at)
    } else if ('inside' in part) {
      const after = written
      write(part.inside)
      write(number(written - after))
    } else for (let i = part.length - 1; i >= 0; i--) write(part[i]!)
  }
  write(message)
  return out.slice(out.length - written)
}
const encoder = new TextEncoder()
