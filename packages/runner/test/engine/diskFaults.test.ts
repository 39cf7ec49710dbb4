// A disk that is full, may not be written or is gone: the last checkpoint stays, a sentence says what to do, and the run goes on from there.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkpointFolder, checkpointSteps, checkpointsOf } from '../../src/run/checkpoint/checkpointFolders.js'
import { verifiedCheckpoint } from '../../src/run/checkpoint/readCheckpoint.js'
import { processesOf } from '../../src/run/folder/processes.js'
import { resume } from '../../src/run/resume.js'
import { readRunState } from '../../src/run/runState.js'
import { child, type Fault } from '../kill/killed.js'
import { differing } from '../kill/outcomeBytes.js'
import { cosine, folder, head, json, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const options = { base, checkpointEvery: 2 }
const pipeline = json([...head, cosine, onDev, training({ epochs: 3, dropout: 0.1 })])
const whole = join(base, 'whole')

test('nothing is wrong with the disk', async () => {
  assert.is((await child({ pipeline, out: whole, options })).code, 0)
})

const full = /no space left on the disk for .*: free some/
/** `last` is the step whose checkpoint stays; when a line is written depends on the clock, too. */
const cases: Readonly<Record<string, Fault & { readonly says: RegExp; readonly last?: number }>> = {
  'full while weights are written': {
    call: 'write',
    path: 'step-00000004.*weights',
    what: 'ENOSPC',
    says: full,
    last: 3,
  },
  'full when the first checkpoint is flushed': {
    call: 'sync',
    path: 'step-.*moments',
    what: 'ENOSPC',
    says: full,
    last: 0,
  },
  'full for a line of metrics': {
    call: 'append',
    path: 'metrics\\.jsonl',
    nth: 5,
    what: 'ENOSPC',
    says: full,
  },
  'full in the midst of held lines': {
    call: 'append',
    path: 'metrics\\.jsonl',
    nth: 5,
    when: 'half',
    what: 'ENOSPC',
    says: full,
  },
  'full in the midst of the log': {
    call: 'append',
    path: 'log\\.jsonl',
    nth: 6,
    when: 'half',
    what: 'ENOSPC',
    says: full,
  },
  'full for the model': { call: 'write', path: 'model\\..*safetensors', what: 'ENOSPC', says: full, last: 9 },
  'full for everything, from a step on': {
    call: 'write',
    path: 'step-00000006|state',
    nth: 9,
    what: 'ENOSPC',
    says: full,
    last: 4,
  },
  'more than the quota': { call: 'open', path: 'step-00000004.*moments', what: 'EDQUOT', says: /quota/, last: 3 },
  'only to be read': { call: 'mkdir', path: 'step-00000004', what: 'EROFS', says: /can only be read/, last: 3 },
  'not allowed': { call: 'rename', path: 'part → .*step-00000004$', what: 'EACCES', says: /permissions/, last: 3 },
}

for (const [name, { says, last, ...fault }] of Object.entries(cases))
  test(`${name}: the last checkpoint stays, and the run goes on from it`, async () => {
    const out = join(base, name.replaceAll(/\W+/g, '-'))
    const { code, text } = await child({ pipeline, out, options, fault })
    assert.is(code, 2, text)
    assert.match(text, says)
    assert.match(text, `siamese resume ${out}`)
    assert.not.match(text, /\n\s+at /)
    const steps = await checkpointSteps(out)
    if (last !== undefined) assert.is(steps.at(-1) ?? 0, last, name)
    for (const step of steps) assert.is(typeof (await verifiedCheckpoint(checkpointFolder(out, step))), 'object')
    for (const name of ['metrics.jsonl', 'log.jsonl', 'trace.jsonl'])
      assert.match(`\n${readFileSync(join(out, name), 'utf8')}`, /\n$/, `${name} ends in a whole line`)
    for (const within of [out, ...(steps.length > 0 ? [checkpointsOf(out)] : [])])
      assert.equal(
        readdirSync(within).filter(each => each.endsWith('.part')),
        [],
      )
    const done = await resume(out, options)()
    if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
    assert.equal(await differing(whole, out), [])
    assert.is((await processesOf(out)).length, 2)
    assert.equal(await readRunState(out), { version: 1, state: 'finished' })
  })

test('a folder that vanishes ends the run in a sentence', async () => {
  const out = join(base, 'vanished')
  const running = child(
    { pipeline: json([...head, cosine, training({ epochs: undefined, steps: 2000 })]), out, options },
    undefined,
    () => rmSync(out, { recursive: true, force: true }),
  )
  const { code, text } = await running
  assert.is(code, 2, text)
  assert.match(
    text,
    `${out} is missing: it was moved or removed while the run worked in it; put it back, and siamese resume ${out} goes on`,
  )
  assert.not.ok(existsSync(out), 'it is not made again')
  assert.not.match(text, /\n\s+at /)
})

const small = join(base, 'small')
mkdirSync(small)
const mount = (...how: readonly string[]) =>
  process.platform === 'linux' && spawnSync('mount', [...how, '-t', 'tmpfs', 'none', small]).status === 0
if (mount('-o', 'size=150k'))
  test('a small disk that fills up, and is then made larger', async () => {
    try {
      const out = join(small, 'run')
      const { code, text } = await child({ pipeline, out, options: { ...options, keep: 9 } })
      assert.is(code, 2, text)
      assert.match(text, full)
      const [last] = (await checkpointSteps(out)).slice(-1)
      assert.ok(last !== undefined && last < 9)
      assert.ok(mount('-o', 'remount,size=20m'))
      const done = await resume(out, options)()
      if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
      assert.equal(await differing(whole, out), [])
    } finally {
      spawnSync('umount', [small])
    }
  })
else console.log('skipped: 1 test of a small disk (no file system can be mounted here)')

test.run()
