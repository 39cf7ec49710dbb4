// Bits do not depend on when threads come to their turn, nor on who watches.
import { join } from 'node:path'
import { isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { child } from '../kill/killed.js'
import { differing } from '../kill/outcomeBytes.js'
import { cosine, folder, head, json, made, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const pipeline = json([...head, cosine, onDev, training({ dropout: 0.1, epochs: 4, batchSize: 4, evaluateEvery: 3 })])
const options = { base, threads: 4 }
const ran = async (name: string) => {
  const out = join(base, name)
  const { code, text } = await child({ pipeline, out, options })
  assert.is(code, 0, text)
  return out
}

test('processes of four threads that crowd each other out come to the bits of one alone', async () => {
  const alone = await ran('alone')
  const crowd = await Promise.all(['a', 'b'].map(ran))
  for (const out of crowd) assert.equal(await differing(alone, out), [])
})

test('being watched, measured by stage, or neither changes nothing', async () => {
  const whole = [join(base, 'quiet'), join(base, 'watched')] as const
  const same = made([...head, cosine, onDev, training({ dropout: 0.1, epochs: 4, batchSize: 4 })])
  const events: string[] = []
  for (const [out, more] of [
    [whole[0], {}],
    [whole[1], { profile: true, report: ({ event }: RunEvent) => events.push(event) }],
  ] as const)
    assert.ok(isRight(await run(same, { base, out, ...more })()))
  assert.ok(events.includes('step'))
  assert.equal(await differing(...whole), [])
})

test.run()
