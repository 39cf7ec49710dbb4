import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { mostTimes, unpackedTooFar } from './unpackedTooFar.js'

export interface Member {
  readonly name: string
  readonly bytes: number
  readonly packedBytes: number
  readonly deflated: boolean
  readonly crc: number
  readonly at: number
}

/**
 * Unpacks the members of a zip file that `target` gives a path, as streams, and checks each one's CRC-32.
 * A wheel is a zip file; this reads what wheels use: stored and deflated members, below 4 GB.
 */
export const unzip = async (
  path: string,
  target: (name: string) => string | undefined,
  progress: (fraction: number) => void = () => {},
): Promise<readonly string[]> => {
  const file = await open(path)
  try {
    const members = (await directory(file)).filter(({ name }) => !name.endsWith('/') && target(name) !== undefined)
    const total = members.reduce((sum, { bytes }) => sum + bytes, 0)
    let done = 0
    for (const member of members) {
      await unpack(file, member, target(member.name)!, bytes => {
        done += bytes
        progress(done / total)
      })
    }
    return members.map(({ name }) => name)
  } finally {
    await file.close()
  }
}

const unpack = async (file: FileHandle, member: Member, target: string, count: (bytes: number) => void) => {
  if (unpackedTooFar(member.bytes, member.packedBytes))
    throw new Error(`${member.name} unpacks to more than ${mostTimes} times its size`)
  await mkdir(dirname(target), { recursive: true })
  // The local header's name and extra field may differ in length from the directory's.
  const header = await bytesAt(file, member.at, 30)
  const start = member.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  let crc = 0
  let bytes = 0
  const check = new Transform({
    transform: (chunk: Buffer, _, next) => {
      crc = crc32(chunk, crc)
      bytes += chunk.length
      count(chunk.length)
      next(bytes > member.bytes ? new Error(`${member.name} is damaged`) : null, chunk)
    },
  })
  const unpacked = member.deflated ? createInflateRaw({ chunkSize: 1 << 20 }) : new PassThrough()
  await pipeline(packedBytes(file, start, member.packedBytes), unpacked, check, createWriteStream(target))
  if (crc !== member.crc || bytes !== member.bytes) throw new Error(`${member.name} is damaged`)
}

async function* packedBytes(file: FileHandle, start: number, length: number) {
  for (let done = 0; done < length; ) {
    const chunk = await bytesAt(file, start + done, Math.min(length - done, 1 << 20))
    done += chunk.length
    yield chunk
  }
}

const directory = async (file: FileHandle): Promise<readonly Member[]> => {
  const { size } = await file.stat()
  const tail = await bytesAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error('it is not a whole zip file')
  const count = tail.readUInt16LE(end + 10)
  const entries = await bytesAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const members: Member[] = []
  for (let at = 0; members.length < count; ) {
    if (entries.readUInt32LE(at) !== 0x02014b50) throw new Error('its list of members is damaged')
    const nameLength = entries.readUInt16LE(at + 28)
    members.push({
      name: entries.toString('utf8', at + 46, at + 46 + nameLength),
      deflated: entries.readUInt16LE(at + 10) === 8,
      crc: entries.readUInt32LE(at + 16),
      packedBytes: entries.readUInt32LE(at + 20),
      bytes: entries.readUInt32LE(at + 24),
      at: entries.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + entries.readUInt16LE(at + 30) + entries.readUInt16LE(at + 32)
  }
  return members
}

/** What a file says of itself may lead anywhere, and more than 2 GB at once end the process. */
const mostAtOnce = 2 ** 30

const bytesAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  if (length > mostAtOnce || position + length > (await file.stat()).size) throw new Error('it ends too early')
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw new Error('it ends too early')
  return buffer
}
