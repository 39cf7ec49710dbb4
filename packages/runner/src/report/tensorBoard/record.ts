import { maskedCrc32c } from './crc32c.js'

/** A TFRecord: the length in 8 bytes and its checksum, the bytes and theirs; little-endian. */
export const record = (content: Uint8Array): Uint8Array => {
  const out = new Uint8Array(content.length + 16)
  const view = new DataView(out.buffer)
  view.setBigUint64(0, BigInt(content.length), true)
  view.setUint32(8, maskedCrc32c(out.subarray(0, 8)), true)
  out.set(content, 12)
  view.setUint32(12 + content.length, maskedCrc32c(content), true)
  return out
}
