import { crc32, deflateRawSync } from 'node:zlib'

/** A zip file with these members, deflated. */
export const zip = (members: Readonly<Record<string, Uint8Array | string>>): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(members)) {
    const bytes = Buffer.from(content as string)
    const packed = deflateRawSync(bytes)
    const sizes = [crc32(bytes), packed.length, bytes.length]
    const local = Buffer.concat([
      numbers([4, 0x04034b50], [2, 20, 0, 8, 0, 0], [4, ...sizes], [2, name.length, 0]),
      Buffer.from(name),
      packed,
    ])
    directory.push(
      numbers([4, 0x02014b50], [2, 20, 20, 0, 8, 0, 0], [4, ...sizes], [2, name.length, 0, 0, 0, 0], [4, 0, at]),
      Buffer.from(name),
    )
    locals.push(local)
    at += local.length
  }
  const list = Buffer.concat(directory)
  const count = locals.length
  return Buffer.concat([
    ...locals,
    list,
    numbers([4, 0x06054b50], [2, 0, 0, count, count], [4, list.length, at], [2, 0]),
  ])
}

/** Little-endian numbers, each group with its size in bytes before it. */
const numbers = (...groups: readonly (readonly number[])[]): Buffer =>
  Buffer.concat(
    groups.flatMap(([size, ...values]) =>
      values.map(value => {
        const bytes = Buffer.alloc(size!)
        bytes.writeUIntLE(value, 0, size!)
        return bytes
      }),
    ),
  )
