import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { startWorker, type Worker } from '../src/worker.js'

const script = fileURLToPath(new URL('./fakeWorker.mjs', import.meta.url))
const fake = async (...words: string[]): Promise<Worker> => {
  const started = await startWorker({ who: 'the fake', program: process.execPath, words: [script, ...words] })
  if ('unavailable' in started) throw new Error(started.unavailable)
  return started
}

const refused = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('nothing was refused')
}

test('a worker is ready, answers one request after the other, and ends with its stdin', async () => {
  const worker = await fake()
  assert.equal(worker.versions, { fake: '1' })
  assert.equal(await worker.ask({ steps: 3 }, ['seconds', 'pairs']), { seconds: 0.5, pairs: 48 })
  assert.equal(await worker.ask({ steps: 1 }, ['pairs']), { pairs: 16 })
  await worker.end()
})

test('a refused request leaves the worker working', async () => {
  const worker = await fake()
  assert.is(await refused(worker.ask({ stairs: 3 }, ['seconds'])), 'the fake: a request has steps')
  assert.equal(await worker.ask({ steps: 2 }, ['pairs']), { pairs: 32 })
  await worker.end()
})

test('a worker that dies says how, and its last line', async () => {
  const worker = await fake()
  assert.is(await refused(worker.ask({ die: true }, ['seconds'])), 'the fake ended with 3: Out of memory')
  await worker.end()
})

test('a worker that cannot be measured says why', async () => {
  const words = [script, 'unavailable']
  assert.equal(await startWorker({ who: 'the fake', program: process.execPath, words }), {
    unavailable: 'train has no setting for it',
  })
})

test('a worker that ends without a word, talks first, or is not there is refused', async () => {
  assert.is(await refused(fake('silent')), 'the fake ended with 0: it said nothing')
  assert.match(await refused(fake('chatty')), /one JSON object a line; this line is Loading …$/)
  const absent = startWorker({ who: 'the fake', program: 'no-such-program', words: [] })
  assert.match(await refused(absent), /^the fake does not start: .*ENOENT/)
})

test.run()
