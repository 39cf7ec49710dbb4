// What has no types may hand over anything, and so may a row of a file: what is not meant is said, by name, and never becomes a number.
import { join } from 'node:path'
import { grid, sequence } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { asPromise, type Refusal } from '../../src/asPromise.js'
import { load } from '../../src/encode/load.js'
import { openEngine } from '../../src/engine/engine.js'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { reproduce } from '../../src/run/reproduce/reproduce.js'
import { resume } from '../../src/run/resume.js'
import { run } from '../../src/run/run.js'
import { runSequence } from '../../src/run/runSequence.js'
import { runSweep } from '../../src/run/runSweep.js'
import { cosine, folder, head, made, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const engine = 'wasm' as const
const pipeline = made([...head, cosine, onDev, training({ epochs: 1 })])
const opened = await openEngine({ engine })()
if (isLeft(opened)) throw new Error(opened.left[0]!.sentence)
await asPromise(run(pipeline, { engine, base, out: join(base, 'run') }))
const model = await load(join(base, 'run', 'model'), { engine })
test.after(() => model.dispose())

/** What the refusal says. */
const said = async (work: () => unknown): Promise<string> => {
  try {
    await work()
  } catch (error) {
    if ((error as Error).name === 'Refusal') return (error as Refusal).message
    throw error
  }
  throw new Error('it was not refused')
}
const anything = (value: unknown) => value as never

test('one text gives its vector, a list of one a list', async () => {
  const [first] = await model.encode(['a dog runs'])
  assert.equal(await model.encode('a dog runs'), first)
  assert.instance(await model.encodeQuery('a dog runs', { precision: 'ubinary' }), Uint8Array)
  assert.equal(await model.encode([]), [])
})

test('what is no text is named by its place', async () => {
  assert.is(
    await said(() => model.encode(anything(['a dog', null]))),
    'encode needs texts: number 2 of 2 texts is null',
  )
  assert.is(await said(() => model.encode(anything(7))), 'encode needs a text, or a list of texts; 7 is none')
  assert.match(await said(() => model.tokens(anything([1]))), 'tokens needs texts: number 1 of 1 text is 1')
})

test('embeddings are cut to what they have, and stored in a precision that there is', async () => {
  const cut = 'encode: width is 9, and that of the embeddings 8: choose a whole number from 1 to 8'
  assert.is(await said(() => model.encode(['a'], { width: 9 })), cut)
  assert.match(
    await said(() => model.encode(['a'], { precision: anything('int4') })),
    'encode: precision is "int4": choose float32, int8, uint8, binary, ubinary',
  )
})

test('embeddings of several widths, and texts in their place, have no similarity', async () => {
  const [three, four] = [new Float32Array(3), new Float32Array(4)]
  assert.match(await said(() => model.similarity([three], [four])), 'these have 3 numbers and 4: encode both alike')
  assert.match(await said(() => model.similarity([three, four], [])), 'these have 3 numbers and 4')
  assert.match(await said(() => model.similarity(anything(['a']), [three])), '"a" is none: encode texts first')
  assert.match(await said(() => model.similarityPairwise([three], [three, three])), 'they are 1 and 2')
})

test('what is no pipeline is not run, and each kind names what runs it', async () => {
  const swept = grid(pipeline)
  const parts = sequence(pipeline, pipeline)
  for (const nothing of [undefined, null, 3, 'pipeline.ts', { stages: [] }])
    for (const runner of [run, evaluatePipeline, runSweep, runSequence])
      assert.match(await said(() => asPromise(runner(anything(nothing)) as never)), /is no pipeline: make one by/)
  assert.is(await said(() => asPromise(run(anything(swept)))), 'this is a sweep: sweep(…) runs it')
  assert.is(await said(() => asPromise(run(anything(parts)))), 'this is a sequence: runSequence(…) runs it')
  assert.is(await said(() => asPromise(runSequence(anything(pipeline)))), 'this is one pipeline: run(…) runs it')
  assert.match(await said(() => asPromise(runSweep(anything(pipeline)))), 'write grid(…) around what chooses')
})

test('what is no folder and no model is said to be none', async () => {
  assert.is(
    await said(() => asPromise(resume(anything(undefined)))),
    'a run is named by its folder; missing is no path',
  )
  assert.match(await said(() => asPromise(reproduce(anything(4)))), '4 is no path')
  assert.match(await said(() => load(anything(undefined))), 'missing is no model: name its folder')
})

test.run()
