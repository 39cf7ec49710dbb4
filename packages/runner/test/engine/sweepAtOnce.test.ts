// Points that run at once come to the bits of points that run in turn, whatever happens to the others.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, choose, definePooling, definition, grid, train } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { resumeExperiment } from '../../src/run/resumeExperiment.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { runSweep, type SweepOptions, type SweepResult } from '../../src/run/runSweep.js'
import { cosine, folder, head, made, onDev, remove } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const { data, stages } = made([...head, cosine, onDev])
const sweep = grid(
  check(data, [
    ...stages,
    train({ epochs: 12, batchSize: 8, learningRate: 1e-3, dropout: 0.1, seed: choose(1, 2, 3) }),
  ]),
)
const bytes = (out: string, point: number) =>
  ['metrics.jsonl', 'model/model.safetensors'].map(name =>
    readFileSync(join(out, `point-${point}`, name)).toString('base64'),
  )
const options = { base, threads: 1, checkpointEvery: 5 }
const sweepTo = async (out: string, more: SweepOptions = {}) => runSweep(sweep, { ...options, ...more, out })()
const rightOf = <A>(ended: Either<readonly { readonly sentence: string }[], A>): A => {
  if (isLeft(ended)) throw new Error(ended.left.map(({ sentence }) => sentence).join('\n'))
  return ended.right
}
const metrics = ({ points }: SweepResult) => points.map(({ ended }) => isRight(ended) && ended.right)

const inTurn = join(base, 'in-turn')
const first = rightOf(await sweepTo(inTurn))

test('points at once have the bits, the metrics and the order of points in turn', async () => {
  const out = join(base, 'at-once')
  const events: RunEvent[] = []
  const ran = rightOf(await sweepTo(out, { parallel: 2, report: event => void events.push(event) }))
  assert.equal(metrics(ran), metrics(first))
  for (const each of [1, 2, 3]) assert.equal(bytes(out, each), bytes(inTurn, each))
  const side = events.find(each => each.event === 'side by side')
  assert.ok(side?.event === 'side by side' && side.processes === 2 && side.threads === 1 && side.memory > 1e8)
  assert.equal(events.flatMap(each => (each.event === 'point ended' ? each.number : [])).sort(), [1, 2, 3])
  for (const point of [1, 2, 3]) {
    const told = events.flatMap(each => (each.event === 'in point' && each.number === point ? each.told.event : []))
    assert.is(told.filter(each => each === 'step').length, 36, 'no step is lost')
    assert.is(told.at(-1), 'done')
  }
  let running = 0
  for (const each of events) {
    if (each.event === 'point') running++
    if (each.event === 'point ended') running--
    assert.ok(running <= 2)
  }
})

test('asked to stop, all of them keep a checkpoint; the folder alone is enough to go on to the same bits', async () => {
  const out = join(base, 'stopped')
  const aborting = new AbortController()
  const stopped = await sweepTo(out, {
    parallel: 2,
    signal: aborting.signal,
    report: event => {
      if (event.event === 'in point' && event.number === 2 && event.told.event === 'step' && event.told.step === 7)
        aborting.abort()
    },
  })
  assert.ok(isLeft(stopped))
  assert.is(stopped.left.filter(({ sentence }) => sentence.includes('siamese resume')).length, 1)
  for (const { sentence } of stopped.left.slice(0, -1)) assert.match(sentence, /^point \d: stopped/)
  assert.match(stopped.left.at(-1)!.sentence, /^the sweep stopped with \d of 3 points done: siamese resume .* goes on$/)
  const resumed = rightOf(await resumeExperiment(out)())
  if (resumed.is !== 'sweep') throw new Error(resumed.is)
  assert.equal(metrics(resumed.result), metrics(first))
  for (const each of [1, 2, 3]) assert.equal(bytes(out, each), bytes(inTurn, each))
  assert.equal(isLeft(await resumeExperiment(out, { from: 5 })()), true, '--from is of one run')
})

test('a point whose process is killed is told, and the others come to their end', async () => {
  const out = join(base, 'killed')
  let isKilled = false
  const ran = rightOf(
    await sweepTo(out, {
      parallel: 2,
      report: event => {
        if (isKilled || event.event !== 'in point' || event.number !== 1 || event.told.event !== 'step') return
        isKilled = true
        process.kill(JSON.parse(readFileSync(join(out, 'point-1', 'state.json'), 'utf8')).process, 'SIGKILL')
      },
    }),
  )
  assert.equal(metrics(ran), [false, ...metrics(first).slice(1)])
  const [lost] = ran.points
  assert.equal(isLeft(lost!.ended) && lost!.ended.left.map(({ sentence }) => sentence), [
    'its process ended (SIGKILL) before the point did: run fewer with --parallel if memory was short',
  ])
  const again = rightOf(await sweepTo(out, { parallel: 2 }))
  assert.equal(metrics(again), metrics(first))
  assert.equal(bytes(out, 1), bytes(inTurn, 1))
})

test('a stage that a process of its own cannot know is refused before anything runs', async () => {
  const first = definePooling({
    name: 'mine.first',
    apply: ({ tokens }) => tf.squeeze(tf.slice(tokens, [0, 0, 0], [-1, 1, -1]), [1]),
  })
  const own = grid(
    check(data, [
      ...stages.map(each => (each[definition].name === 'pool.mean' ? first() : each)),
      train({ epochs: 1, batchSize: 8, seed: choose(1, 2) }),
    ]),
  )
  const out = join(base, 'own')
  const refused = await runSweep(own, { base, out, parallel: 2 })()
  assert.equal(isLeft(refused) && refused.left.map(({ sentence }) => sentence), [
    'mine.first is not known to a process of its own: name the module that exports it with --with (modules), or leave --parallel out',
  ])
  assert.not.ok(existsSync(out))
})

test.run()
