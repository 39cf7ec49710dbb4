import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { processesOf } from '../../../src/run/folder/processes.js'
import { openRecording } from '../../../src/run/folder/recording.js'
import { runFolderAt } from '../../../src/run/runFolder.js'
import { stopwatch } from '../../../src/run/stopwatch.js'
import { cosine, head, json, training } from '../tiny.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-recording-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openRecording(runFolderAt(folder), json([...head, cosine, training()]), stopwatch().spent)
const step = (number: number) => ({
  ...({ event: 'step', step: number, total: 9, epoch: 0, loss: 1 / number, rate: 2e-5, norm: 1 } as const),
  ...{ rows: 16, tokens: 200, padded: 20, input: { rows: { train: [number] }, hash: 'cafe' } },
})
const stepsIn = (name: string): readonly number[] =>
  existsSync(join(folder, name))
    ? readFileSync(join(folder, name), 'utf8')
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line).step)
    : []

test('steps are held for a moment, and written before anything else that happens', async () => {
  const { listen, flush } = await open()
  await listen(step(1))
  assert.equal(stepsIn('metrics.jsonl'), [1])
  for (const number of [2, 3]) await listen(step(number))
  assert.equal(stepsIn('metrics.jsonl'), [1])
  await listen({ event: 'evaluation', moment: 'during', step: 3, metrics: { 'dev.loss': 0.5 } })
  assert.equal(stepsIn('metrics.jsonl'), [1, 2, 3, 3])
  assert.equal(stepsIn('trace.jsonl'), [1, 2, 3])
  await listen(step(4))
  flush()
  assert.equal(stepsIn('metrics.jsonl'), [1, 2, 3, 3, 4])
  assert.equal(stepsIn('trace.jsonl'), [1, 2, 3, 4])
  flush()
  assert.equal(stepsIn('metrics.jsonl').length, 5)
})

test('a log that a process was killed in the midst of goes on with a whole line', async () => {
  const log = join(folder, 'log.jsonl')
  const { listen } = await open()
  await listen({ event: 'started', folder, engine: 'wasm' })
  appendFileSync(log, '{"at":"2026-11-26T09:35:12.000Z","event":"warn')
  const again = await open()
  await again.listen({ event: 'started', folder, engine: 'wasm' })
  const events = readFileSync(log, 'utf8').trimEnd().split('\n')
  assert.equal(
    events.slice(-2).map(line => JSON.parse(line).event),
    ['started', 'started'],
  )
  assert.is((await processesOf(folder)).length, 2, 'each process is told')
})

test('a step that comes later is written at once, with those that were held', async () => {
  const { listen } = await open()
  const before = stepsIn('metrics.jsonl')
  for (const number of [5, 6]) await listen(step(number))
  await new Promise(resolve => setTimeout(resolve, 300))
  await listen(step(7))
  assert.equal(stepsIn('metrics.jsonl'), [...before, 5, 6, 7])
})

test.run()
