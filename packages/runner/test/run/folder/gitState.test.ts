import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { gitState } from '../../../src/run/folder/gitState.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-git-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const git = (...words: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words], { cwd: folder, encoding: 'utf8' })

test('a folder tells its commit, and whether something was changed since', async () => {
  assert.is(await gitState(folder), undefined, 'no repository')
  git('init', '-q')
  assert.is(await gitState(folder), undefined, 'no commit')
  writeFileSync(join(folder, 'a'), '1')
  git('add', 'a')
  git('commit', '-qm', 'a')
  const commit = git('rev-parse', 'HEAD').trim()
  assert.equal(await gitState(folder), { commit, dirty: false })
  writeFileSync(join(folder, 'run'), '')
  assert.equal(await gitState(folder), { commit, dirty: false }, 'what git does not follow is no change')
  writeFileSync(join(folder, 'a'), '2')
  assert.equal(await gitState(folder), { commit, dirty: true })
})

test.run()
