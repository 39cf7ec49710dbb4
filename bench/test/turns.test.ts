import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { inTurns } from '../src/turns.js'

test('ours and the reference take turns, and each round keeps both', async () => {
  const order: string[] = []
  const side = (name: string, numbers: number[]) => async () => {
    order.push(name)
    return numbers.shift()!
  }
  const reported: number[] = []
  const rounds = await inTurns(2, side('ours', [1, 2]), side('reference', [3, 4]), (_, number) => reported.push(number))
  assert.equal(order, ['ours', 'reference', 'ours', 'reference'])
  assert.equal(rounds, [
    { ours: 1, reference: 3 },
    { ours: 2, reference: 4 },
  ])
  assert.equal(reported, [1, 2])
})

test.run()
