import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readNumbers, readReady } from '../src/protocol.js'

test('the first line says that the worker is ready, with its threads and versions', () => {
  const line = '{"ready": true, "threads": 2, "versions": {"python": "3.11.7"}}'
  assert.equal(readReady('train.py', line), { threads: 2, versions: { python: '3.11.7' } })
})

test('or why there is nothing to measure', () => {
  assert.equal(readReady('train.js', '{"unavailable": "no bfloat16 here"}'), { unavailable: 'no bfloat16 here' })
})

test('another first line is refused', () => {
  assert.throws(
    () => readReady('train.py', '{"seconds": 1}'),
    'train.py needs to begin with {"ready": true, "threads", "versions"}; its first line is {"seconds": 1}',
  )
})

test('an answer has the numbers that were asked for', () => {
  assert.equal(readNumbers('train.py', '{"seconds": 1.5, "steps": 2, "pairs": 32}', ['seconds', 'pairs']), {
    seconds: 1.5,
    pairs: 32,
  })
})

test("a worker's own sentence is passed on with its name", () => {
  assert.throws(
    () => readNumbers('train.py', '{"error": "no steps are left"}', ['seconds']),
    /^train.py: no steps are left$/,
  )
})

test('an answer without a number is refused with what is missing', () => {
  const line = '{"seconds": "1", "steps": 2}'
  assert.throws(
    () => readNumbers('train.py', line, ['seconds', 'steps', 'loss']),
    /needs to answer seconds, loss; its line is/,
  )
})

test('a line that is no JSON object is shown, shortened', () => {
  assert.throws(
    () => readNumbers('train.py', 'Hello', ['seconds']),
    /^train.py speaks one JSON object a line; this line is Hello$/,
  )
  assert.throws(() => readNumbers('train.py', '[1]', ['seconds']), /one JSON object a line/)
  assert.throws(() => readNumbers('train.py', 'x'.repeat(300), ['seconds']), /is x{200}…$/)
})

test.run()
