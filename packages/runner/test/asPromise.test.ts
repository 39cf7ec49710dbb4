import { problem } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { asPromise, asTask, isRefusal } from '../src/asPromise.js'

test('a task as a promise and back again is what it was', async () => {
  for (const each of [right(3), left([problem('it is wrong')])])
    assert.equal(await asTask(() => asPromise(async () => each))(), each)
})

test('a promise rejects with the sentences, and what is no refusal passes through a task', async () => {
  let thrown: unknown
  await asPromise(async () => left([problem('it is wrong')])).catch(error => {
    thrown = error
  })
  assert.ok(isRefusal(thrown) && thrown.problems[0]!.sentence === 'it is wrong')
  const fault = new Error('ours')
  await asTask(() => Promise.reject(fault))().catch(error => {
    thrown = error
  })
  assert.is(thrown, fault)
})

test.run()
