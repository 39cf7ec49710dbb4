// Points that run at once: a line each in a terminal, plain lines that say which point they are of elsewhere.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { experimentProgress } from '../../src/cli/experimentProgress.js'
import { plain } from '../../src/cli/paint.js'
import type { Terminal } from '../../src/cli/terminal.js'
import type { RunEvent } from '../../src/run/runEvent.js'

const recorded = (isLive: boolean) => {
  const lines: string[] = []
  let block: readonly string[] = []
  let now = 0
  const to: Terminal = {
    isLive,
    out: line => lines.push(line),
    err: line => lines.push(line),
    note: line => lines.push(line),
    live: draw => {
      block = draw(79)
    },
    clear: () => {},
    width: 80,
    paint: plain,
    errors: { width: 80, paint: plain },
  }
  const show = experimentProgress(to, () => now)
  return { lines, block: () => block, show, wait: (milliseconds: number) => (now += milliseconds) }
}
const chosen = (is: number) => [{ stage: 'train', setting: 'seed', is }]
const step = (number: number, step: number): RunEvent => ({
  event: 'in point',
  number,
  told: {
    event: 'step',
    step,
    total: 40,
    epoch: 0,
    loss: 0.25,
    rate: 1e-5,
    norm: 1,
    rows: 16,
    tokens: 10,
    padded: 20,
  },
})
const begun: readonly RunEvent[] = [
  { event: 'side by side', processes: 2, threads: 1, memory: 4e9 },
  { event: 'point', number: 1, of: 3, chosen: chosen(1) },
  { event: 'point', number: 2, of: 3, chosen: chosen(2) },
]

test('in a terminal each point has a line with how far it is, below the lines that stay', () => {
  const { lines, block, show } = recorded(true)
  for (const event of [...begun, step(1, 10)]) show(event)
  show({ event: 'waits for memory', point: 2, bytes: 3e9, left: 1e9 })
  assert.equal(lines, [
    'up to 2 points at once, 1 thread each, within 4.00 GB of memory',
    'point 1 of 3: train.seed 1',
    'point 2 of 3: train.seed 2',
    'point 2 waits: it takes about 3.00 GB of memory, and 1.00 GB are left beside the others',
  ])
  assert.match(block()[0]!, /25 % {2}point 1 {2}loss 0\.2500/)
  assert.equal(block().slice(1), ['point 2  waits for memory', '0 of 3 points done'])
  show({ event: 'point ended', number: 1, of: 3, metrics: { 'dev.loss': 0.5 } })
  show({ event: 'point ended', number: 2, of: 3, why: ['it failed'] })
  assert.equal(lines.slice(-2), ['point 1 of 3 is done: dev.loss 0.5000', 'point 2 of 3 failed: it failed'])
  assert.equal(block(), ['1 of 3 points done, 1 failed'])
})

test('where lines stay, steps are told now and then, each with its point; warnings at once', () => {
  const { lines, show, wait } = recorded(false)
  for (const event of begun) show(event)
  show(step(1, 1))
  show(step(2, 1))
  wait(60_000)
  show(step(2, 2))
  show(step(2, 3))
  show({ event: 'in point', number: 1, told: { event: 'warning', sentence: 'texts were cut' } })
  assert.is(lines.length, 5)
  assert.match(lines[3]!, /^point 2: step 2 \/ 40 {2}loss 0\.2500/)
  assert.is(lines[4], 'point 1: warning: texts were cut')
})

test.run()
