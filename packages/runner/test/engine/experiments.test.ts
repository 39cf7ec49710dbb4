import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { check, choose, grid, inSequence, sample, train } from '@siamese/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { sweepText } from '../../src/cli/sweepText.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { runSequence } from '../../src/run/runSequence.js'
import { runSweep } from '../../src/run/runSweep.js'
import { differing } from '../kill/outcomeBytes.js'
import { cosine, folder, head, labelled, made, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const softmax = { stage: 'loss.softmax' }
const normalized = [
  ...head,
  { stage: 'pool.dense', width: 6 },
  { stage: 'pool.layerNorm' },
  { stage: 'pool.normalize' },
]
const metricLines = (path: string) =>
  readFileSync(join(path, 'metrics.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))

test('a sequence goes on from the model that was trained before, with what follows its encoder', async () => {
  const first = made([...normalized, softmax, training({ learningRate: 1e-2 })], labelled)
  const second = made([...normalized, cosine, onDev, training()])
  const scored = made([...normalized, onDev])
  const out = join(base, 'sequence')
  const events: RunEvent[] = []
  const ran = await runSequence(inSequence([first, second, scored]), { base, out, report: each => events.push(each) })()
  assert.ok(isRight(ran), isLeft(ran) ? ran.left.map(({ sentence }) => sentence).join() : '')
  assert.equal(readdirSync(out).sort(), ['1-labelled', '2-pairs', '3-pairs', 'experiment.json', 'sequence.json'])
  assert.equal(
    events.flatMap(event => (event.event === 'part' ? [[event.number, event.of, event.name]] : [])),
    [
      [1, 3, 'labelled'],
      [2, 3, 'pairs'],
      [3, 3, 'pairs'],
    ],
  )
  const [, trained, evaluated] = ran.right.runs
  const alone = await run(second, { base, out: join(base, 'alone') })()
  assert.ok(isRight(alone))
  const [name] = Object.keys(trained!.before)
  assert.is.not(trained!.before[name!], alone.right.before[name!], 'it does not begin with the model as it was given')
  assert.ok(Math.abs(evaluated!.before[name!]! - trained!.after![name!]!) < 1e-6)
})

test('a sequence that was stopped goes on: what finished is read, the part that did not goes on, to the same bytes', async () => {
  const parts = [
    made([...normalized, softmax, training({ learningRate: 1e-2 })], labelled),
    made([...normalized, cosine, onDev, training({ dropout: 0.1 })]),
  ]
  const [whole, out] = [join(base, 'whole'), join(base, 'stopped')]
  const uninterrupted = await runSequence(inSequence(parts), { base, out: whole })()
  assert.ok(isRight(uninterrupted))
  const controller = new AbortController()
  let part = 0
  const report = (event: RunEvent) => {
    if (event.event === 'part') part = event.number
    if (part === 2 && event.event === 'step' && event.step === 2) controller.abort()
  }
  const stopped = await runSequence(inSequence(parts), { base, out, report, signal: controller.signal })()
  assert.ok(isLeft(stopped))
  assert.is(stopped.left.at(-1)!.sentence, `the sequence stopped: siamese resume ${out} goes on`)
  assert.not.match(stopped.left[0]!.sentence, 'siamese resume')
  const { mtimeMs } = statSync(join(out, '1-labelled', 'model'))
  const other = await runSequence(inSequence([parts[1]!, parts[0]!]), { base, out })()
  assert.match(isLeft(other) ? other.left[0]!.sentence : '', /is of another sequence \(part 1 is not the same there\)/)
  const events: RunEvent[] = []
  const ended = await runSequence(inSequence(parts), { base, out, report: each => events.push(each) })()
  assert.ok(isRight(ended), isLeft(ended) ? ended.left.map(({ sentence }) => sentence).join() : '')
  assert.is(statSync(join(out, '1-labelled', 'model')).mtimeMs, mtimeMs, 'the first part is not run again')
  assert.equal(
    events.flatMap(event => (event.event === 'resumed' ? [event.step] : [])),
    [2],
  )
  assert.equal(await differing(join(whole, '2-pairs'), join(out, '2-pairs')), [])
  assert.equal(
    ended.right.runs.map(({ after, steps }) => [after, steps]),
    uninterrupted.right.runs.map(({ after, steps }) => [after, steps]),
  )
})

test('every point of a sweep is run by itself, with what it chose', async () => {
  const chosen = check(made([...head, cosine, onDev]).data, [
    ...made([...head, cosine, onDev]).stages,
    train({ epochs: 1, batchSize: 8, learningRate: choose(1e-3, 1e-2), seed: choose(1, 2) }),
  ])
  const out = join(base, 'grid')
  const swept = await runSweep(grid(chosen), { base, out })()
  assert.ok(isRight(swept))
  assert.equal(readdirSync(out).sort(), [
    'experiment.json',
    'point-1',
    'point-2',
    'point-3',
    'point-4',
    'sweep.html',
    'sweep.json',
  ])
  const highest = (point: number) =>
    Math.max(...metricLines(join(out, `point-${point}`)).flatMap(({ rate }) => (rate === undefined ? [] : [rate])))
  const rates = [1, 2, 3, 4].map(highest)
  assert.is(rates[0], rates[1])
  assert.ok(Math.abs(rates[2]! / rates[1]! - 10) < 1e-9)
  const manifest = JSON.parse(readFileSync(join(out, 'point-4', 'manifest.json'), 'utf8'))
  assert.match(JSON.stringify(manifest), /"learningRate":0\.01,"seed":2/)
  const alone = await run(made([...head, cosine, onDev, training({ epochs: 1, learningRate: 1e-2, seed: 2 })]), {
    base,
    out: join(base, 'point'),
  })()
  assert.ok(isRight(alone))
  const last = swept.right.points[3]!
  assert.equal(isRight(last.ended) && last.ended.right, alone.right.after)
  const some = await runSweep(sample(chosen, { points: 2, seed: 3 }), { base, out: join(base, 'sample') })()
  assert.ok(isRight(some) && some.right.points.length === 2)
})

test('a point that fails is told, and the others run', async () => {
  const chosen = check(made([...head, cosine, onDev]).data, [
    ...made([...head, cosine, onDev]).stages,
    train({ epochs: 2, batchSize: 8, schedule: 'constant', warmup: 0, learningRate: choose(1e30, 1e-3) }),
  ])
  const swept = await runSweep(grid(chosen), { base, out: join(base, 'failing') })()
  assert.ok(isRight(swept))
  assert.equal(
    swept.right.points.map(({ ended }) => ended._tag),
    ['Left', 'Right'],
  )
  const text = sweepText(swept.right, 200).split('\n')
  assert.match(text[0]!, /^point {2}train\.learningRate {2}dev\.pearson_cosine {2}dev\.spearman_cosine$/)
  assert.match(text[1]!, /^ {4}1 +1e\+30 +failed$/)
  assert.match(text[2]!, /^ {4}2 +1e-3 +-?0\.\d{4} +-?0\.\d{4}$/)
  assert.match(text[4]!, /^point 1: the loss is (NaN|Infinity)/)
})

test('what is wrong with any point is said before the first runs', async () => {
  const chosen = check(made([...head, cosine]).data, [
    ...made([...head, cosine]).stages,
    train({ epochs: choose(1, 2), learningRate: choose(1e-3, -1) } as never),
  ])
  const out = join(base, 'refused')
  const swept = await runSweep(grid(chosen), { base, out })()
  assert.equal(isLeft(swept) && swept.left.map(({ sentence }) => sentence), [
    'train: learningRate is -1: choose a number above 0',
  ])
  assert.not.ok(existsSync(out))
  const unswept = await run(check(chosen.data, [...made([...head, cosine]).stages, train({ epochs: choose(1, 2) })]), {
    base,
  })()
  assert.equal(isLeft(unswept) && unswept.left.map(({ sentence }) => sentence), [
    'the pipeline has 2 points to choose from: siamese sweep runs all, and so does run with grid(…), in a file "sweep": "grid"; sample(…, { points }) runs some',
  ])
})

test.run()
