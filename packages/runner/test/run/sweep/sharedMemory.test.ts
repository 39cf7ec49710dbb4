import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { shareMemory } from '../../../src/run/sweep/sharedMemory.js'

const shared = (all: number) => {
  const waited: (readonly [number, number, number])[] = []
  const went: number[] = []
  const memory = shareMemory(all, (...each) => waited.push(each))
  const take = async (who: number, bytes: number | undefined) => {
    await memory.take(who, bytes)
    went.push(who)
  }
  const settled = () => new Promise(done => setImmediate(done))
  return { memory, take, waited, went, settled }
}

test('who fits goes on at once; who does not waits, is told of, and goes on when enough is given back', async () => {
  const { memory, take, waited, went, settled } = shared(100)
  void take(1, 40)
  void take(2, 50)
  void take(3, 30)
  await settled()
  assert.equal(went, [1, 2])
  assert.equal(waited, [[3, 30, 10]])
  assert.not.ok(memory.hasRoom())
  memory.free(1)
  await settled()
  assert.equal(went, [1, 2, 3])
})

test('one alone never waits, and what nobody knows counts as the largest that is known', async () => {
  const { memory, take, waited, went, settled } = shared(100)
  void take(1, 900)
  void take(2, undefined)
  await settled()
  assert.equal(went, [1])
  assert.equal(waited, [[2, 900, 0]])
  memory.free(1)
  await settled()
  assert.equal(went, [1, 2])
})

test('the next part of a sequence takes the place of the one before it', async () => {
  const { take, went, settled } = shared(100)
  void take(1, 80)
  void take(1, 90)
  await settled()
  assert.equal(went, [1, 1])
})

test('who ends while it waits is waited for no more', async () => {
  const { memory, take, went, settled } = shared(100)
  void take(1, 90)
  void take(2, 50)
  void take(3, 5)
  await settled()
  assert.equal(went, [1], 'nobody overtakes')
  memory.free(2)
  await settled()
  assert.equal(went, [1, 3])
})

test.run()
