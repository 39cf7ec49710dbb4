import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ahead } from '../../src/tokenize/ahead.js'

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
const collected = async <Made>(made: AsyncIterable<Made>): Promise<Made[]> => {
  const all: Made[] = []
  for await (const each of made) all.push(each)
  return all
}

test('the order is that of the items, however long each takes', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 3 }),
      async (pauses, depth) => {
        const prepare = async (i: number) => {
          await pause(pauses[i]!)
          return 10 * i
        }
        assert.equal(
          await collected(ahead(pauses.keys(), prepare, depth)),
          pauses.map((_, i) => 10 * i),
        )
      },
    ),
    { numRuns: 40 },
  ))

test('the next items are begun before one is handed out, and no more', async () => {
  for (const depth of [0, 1, 2]) {
    const begun: number[] = []
    const prepare = async (i: number) => {
      begun.push(i)
      return i
    }
    let handed = 0
    for await (const i of ahead([0, 1, 2, 3, 4, 5], prepare, depth)) {
      assert.is(i, handed++)
      assert.is(begun.length, Math.min(6, i + 1 + depth))
    }
    assert.is(handed, 6)
  }
})

test('what must be fetched first is fetched before its turn', async () => {
  const log: string[] = []
  const step = (name: string) => async (i: number) => {
    await pause(1)
    log.push(`${name} ${i}`)
    return i
  }
  for await (const i of ahead(ahead([0, 1, 2], step('fetched')), step('prepared'))) log.push(`used ${i}`)
  for (const i of [0, 1])
    assert.ok(log.indexOf(`fetched ${i + 1}`) < log.indexOf(`used ${i}`), `${i + 1} was late: ${log.join(', ')}`)
})

test('a failure is told in its turn', async () => {
  const used: number[] = []
  const failing = async (i: number) => {
    if (i === 1) throw new Error('number 1')
    return i
  }
  try {
    for await (const i of ahead([0, 1, 2], failing, 2)) {
      await pause(5)
      used.push(i)
    }
    assert.unreachable()
  } catch (error) {
    assert.is((error as Error).message, 'number 1')
  }
  assert.equal(used, [0])
})

test('a failure of the items comes after those before it', async () => {
  const items = function* () {
    yield 0
    throw new Error('no more items')
  }
  const used: number[] = []
  try {
    for await (const i of ahead(items(), async i => i)) used.push(i)
    assert.unreachable()
  } catch (error) {
    assert.is((error as Error).message, 'no more items')
  }
  assert.equal(used, [0])
})

test('who leaves early leaves nothing running and closes the items', async () => {
  let running = 0
  let closed = false
  const items = function* () {
    try {
      for (let i = 0; ; i++) yield i
    } finally {
      closed = true
    }
  }
  const prepare = async (i: number) => {
    running++
    await pause(5 * i)
    running--
    return i
  }
  const signal = AbortSignal.timeout(0)
  for await (const _ of ahead(ahead(items(), prepare), prepare, 2)) {
    await pause(5)
    if (signal.aborted) break
  }
  assert.equal([running, closed], [0, true])
})

test.run()
