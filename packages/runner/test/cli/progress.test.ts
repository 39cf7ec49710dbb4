import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { runProgress } from '../../src/cli/progress.js'
import { cutLines, metricText, table } from '../../src/cli/table.js'
import type { Terminal } from '../../src/cli/terminal.js'

const recorded = (isTerminal: boolean) => {
  const lines: string[] = []
  const to: Terminal = {
    isTerminal,
    out: line => lines.push(`out ${line}`),
    err: line => lines.push(`err ${line}`),
    live: line => isTerminal && lines.push(`live ${line}`),
    clear: () => {},
  }
  return { lines, show: runProgress(to) }
}
const step = (step: number) =>
  ({ event: 'step', step, total: 3, epoch: 0, loss: 0.25, rate: 1e-5, norm: 1, rows: 16 }) as const

test('in a terminal one line goes on, and what is worth keeping stays', () => {
  const { lines, show } = recorded(true)
  show({ event: 'started', folder: 'runs/a-1', engine: 'wasm' })
  show({ event: 'evaluating', evaluator: 'evaluate.similarity', done: 8, total: 16 })
  show(step(1))
  show(step(2))
  show({ event: 'evaluation', moment: 'during', step: 2, metrics: { 'dev.spearman_cosine': 0.5 } })
  show({ event: 'warning', sentence: 'careful' })
  show({ event: 'stopped early', step: 2, best: { metric: 'dev.spearman_cosine', value: 0.5, step: 1 } })
  assert.is(lines[0], 'err runs/a-1 (wasm engine)')
  assert.is(lines[1], 'live evaluate.similarity 8 / 16')
  assert.is(lines[2], 'live step 1 / 3  loss 0.2500  rate 1.0e-5')
  assert.match(lines[3]!, /^live step 2 \/ 3 {2}loss 0\.2500 {2}rate 1\.0e-5 {2}\d+\.\d pairs\/s {2}\d+(\.\d)? s left$/)
  assert.equal(lines.slice(4), [
    'err step 2: dev.spearman_cosine 0.5000',
    'err warning: careful',
    'err stopped early at step 2: no gain since step 1',
  ])
})

test('elsewhere only the first and the last step are lines, and others once in ten seconds', () => {
  const { lines, show } = recorded(false)
  for (const each of [1, 2, 3]) show(step(each))
  assert.equal(
    lines.map(line => line.slice(0, 14)),
    ['err step 1 / 3', 'err step 3 / 3'],
  )
})

test('a table has its numbers on the right', () => {
  assert.is(
    table([
      ['metric', 'before', 'after'],
      ['dev.accuracy', '0.5000', '-0.2500'],
    ]),
    'metric        before    after\ndev.accuracy  0.5000  -0.2500',
  )
  assert.equal([metricText(undefined), metricText(Number.NaN), metricText(0.12345)], ['', 'NaN', '0.1235'])
})

test('cut texts, split by split', () => {
  assert.equal(cutLines({}), [])
  assert.equal(cutLines({ train: 12, dev: 1 }), [
    '12 texts of train cut at the longest length',
    '1 text of dev cut at the longest length',
  ])
})

test.run()
