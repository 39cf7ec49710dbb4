import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { listRuns } from '../../src/run/runs/listRuns.js'

const runs = mkdtempSync(join(tmpdir(), 'siamese-list-'))
test.after(() => rmSync(runs, { recursive: true, force: true }))
const folder = join(runs, 'a-1')
mkdirSync(folder)
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const found = async () => {
  const listed = await listRuns(runs)()
  if (isLeft(listed)) throw new Error(listed.left[0]!.sentence)
  return listed.right.map(({ state, steps, unread }) => ({ state, steps, unread }))
}
write('metrics.jsonl', '{"step":2,"epoch":0,"loss":0.5,"rate":1e-5,"norm":1}\n{"step":3')
const cut = 'line 2 of metrics.jsonl is cut, as by a process that was killed: it is left out'

test('a run with a damaged manifest is listed with what is wrong with it', async () => {
  write('state.json', '{"state":"finished"}')
  write('manifest.json', '{"manifest": 2')
  assert.equal(await found(), [
    {
      state: 'finished',
      steps: 2,
      unread: [`${join(folder, 'manifest.json')} is not JSON: line 1, column 15: expected , or }.`, cut],
    },
  ])
})

test('a run whose state is damaged is listed, too, since the names of its files tell that it is one', async () => {
  write('state.json', '{')
  const [one] = await found()
  assert.is(one!.state, 'unknown')
  assert.match(one!.unread![0]!, `${join(folder, 'state.json')} is not JSON`)
  rmSync(join(folder, 'manifest.json'))
  assert.equal(await found(), [], 'a file of that name is no run')
})

test('of a run that a later version began is said once that it cannot be read here', async () => {
  write('state.json', '{"state":"finished"}')
  write('manifest.json', '{"manifest": 3}')
  const [one] = await found()
  assert.equal([one!.steps, one!.unread!.length], [0, 1])
  assert.match(one!.unread![0]!, 'is of version 3')
})

test('the last line of a run that goes on may be half written, and nothing is said of it', async () => {
  write('state.json', `{"state":"running","process":${process.pid}}`)
  write('manifest.json', '{')
  const [one] = await found()
  assert.is(one!.state, 'running')
  assert.is(one!.unread!.length, 1)
  assert.match(one!.unread![0]!, 'manifest.json is not JSON')
})

test.run()
