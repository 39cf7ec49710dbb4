import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Contestant } from '../src/row.js'
import { inTurns, mapped, withWorkers } from '../src/turns.js'

const script = fileURLToPath(new URL('./fakeWorker.mjs', import.meta.url))
const contestant = (name: string, ...words: string[]): Contestant => ({
  name,
  side: 'ours',
  command: { who: name, program: process.execPath, words: [script, ...words] },
})

test('all take turns, and each round keeps what each made of it', async () => {
  const order: string[] = []
  const side = (name: string, numbers: number[]) => async () => {
    order.push(name)
    return numbers.shift()!
  }
  const reported: number[] = []
  const turns = { ours: side('ours', [1, 2]), first: side('first', [3, 4]), second: side('second', [5, 6]) }
  const rounds = await inTurns(2, turns, (_, number) => reported.push(number))
  assert.equal(order, ['ours', 'first', 'second', 'ours', 'first', 'second'])
  assert.equal(rounds, [
    { ours: 1, first: 3, second: 5 },
    { ours: 2, first: 4, second: 6 },
  ])
  assert.equal(reported, [1, 2])
})

test('who says that it is not available takes no turn, and its sentence is kept', async () => {
  const { steps, unavailable } = await withWorkers(
    [contestant('here'), contestant('away', 'unavailable')],
    async ({ workers, unavailable }) => {
      const turns = mapped(workers, worker => () => worker.ask({ steps: 2 }, ['pairs']))
      return { steps: await inTurns(1, turns), unavailable }
    },
  )
  assert.equal(steps, [{ here: { pairs: 32 } }])
  assert.equal(unavailable, { away: 'train has no setting for it' })
})

test.run()
