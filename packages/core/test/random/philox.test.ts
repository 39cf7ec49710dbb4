import { createHash } from 'node:crypto'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { philox, philoxLanes, philoxWords } from '../../src/random/philox.js'

const hex = (words: Iterable<number>) => [...words].map(word => word.toString(16).padStart(8, '0')).join(' ')

test('agrees with the known answers that Random123 publishes', () => {
  assert.is(hex(philox([0, 0], [0, 0, 0, 0])), '6627e8d5 e169c58d bc57ac4c 9b00dbd8')
  const ones = 0xffffffff
  assert.is(hex(philox([ones, ones], [ones, ones, ones, ones])), '408f276d 41c83b0e a20bc7c6 6d5451fd')
  assert.is(
    hex(philox([0xa4093822, 0x299f31d0], [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344])),
    'd16cfe09 94fdcceb 5001e420 24126ea1',
  )
})

test('block i of a stream is the block of counter i', () => {
  const stream = 5 * 4096 + 3 + 2 ** 33
  const words = philoxWords(42 + 2 ** 32, stream, 10)
  assert.is(words.length, 10)
  const upper = [stream % 2 ** 32, Math.floor(stream / 2 ** 32)] as const
  const expected = [0, 1, 2].flatMap(i => philox([42, 1], [i, 0, ...upper]))
  assert.equal([...words], expected.slice(0, 10))
})

test('streams are those that TensorFlow 2.21 draws with StatelessRandomUniformFullIntV2', () => {
  assert.equal([...philoxLanes(42, 4097, 8)], [7851, 51356, 44756, 44602, 9836, 18713, 55173, 31218])
  assert.equal([...philoxLanes(2 ** 40 + 7, 2 ** 33 + 5, 8)], [40359, 360, 3965, 22280, 1200, 50945, 38976, 11224])
  const million = philoxWords(42, 4097, 2_000_000)
  const digest = createHash('sha256').update(new Uint8Array(million.buffer)).digest('hex')
  assert.is(digest, '480a30ae33488b1a135c7a8162c7647f95ac27829d00881bf102ee128dfbeeed')
})

test('lanes are the low and then the high half of each word', () => {
  const [word] = philoxWords(7, 3, 1)
  assert.equal([...philoxLanes(7, 3, 3)].slice(0, 2), [word! & 0xffff, word! >>> 16])
  assert.is(philoxLanes(7, 3, 3).length, 3)
})

test('lanes of different seeds, steps and sites differ, and are spread evenly', () => {
  const a = philoxLanes(1, 4096, 20000)
  assert.is.not(hex(a.subarray(0, 8)), hex(philoxLanes(2, 4096, 8)))
  assert.is.not(hex(a.subarray(0, 8)), hex(philoxLanes(1, 4097, 8)))
  const below = a.filter(lane => lane < 6554).length / a.length
  assert.ok(Math.abs(below - 0.1) < 0.01, `${below} of the lanes lie below a tenth`)
})

test.run()
