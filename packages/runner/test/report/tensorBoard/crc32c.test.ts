import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { crc32c, maskedCrc32c } from '../../../src/report/tensorBoard/crc32c.js'
import { record } from '../../../src/report/tensorBoard/record.js'

const ascending = Uint8Array.from({ length: 32 }, (_, i) => i)

test('checksums are those that RFC 3720 lists', () => {
  assert.is(crc32c(new Uint8Array(32)), 0x8a9136aa)
  assert.is(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43)
  assert.is(crc32c(ascending), 0x46dd794e)
  assert.is(crc32c(ascending.toReversed()), 0x113fdb5c)
  assert.is(crc32c(new TextEncoder().encode('123456789')), 0xe3069283)
  assert.is(crc32c(new Uint8Array()), 0)
})

test('a masked checksum is the one turned by 15 bits with a constant added', () => {
  const crc = 0xe3069283n
  const turned = (crc >> 15n) | ((crc << 17n) & 0xffffffffn)
  assert.is(maskedCrc32c(new TextEncoder().encode('123456789')), Number((turned + 0xa282ead8n) & 0xffffffffn))
})

test('a record is its length, its bytes, and the checksum of each', () => {
  const made = record(Uint8Array.of(7, 8, 9))
  const view = new DataView(made.buffer)
  assert.is(made.length, 8 + 4 + 3 + 4)
  assert.is(view.getBigUint64(0, true), 3n)
  assert.is(view.getUint32(8, true), maskedCrc32c(Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0)))
  assert.equal([...made.subarray(12, 15)], [7, 8, 9])
  assert.is(view.getUint32(15, true), maskedCrc32c(Uint8Array.of(7, 8, 9)))
})

test.run()
