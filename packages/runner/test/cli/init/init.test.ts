import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nextSteps } from '../../../src/cli/init/nextSteps.js'
import { pairs } from '../../../src/cli/init/recipe.js'
import { parseLock } from '../../../src/sources/lock.js'
import { siamese } from '../siamese.js'

const base = mkdtempSync(join(tmpdir(), 'siamese-init-'))
test.after(() => rmSync(base, { recursive: true, force: true }))
// As if the packages were installed there.
symlinkSync(fileURLToPath(new URL('../../../../../examples/node_modules', import.meta.url)), join(base, 'node_modules'))

test('a new project is checked by all that siamese check looks at, and fits', async () => {
  const { code, out, err } = await siamese(base, 'init', 'my project')
  assert.equal([code, err], [0, ''])
  assert.match(out, /^pipeline\.ts +what is trained and how: begin here\n/)
  assert.match(out, /\n {2}cd "my project"\n/)
  assert.equal(await siamese(join(base, 'my project'), 'check', 'pipeline.ts'), {
    code: 0,
    out: 'pipeline.ts: pairs, small, width 32: fits\n',
    err: '',
  })
  const { name, scripts, dependencies } = JSON.parse(readFileSync(join(base, 'my project/package.json'), 'utf8'))
  assert.is(name, 'my-project')
  assert.equal(Object.keys(scripts), ['check', 'explain', 'run'])
  assert.equal(Object.keys(dependencies), ['@siamese/core', '@siamese/losses', '@siamese/pooling', '@siamese/runner'])
})

test('its lock is read as one that siamese add wrote', () => {
  const read = parseLock('siamese.lock.ts', readFileSync(join(base, 'my project/siamese.lock.ts'), 'utf8'))
  assert.not(isLeft(read))
})

test('nothing is overwritten; all that stands in the way is told at once, and nothing is written', async () => {
  const { mkdirSync } = await import('node:fs')
  mkdirSync(join(base, 'taken'))
  writeFileSync(join(base, 'taken/README.md'), 'mine')
  symlinkSync('nowhere', join(base, 'taken/.gitignore'))
  const { code, out, err } = await siamese(base, 'init', 'taken')
  assert.equal([code, out], [2, ''])
  assert.equal(err.trimEnd().split('\n'), [
    'taken/.gitignore exists already: siamese init overwrites nothing, choose another folder',
    'taken/README.md exists already: siamese init overwrites nothing, choose another folder',
  ])
  assert.equal(readdirSync(join(base, 'taken')).sort(), ['.gitignore', 'README.md'])
  assert.is(readFileSync(join(base, 'taken/README.md'), 'utf8'), 'mine')
})

test('a folder that is a file is a sentence', async () => {
  writeFileSync(join(base, 'file'), '')
  const { code, err } = await siamese(base, 'init', 'file')
  assert.is(code, 2)
  assert.not.match(err, /\n +at /)
})

test('--json names what was written and what to do next', async () => {
  const { folder, files, next } = JSON.parse((await siamese(base, 'init', 'json', '--json')).out)
  assert.equal([folder, files.length, files[0], next[0]], ['json', 10, 'pipeline.ts', 'cd json'])
})

test('pairs say how much they share: the same seed gives the same ones, every score is there, no pair leaks into dev', () => {
  assert.equal(pairs(20, 1), pairs(20, 1))
  const train = pairs(600, 1)
  assert.equal([...new Set(train.map(({ score }) => score))].sort(), [0, 1, 2, 3, 4, 5])
  const seen = new Set(train.map(({ sentence1, sentence2 }) => `${sentence1} ${sentence2}`))
  const leaked = pairs(150, 2).filter(({ sentence1, sentence2 }) => seen.has(`${sentence1} ${sentence2}`))
  assert.ok(leaked.length <= 3, `${leaked.length} pairs of dev are pairs of train`)
})

test('the next steps are those of the package manager that is in use', () => {
  assert.equal(
    nextSteps('.', { npm_config_user_agent: 'pnpm/10.1.0 node/v20' }).map(([command]) => command),
    ['pnpm install', 'pnpm run check', 'pnpm run explain', 'pnpm run run'],
  )
  assert.is(nextSteps('a', {})[1]![0], 'npm install')
})

test.run()
