import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readMetrics } from '../../../src/run/folder/metricsFile.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-metrics-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const step = (step: number) => ({ step, epoch: 0, loss: 0.5, rate: 1e-5, norm: 1 })
const read = (...lines: readonly string[]) => {
  writeFileSync(join(folder, 'metrics.jsonl'), lines.join('\n'))
  return readMetrics(folder)
}

test('a folder without metrics has none, and nothing is said of it', async () => {
  assert.equal(await readMetrics(folder), { lines: [], said: [] })
})

test('every line that a run writes is read: steps, evaluations, an early end, numbers that JSON has none for', async () => {
  const lines = [
    { step: 0, 'dev.spearman_cosine': null },
    { ...step(1), task: 'nli', parts: { dim_64: 0.25 }, norm: null },
    { step: 1, stoppedEarly: true, best: { metric: 'dev.loss', value: 1, step: 0 } },
    { step: 1, trained: true, 'dev.spearman_cosine': 0.5 },
  ]
  const { lines: found, said } = await read(...lines.map(line => JSON.stringify(line)), '')
  assert.equal([found, said], [lines, []])
})

test('a line that a process was killed in the midst of is left out, and said', async () => {
  const { lines, said } = await read('{"step":0,"dev.loss":1}', JSON.stringify(step(1)), '{"step":2,"lo')
  assert.equal(lines, [{ step: 0, 'dev.loss': 1 }, step(1)])
  assert.equal(said, ['line 3 of metrics.jsonl is cut, as by a process that was killed: it is left out'])
})

test('lines of a run that a later version began are not read, since what they mean may have changed', async () => {
  writeFileSync(join(folder, 'manifest.json'), '{"manifest": 3}')
  const { lines, said } = await read(JSON.stringify(step(1)), '')
  rmSync(join(folder, 'manifest.json'))
  assert.equal(lines, [])
  assert.equal(said, [
    `${join(folder, 'manifest.json')} is of version 3, and the packages here read up to 2: update the @siamese packages; metrics.jsonl is not read`,
  ])
})

test('lines of an older manifest, and those beside a damaged one, are read', async () => {
  for (const manifest of ['{"manifest": 1}', '{"manif']) {
    writeFileSync(join(folder, 'manifest.json'), manifest)
    assert.equal(await read(JSON.stringify(step(1)), ''), { lines: [step(1)], said: [] })
  }
  rmSync(join(folder, 'manifest.json'))
})

test('a broken line is left out and named with what is wrong in it, those after it are read', async () => {
  const { lines, said } = await read(
    JSON.stringify(step(1)),
    JSON.stringify({ ...step(2), rate: 'fast' }),
    '{"step":-3,"dev.loss":1}',
    '[]',
    'null',
    JSON.stringify(step(4)),
    '',
  )
  assert.equal(lines, [step(1), step(4)])
  assert.equal(said, [
    'line 2 of metrics.jsonl: rate is "fast", it should be a number: the line is left out and 3 more',
  ])
})

test.run()
