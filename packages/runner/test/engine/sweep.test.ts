import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { check, choose, grid, inSequence, train } from '@siamese/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { runSweep, type SweepResult } from '../../src/run/runSweep.js'
import { cosine, folder, head, made, onDev, remove } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const { data, stages } = made([...head, cosine, onDev])
const over = (...seeds: readonly [number, number, ...number[]]) =>
  check(data, [...stages, train({ epochs: 2, batchSize: 8, learningRate: 1e-3, seed: choose(...seeds) })])
const found = ({ points }: SweepResult) => points.map(({ ended }) => isRight(ended) && ended.right)
const weights = (out: string, point: number) =>
  readFileSync(join(out, `point-${point}`, 'model', 'model.safetensors')).toString('hex')

test('a sweep that was stopped goes on: what finished stands, and the others have the bits of a sweep that never stopped', async () => {
  const whole = join(base, 'whole')
  const out = join(base, 'stopped')
  const never = await runSweep(grid(over(1, 2, 3)), { base, out: whole })()
  assert.ok(isRight(never))
  const aborting = new AbortController()
  let point = 0
  const stopped = await runSweep(grid(over(1, 2, 3)), {
    base,
    out,
    signal: aborting.signal,
    report: event => {
      if (event.event === 'point') point = event.number
      if (event.event === 'step' && point === 2 && event.step === 2) aborting.abort()
    },
  })()
  assert.ok(isLeft(stopped))
  assert.equal(
    stopped.left.map(({ sentence }) => sentence.replace(/at step \d+/, 'at step N')),
    ['point 2: stopped at step N of 6', `the sweep stopped with 1 of 3 points done: siamese resume ${out} goes on`],
    'how it goes on is said once',
  )
  assert.not.ok(existsSync(join(out, 'point-3')))
  const before = statSync(join(out, 'point-1', 'state.json')).mtimeMs
  const steps: number[] = []
  const again = await runSweep(grid(over(1, 2, 3)), {
    base,
    out,
    report: event => {
      if (event.event === 'point') point = event.number
      if (event.event === 'step' && point === 2) steps.push(event.step)
      assert.not.ok(event.event === 'step' && point === 1, 'a point that finished is not run again')
    },
  })()
  assert.ok(isRight(again), isLeft(again) ? again.left.map(({ sentence }) => sentence).join() : '')
  assert.is(statSync(join(out, 'point-1', 'state.json')).mtimeMs, before)
  assert.ok(steps[0]! > 1, `it begins again at step ${steps[0]}`)
  assert.equal(found(again.right), found(never.right))
  assert.equal(again.right.groups, never.right.groups)
  for (const each of [1, 2, 3]) assert.is(weights(out, each), weights(whole, each))
  const written = JSON.parse(readFileSync(join(out, 'sweep.json'), 'utf8'))
  assert.equal(written.groups, JSON.parse(JSON.stringify(again.right.groups)))
  assert.is(written.groups[0].metrics['dev.pearson_cosine'].n, 3)
  assert.match(readFileSync(join(out, 'sweep.html'), 'utf8'), /3 of 3 points finished/)
  const other = await runSweep(grid(over(1, 2, 4)), { base, out })()
  assert.equal(isLeft(other) && other.left.map(({ sentence }) => sentence), [
    `${out} is of another sweep (point 3 is not the same there): name another folder with --out`,
  ])
})

test('a point of several parts goes on with the first that did not finish', async () => {
  const out = join(base, 'parts')
  const sweep = () => grid(inSequence([over(1, 2), made([...head, onDev])]))
  const first = await runSweep(sweep(), { base, out })()
  assert.ok(isRight(first))
  const [, evaluated] = readdirSync(join(out, 'point-2')).sort()
  rmSync(join(out, 'point-2', evaluated!), { recursive: true })
  const ran: string[] = []
  const again = await runSweep(sweep(), {
    base,
    out,
    report: event => {
      if (event.event === 'started') ran.push(event.folder)
    },
  })()
  assert.ok(isRight(again))
  assert.equal(ran, [join(out, 'point-2', evaluated!)])
  assert.equal(found(again.right), found(first.right))
})

test.run()
