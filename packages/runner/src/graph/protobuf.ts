/** Protocol buffers' wire format, as far as graphs and event files need it: nothing is built but nested lists of bytes. */
export type Message = Uint8Array | readonly Message[]

const encoder = new TextEncoder()

/** Most are lengths, ids and sides: BigInt is for what 32 bits do not hold, and for numbers below zero. */
const number = (value: number): Uint8Array => {
  if (value >= 0 && value < 2 ** 31) return short(value)
  let left = BigInt.asUintN(64, BigInt(value))
  const out: number[] = []
  for (; left > 127n; left >>= 7n) out.push(Number(left & 127n) | 128)
  out.push(Number(left))
  return Uint8Array.from(out)
}
const short = (value: number): Uint8Array => {
  const out: number[] = []
  let left = value
  for (; left > 127; left >>>= 7) out.push((left & 127) | 128)
  out.push(left)
  return Uint8Array.from(out)
}
const key = (index: number, wire: number): Uint8Array => number(index * 8 + wire)

export const varint = (index: number, value: number): Message => [key(index, 0), number(value)]
export const float = (index: number, value: number): Message => [
  key(index, 5),
  new Uint8Array(Float32Array.of(value).buffer),
]
export const double = (index: number, value: number): Message => [
  key(index, 1),
  new Uint8Array(Float64Array.of(value).buffer),
]
export const text = (index: number, value: string): Message => field(index, encoder.encode(value))
/** A nested message, or bytes, with its length before it. */
export const field = (index: number, message: Message): Message => [key(index, 2), number(lengthOf(message)), message]

const lengthOf = (message: Message): number =>
  message instanceof Uint8Array ? message.length : message.reduce((sum, part) => sum + lengthOf(part), 0)

export const bytes = (message: Message): Uint8Array => {
  const parts = flat(message, [])
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
const flat = (message: Message, into: Uint8Array[]): Uint8Array[] => {
  if (message instanceof Uint8Array) into.push(message)
  else for (const part of message as readonly Message[]) flat(part, into)
  return into
}
