import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEventFile } from '../../../src/run/folder/eventFile.js'
import { heldBack } from '../../../src/run/folder/heldBack.js'
import type { RunEvent } from '../../../src/run/runEvent.js'
import { python, pythonHas } from '../../referencePython.js'
import { cosine, head, json, onDev, training } from '../../run/tiny.js'

const withReader = pythonHas('tensorboard') ? test : test.skip
if (withReader === test.skip) console.log(`skipped: 2 ${python} has no tensorboard`)

const folder = mkdtempSync(join(tmpdir(), 'siamese-events-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

/** What the reader of TensorBoard makes of a folder: `[step, value]` of every number by its tag, and texts. */
const script = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
read = EventAccumulator(sys.argv[1], {"scalars": 0, "tensors": 0})
read.Reload()
tags = read.Tags()
print(json.dumps({
  "scalars": {tag: [[e.step, e.value] for e in read.Scalars(tag)] for tag in tags["scalars"]},
  "texts": {tag: [e.tensor_proto.string_val[0].decode() for e in read.Tensors(tag)] for tag in tags["tensors"]},
  "plugins": {tag: read.SummaryMetadata(tag).plugin_data.plugin_name for tag in tags["tensors"]},
}))
`
interface Read {
  readonly scalars: Readonly<Record<string, readonly (readonly [number, number])[]>>
  readonly texts: Readonly<Record<string, readonly string[]>>
  readonly plugins: Readonly<Record<string, string>>
}
const read = (): Read => {
  const said = spawnSync(python, ['-c', script, folder], { encoding: 'utf8' })
  assert.is(said.status, 0, said.stderr)
  return JSON.parse(said.stdout)
}

const step = (number: number, loss: number): RunEvent => ({
  event: 'step',
  step: number,
  total: 4,
  epoch: 0,
  loss,
  rate: 2 ** -10,
  norm: 1.5,
  rows: 8,
  tokens: 64,
  padded: 4,
})
const judged = (moment: 'before' | 'during' | 'after', at: number, value: number): RunEvent => ({
  event: 'evaluation',
  moment,
  step: at,
  metrics: { 'dev.spearman_cosine': value, 'nli.dev.accuracy': value / 2 },
})
const pipeline = json([...head, cosine, onDev, training()])

withReader(
  "TensorBoard's own reader finds every number under its tag and step, and the pipeline as a text",
  async () => {
    const files = heldBack(folder)
    const record = await openEventFile(folder, files, pipeline)
    for (const event of [
      judged('before', 0, 0.25),
      step(1, 0.5),
      step(2, 0.375),
      judged('during', 2, 0.5),
      step(3, 0.125),
    ])
      record(event, new Date())
    for (const event of [step(4, 0.0625), judged('after', 4, 0.75)]) record(event, new Date())
    files.write()
    const { scalars, texts, plugins } = read()
    assert.equal(scalars, {
      'dev/spearman_cosine': [
        [0, 0.25],
        [2, 0.5],
        [4, 0.75],
      ],
      'nli.dev/accuracy': [
        [0, 0.125],
        [2, 0.25],
        [4, 0.375],
      ],
      'train/loss': [
        [1, 0.5],
        [2, 0.375],
        [3, 0.125],
        [4, 0.0625],
      ],
      'train/rate': [1, 2, 3, 4].map(number => [number, 2 ** -10] as const),
      'train/norm': [1, 2, 3, 4].map(number => [number, 1.5] as const),
      'trained/dev/spearman_cosine': [[4, 0.75]],
      'trained/nli.dev/accuracy': [[4, 0.375]],
    })
    assert.equal(plugins, { pipeline: 'text' })
    assert.match(texts.pipeline![0]!, /\| loss\.cosineSimilarity \| .*\|\n\| evaluate\.similarity \| on: "dev"/)
  },
)

withReader('after a run went on, what it had computed beyond the checkpoint is forgotten', async () => {
  const files = heldBack(folder)
  const record = await openEventFile(folder, files, pipeline, 2)
  for (const event of [step(3, 0.25), step(4, 0.03125)]) record(event, new Date())
  files.write()
  assert.equal(read().scalars['train/loss'], [
    [1, 0.5],
    [2, 0.375],
    [3, 0.25],
    [4, 0.03125],
  ])
})

test.run()
