// A run's events as an async iterable: none is lost, none changes a number, and leaving the loop stops the run in good order.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkpointSteps } from '../../src/run/checkpoint/checkpointFolders.js'
import { eventsOf } from '../../src/run/eventsOf.js'
import { resume } from '../../src/run/resume.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { runEvents } from '../../src/run/runEvents.js'
import { readRunState } from '../../src/run/runState.js'
import { cosine, folder, head, made, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const pipeline = made([...head, cosine, onDev, training({ dropout: 0.1, epochs: 3, evaluateEvery: 2 })])
const bytes = (out: string) =>
  ['metrics.jsonl', 'model/model.safetensors'].map(name => readFileSync(join(out, name)).toString('base64'))
/** The last step that is written: steps are some time after they are done. */
const lastStep = (out: string): number => {
  const lines = readFileSync(join(out, 'metrics.jsonl'), 'utf8').trim().split('\n')
  return Math.max(0, ...lines.filter(line => line !== '').map(line => JSON.parse(line).step as number))
}
/** What says the same in every run: without times. */
const named = (events: readonly RunEvent[]) =>
  events.map(each => ('step' in each ? `${each.event} ${each.step}` : each.event))

const whole = join(base, 'whole')
const told: RunEvent[] = []
assert.ok(isRight(await run(pipeline, { base, out: whole, report: event => void told.push(event) })()))

test('who takes their time with each event gets all of them, in order, and the numbers are the same', async () => {
  const out = join(base, 'slow')
  const events: RunEvent[] = []
  let ahead = 0
  for await (const event of runEvents(pipeline, { base, out })) {
    if (event.event === 'step') {
      await pause(20)
      ahead = Math.max(ahead, lastStep(out) - event.step)
    }
    events.push(event)
  }
  // Evaluations tell how far they are by the clock.
  const counted = (some: readonly RunEvent[]) => named(some.filter(({ event }) => event !== 'evaluating'))
  const without = (some: readonly string[]) => some.filter(each => !each.startsWith('checkpoint'))
  assert.equal(without(counted(events)), without(counted(told)))
  assert.equal(
    counted(events)
      .filter(each => each.startsWith('checkpoint'))
      .sort(),
    counted(told)
      .filter(each => each.startsWith('checkpoint'))
      .sort(),
  )
  assert.is(ahead, 0, 'the run waits until an event was dealt with')
  const last = events.at(-1)
  assert.ok(last?.event === 'done' && last.result.steps === 9)
  assert.equal(bytes(out), bytes(whole))
})

test('leaving the loop stops the run with a checkpoint, and a resumed one can be watched, too', async () => {
  const out = join(base, 'left')
  for await (const event of runEvents(pipeline, { base, out })) if (event.event === 'step' && event.step === 4) break
  assert.is((await readRunState(out))?.state, 'stopped')
  assert.is((await checkpointSteps(out)).at(-1), 4)
  const names: string[] = []
  for await (const event of eventsOf(watching => resume(out, watching))) names.push(event.event)
  assert.ok(names.includes('resumed'))
  assert.is(names.at(-1), 'done')
  assert.equal(bytes(out), bytes(whole))
})

test('what goes wrong in the loop stops the run, and is thrown', async () => {
  const out = join(base, 'thrown')
  const watch = async () => {
    for await (const { event } of runEvents(pipeline, { base, out })) if (event === 'step') throw new Error('mine')
  }
  let said = ''
  await watch().catch(error => {
    said = error.message
  })
  assert.is(said, 'mine')
  assert.is((await readRunState(out))?.state, 'stopped')
})

test('a signal stops it; the last event says so', async () => {
  const controller = new AbortController()
  const events: RunEvent[] = []
  for await (const event of runEvents(pipeline, { base, out: join(base, 'signal'), signal: controller.signal })) {
    events.push(event)
    if (event.event === 'step' && event.step === 2) controller.abort()
  }
  const last = events.at(-1)
  assert.ok(last?.event === 'stopped')
  assert.match(last.why[0]!, /^stopped at step 2 of 9; siamese resume .* goes on from the checkpoint of step 2$/)
  assert.is(events.filter(({ event }) => event === 'stopped').length, 1)
})

test('a run that cannot begin has one event, with the sentence', async () => {
  const events: RunEvent[] = []
  for await (const event of runEvents(pipeline, { base, out: whole })) events.push(event)
  assert.is(events.length, 1)
  const [only] = events
  assert.ok(only?.event === 'stopped')
  assert.match(only.why[0]!, /exists and is not empty \(a run that finished\)/)
})

test.run()
