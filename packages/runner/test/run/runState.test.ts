import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openRunFolder } from '../../src/run/runFolder.js'
import { howItEnded } from '../../src/run/runState.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-state-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const write = (file: string, text: string) => writeFileSync(join(folder, file), text)

test('a folder tells how its run ended', async () => {
  assert.is(await howItEnded(folder), undefined)
  write('metrics.jsonl', '{"step":0,"dev.loss":1}\n{"step":1,"epoch":0,"loss":0.5,"rate":1e-5,"norm":1}\n{"step":2,"lo')
  write('state.json', 'half')
  assert.is(await howItEnded(folder), undefined, 'a file of another program')
  write('state.json', '{"state":"finished"}')
  assert.is(await howItEnded(folder), 'a run that finished')
  write('state.json', '{"state":"stopped","why":["stopped at step 3 of 6; no model was written"]}')
  assert.is(await howItEnded(folder), 'a run that stopped: stopped at step 3 of 6; no model was written')
  write('state.json', `{"state":"running","process":${process.pid}}`)
  assert.is(await howItEnded(folder), `a run of process ${process.pid}, which goes on`)
  const { pid } = spawnSync(process.execPath, ['--version'])
  write('state.json', `{"state":"running","process":${pid}}`)
  assert.is(await howItEnded(folder), 'a run that ended without finishing, at step 1')
})

test('a folder that is asked for again tells of the run that is in it', async () => {
  const opened = await openRunFolder('name', 'runs', folder)()
  assert.is(
    isLeft(opened) ? opened.left[0]!.sentence : '',
    `${folder} exists and is not empty (a run that ended without finishing, at step 1): name another folder with --out, or remove it`,
  )
})

test.run()
