import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openRecording } from '../../../src/run/folder/recording.js'
import { runFolderAt } from '../../../src/run/runFolder.js'
import { stopwatch } from '../../../src/run/stopwatch.js'
import { cosine, head, json, training } from '../tiny.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-recording-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

test('recording a step takes less than 1 % of one of 100 ms', async () => {
  const recording = await openRecording(runFolderAt(folder), json([...head, cosine, training()]), stopwatch().spent)
  const times: number[] = []
  const total = 2000
  for (let step = 1; step <= total; step++) {
    const began = performance.now()
    const [loss, rate, norm] = [1 / step, 2e-5 * (step / total), Math.sqrt(step)]
    await recording.listen({
      event: 'step',
      step,
      total,
      epoch: 0,
      loss,
      rate,
      norm,
      rows: 16,
      tokens: 200,
      padded: 20,
    })
    times.push(performance.now() - began)
  }
  await recording.close()
  assert.is(readFileSync(join(folder, 'metrics.jsonl'), 'utf8').trimEnd().split('\n').length, total)
  const median = times.sort((a, b) => a - b)[total / 2]!
  console.log(`recording a step: ${median.toFixed(3)} ms`)
  assert.ok(median < 1, `${median} ms`)
})

test.run()
