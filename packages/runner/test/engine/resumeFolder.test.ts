// A run's folder is enough to go on with: what it is refused for, and what it is told.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Data } from '@siamese/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { checkpointFolder, checkpointSteps } from '../../src/run/checkpoint/checkpointFolders.js'
import { processesOf } from '../../src/run/folder/processes.js'
import { lockFolder, lockName } from '../../src/run/lockFolder.js'
import { type ResumeOptions, resume } from '../../src/run/resume.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { cosine, folder, head, made, onDev, pairs, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
const engine = opened.right.name

const pipeline = (data?: Data) =>
  made([...head, cosine, onDev, training({ dropout: 0.1, epochs: 3, best: 'dev.spearman_cosine' })], data)
let runs = 0
const stoppedAt = async (step: number, data?: Data) => {
  const out = join(base, `stopped-${++runs}`)
  const controller = new AbortController()
  const report = (event: RunEvent) => {
    if (event.event === 'step' && event.step === step) controller.abort()
  }
  const ended = await run(pipeline(data), { engine, base, out, report, signal: controller.signal })()
  if (!isLeft(ended)) throw new Error('it was not stopped')
  return { out, said: ended.left.map(({ sentence }) => sentence) }
}
const saidOf = async (out: string, options: ResumeOptions = {}): Promise<readonly string[]> => {
  const ended = await resume(out, options)()
  return isLeft(ended) ? ended.left.map(({ sentence }) => sentence) : []
}
const read = (out: string, name: string) => JSON.parse(readFileSync(join(out, name), 'utf8'))
const bytesOf = (out: string) =>
  ['metrics.jsonl', 'model/model.safetensors'].map(name => readFileSync(join(out, name)).toString('base64'))

const whole = join(base, 'whole')
test('a run that was stopped says how it goes on, and ends with the same bytes', async () => {
  assert.ok(isRight(await run(pipeline(), { engine, base, out: whole })()))
  const { out, said } = await stoppedAt(2)
  assert.equal(said, [`stopped at step 2 of 9; siamese resume ${out} goes on from the checkpoint of step 2`])
  const events: string[] = []
  assert.equal(await saidOf(out, { report: ({ event }) => events.push(event) }), [])
  assert.ok(events.includes('resumed'))
  assert.equal(bytesOf(out), bytesOf(whole))
  assert.not.ok(existsSync(join(out, lockName)), 'the folder is given back')
})

test('the time of every process that worked on a run is kept, and adds up', async () => {
  const { out } = await stoppedAt(2)
  const expected = read(out, 'estimate.json')
  assert.is(expected.spent, undefined)
  const ended = await resume(out)()
  if (isLeft(ended)) throw new Error(ended.left[0]!.sentence)
  const { processes, seconds, spent } = ended.right
  assert.equal(
    processes.map(({ process: id, after }) => [id, after]),
    [
      [process.pid, 0],
      [process.pid, 2],
    ],
  )
  for (const part of ['start', 'training', 'evaluation', 'saving', 'together'] as const) {
    const sum = processes.reduce((all, each) => all + each.seconds[part], 0)
    // The log, where the first process is told of, has milliseconds.
    assert.ok(Math.abs(spent.seconds[part] - sum) < 0.005, part)
  }
  for (const each of processes) assert.ok(each.seconds.training > 0 && each.seconds.evaluation > 0)
  assert.ok(Math.abs(seconds - spent.seconds.together + spent.seconds.start) < 1e-9)
  const written = read(out, 'estimate.json')
  assert.equal(written.estimate, expected.estimate, 'what was expected stays')
  assert.equal(written.spent, { steps: 9, seconds: spent.seconds, memory: spent.memory })
  assert.equal([read(out, 'outcome.json').processes, read(out, 'outcome.json').seconds], [processes, seconds])
  // The log says the same of both.
  const logged = await processesOf(out)
  for (const [i, { after, seconds }] of logged.entries()) {
    assert.is(after, processes[i]!.after)
    assert.ok(Math.abs(seconds.training - processes[i]!.seconds.training) < 0.005)
  }
})

test('a run that finished is not gone on with', async () => {
  assert.equal(await saidOf(whole), [`${whole} finished: siamese reproduce ${whole} runs it again`])
})

test('one may go on from an earlier checkpoint, or from the beginning; a step without one is named', async () => {
  const { out } = await stoppedAt(2)
  assert.equal(await saidOf(out, { from: 7 }), [
    `${out} keeps no checkpoint of step 7: it has ${(await checkpointSteps(out)).join(', ')}; 0 is the beginning`,
  ])
  assert.equal(await saidOf(out, { from: 0 }), [])
  assert.equal(bytesOf(out), bytesOf(whole))
})

test('a flipped bit, a cut file and a missing one are found and named, and the checkpoint before is offered', async () => {
  const { out } = await stoppedAt(2)
  const file = join(checkpointFolder(out, 2), 'moments.safetensors')
  const bytes = readFileSync(file)
  const [earlier = 0] = (await checkpointSteps(out)).filter(step => step < 2).slice(-1)
  const cure = `: go on from before it with --from ${earlier}`
  const flipped = Buffer.from(bytes)
  flipped[bytes.length - 3]! ^= 4
  writeFileSync(file, flipped)
  assert.equal(await saidOf(out), [`${file} is not as it was written: its sha256 differs${cure}`])
  writeFileSync(file, bytes.subarray(0, -1))
  assert.equal(await saidOf(out), [`${file} has ${bytes.length - 1} bytes, and ${bytes.length} were written${cure}`])
  const told = join(checkpointFolder(out, 2), 'checkpoint.json')
  const text = readFileSync(told, 'utf8')
  writeFileSync(told, text.replace('"waited": 0', '"waited": 1'))
  assert.match((await saidOf(out))[0]!, /checkpoint\.json is not as it was written: its sha256 differs/)
  writeFileSync(told, text)
  writeFileSync(file, bytes)
  assert.equal(await saidOf(out), [])
  assert.equal(bytesOf(out), bytesOf(whole))
})

test('data that changed since the run began is named, and refused unless that is accepted', async () => {
  const rows = 'rows' in pairs.origin ? pairs.origin.rows : undefined
  const lines = (some: readonly object[]): string => some.map(row => `${JSON.stringify(row)}\n`).join('')
  for (const [split, each] of Object.entries(rows!)) writeFileSync(join(base, `${split}.jsonl`), lines(each))
  const files = Object.fromEntries(Object.keys(rows!).map(split => [split, [{ path: `${split}.jsonl` }]]))
  const { out } = await stoppedAt(1, { ...pairs, origin: { source: '.', files } } as Data)
  const [first, ...others] = rows!.train as readonly { readonly score: number }[]
  writeFileSync(join(base, 'train.jsonl'), lines([{ ...first!, score: first!.score === 1 ? 2 : 1 }, ...others]))
  const said = await saidOf(out)
  assert.is(said.length, 2)
  assert.match(
    said[0]!,
    /began with other inputs \(rows of train: \w{8} then, \w{8} now\): put them back, or go on with --acc/,
  )
  assert.match(said[1]!, /\(file \.\/train\.jsonl: \w{8} then, \w{8} now\)/)
  const warned: string[] = []
  const report = (event: RunEvent) => {
    if (event.event === 'warning') warned.push(event.sentence)
  }
  assert.equal(await saidOf(out, { acceptChanges: true, report }), [])
  assert.ok(warned.some(each => each.startsWith('changed since the run began: rows of train: ')))
})

test('a folder in use is refused with its process; what a killed process left is taken over', async () => {
  const { out } = await stoppedAt(2)
  const mine = await lockFolder(out)
  if (isLeft(mine)) throw new Error(mine.left.sentence)
  assert.equal(await saidOf(out), [`${out} is in use by process ${process.pid}: wait for it, or stop it`])
  await mine.right()
  const lock = join(out, lockName)
  writeFileSync(lock, JSON.stringify({ process: 1, host: 'elsewhere' }))
  assert.equal(await saidOf(out), [
    `${out} is in use by process 1 of elsewhere: wait for it, or remove ${lock} if it is no more`,
  ])
  for (const left of [
    JSON.stringify({ process: 2 ** 22 + 1, host: hostname() }),
    // The number of a process that is there, of one that began at another time.
    JSON.stringify({ process: process.pid, host: hostname(), started: 'another time' }),
    '{"process":',
    '',
  ]) {
    writeFileSync(lock, left)
    const taken = await lockFolder(out)
    if (isLeft(taken)) throw new Error(`${left}: ${taken.left.sentence}`)
    await taken.right()
    assert.not.ok(existsSync(lock))
  }
})

test.run()
