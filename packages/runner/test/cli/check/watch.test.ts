import { spawn } from 'node:child_process'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { watchPaths } from '../../../src/cli/check/watchPaths.js'
import { folder, head, json, onDev, pairs, remove } from '../../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const until = async (is: () => boolean, seconds: number): Promise<void> => {
  const end = performance.now() + seconds * 1000
  while (!is() && performance.now() < end) await new Promise(done => setTimeout(done, 20))
}

test('a file that is written, replaced or appears is told; others beside it are not', async () => {
  let times = 0
  const watched = watchPaths(() => {
    times++
  })
  writeFileSync(join(base, 'one'), '1')
  watched.look([join(base, 'one'), join(base, 'later')])
  await new Promise(done => setTimeout(done, 150))
  times = 0
  writeFileSync(join(base, 'another'), '1')
  await until(() => times > 0, 0.3)
  assert.is(times, 0)
  const changes = [
    () => writeFileSync(join(base, 'one'), '2'),
    () => {
      writeFileSync(join(base, 'one~'), '3')
      renameSync(join(base, 'one~'), join(base, 'one'))
    },
    () => writeFileSync(join(base, 'later'), '1'),
  ]
  for (const [i, change] of changes.entries()) {
    change()
    await until(() => times > i, 2)
    assert.ok(times > i, `change ${i} is told`)
    times = i + 1
  }
  watched.close()
})

test('siamese check --watch checks again when the file or its data change, and ends well', async () => {
  mkdirSync(join(base, 'data'))
  const rows = (score: number) =>
    writeFileSync(join(base, 'data/dev.jsonl'), `${JSON.stringify({ sentence1: 'a', sentence2: 'b', score })}\n`)
  const pipeline = (on: string) =>
    writeFileSync(
      join(base, 'p.json'),
      JSON.stringify(
        json([...head, { ...onDev, on }], {
          ...pairs,
          splits: ['dev'],
          origin: { source: './data', files: { dev: [{ path: 'dev.jsonl' }] } },
        }),
      ),
    )
  rows(1)
  pipeline('dev')
  const command = fileURLToPath(new URL('../../../bin/siamese.js', import.meta.url))
  const child = spawn(process.execPath, [command, 'check', 'p.json', '--watch'], { cwd: base })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => {
      said += text
    })
  const next = async (pattern: RegExp) => {
    await until(() => pattern.test(said) && /watching; Ctrl-C ends/.test(said), 20)
    assert.match(said, pattern)
    said = ''
  }
  await next(/p\.json: pairs, tiny, width 8: fits/)
  rows(9)
  await next(/dev\.jsonl:1/)
  pipeline('no')
  await next(/evaluate\.similarity reads the split no; pairs has dev/)
  const ended = new Promise(done => child.on('close', done))
  child.kill('SIGINT')
  assert.is(await ended, 0)
})

test.run()
