// Long runs and many sessions leave nothing behind: tensors are counted, and the process's memory is measured.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { dispose } from '../../src/compute/batch.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { openTraining } from '../../src/train/openTraining.js'
import { type Small, small, smallPositions } from '../graph/small.js'
import { text } from '../graph/smallBatches.js'
import { opened as orThrow } from '../opened.js'

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void
/** What the process holds, in MB, after what is garbage is gone. */
const held = async (): Promise<number> => {
  for (let i = 0; i < 3; i++) {
    collect()
    await new Promise(resolve => setTimeout(resolve, 20)) // finalizers of native memory run in between
  }
  return process.memoryUsage().rss / 1e6
}

const pipeline = (width: number): Small =>
  small({ config: { hidden_size: width }, dropout: 0.1, loss: { stage: 'loss.softmax' } })
const opened = ({ sentenceEncoder, loss, rule, start }: Small) => {
  return orThrow(openTraining(sentenceEncoder, [loss], { ...rule, accumulate: 1 }, start(), { precision: 'float32' }))
}
/** A batch like no other before it: one to eight rows of any lengths. */
const batchOf = ({ batch, textsOfRow }: Small, n: number) =>
  batch(
    Array.from({ length: 1 + (n % 8) }, (_, row) =>
      Array.from({ length: textsOfRow }, (_, role) =>
        text(n + row, (n * 7 + row * 5 + role * 3) % (smallPositions + 1)),
      ),
    ),
  )

test('2,000 steps: tensors and memory stay as they are', async () => {
  const way = pipeline(16)
  const { stepper, forward } = opened(way)
  const steps = (from: number, to: number) => {
    for (let step = from; step < to; step++) {
      const batches = [batchOf(way, step)]
      stepper.step({ batches, rate: 1e-3, step })
      if (step % 20 === 0) tf.dispose([forward.losses(batches[0]!), forward.predictions(batches[0]!)])
      dispose(batches)
    }
  }
  steps(0, 500)
  const [tensors, before] = [tf.memory().numTensors, await held()]
  const seen: number[] = []
  for (const at of [500, 1000, 1500]) {
    steps(at, at + 500)
    seen.push((await held()) - before)
    assert.is(tf.memory().numTensors, tensors)
  }
  console.log(`memory against that after 500 steps: ${seen.map(more => more.toFixed(1)).join(', ')} MB`)
  assert.ok(seen.at(-1)! < 8, `${seen.at(-1)} MB more after 2,000 steps than after 500`)
  stepper.close()
})

test('200 sessions opened, used and closed: memory stays as it is', async () => {
  const way = pipeline(128)
  const before = tf.memory().numTensors
  const sessions = (count: number) => {
    for (let i = 0; i < count; i++) {
      const { stepper } = opened(way)
      const batches = [batchOf(way, i)]
      stepper.step({ batches, rate: 1e-3, step: 0 })
      dispose(batches)
      stepper.close()
    }
  }
  const seen: number[] = []
  for (let i = 0; i < 8; i++) {
    sessions(25)
    seen.push(await held())
    assert.is(tf.memory().numTensors, before)
  }
  console.log(`memory after each 25 sessions: ${seen.map(each => each.toFixed(0)).join(', ')} MB`)
  // The parameters and moments of 150 such sessions are more than 100 MB.
  assert.ok(seen.at(-1)! - seen[1]! < 16, 'sessions that were closed are still held')
})

const engine = await openEngine()()
if (isLeft(engine)) throw new Error(engine.left.map(({ sentence }) => sentence).join('\n'))
if (runsGraphs()) test.run()
else console.log('skipped: 2 tests of long runs (this engine runs no graphs)')
