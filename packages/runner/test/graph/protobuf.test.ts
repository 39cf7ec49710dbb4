import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { bytes, field, float, text, varint } from '../../src/graph/protobuf.js'

const hex = (message: Parameters<typeof bytes>[0]) => Buffer.from(bytes(message)).toString('hex')

// The examples of protobuf.dev, "Encoding".
test('numbers, texts and nested messages are the wire format', () => {
  assert.is(hex(varint(1, 150)), '089601')
  assert.is(hex(text(2, 'testing')), '120774657374696e67')
  assert.is(hex(field(3, varint(1, 150))), '1a03089601')
})

test('a negative number takes ten bytes, a float four', () => {
  assert.is(hex(varint(1, -1)), `08${'ff'.repeat(9)}01`)
  assert.is(hex(float(4, 1)), '250000803f')
})

test.run()
