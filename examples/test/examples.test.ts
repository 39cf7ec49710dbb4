// Every numbered example runs as a program of its own, and ends well: each asserts what it claims.
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { test } from 'uvu'
import * as assert from 'uvu/assert'

const folder = fileURLToPath(new URL('..', import.meta.url))
const examples = readdirSync(folder).filter(name => /^\d\d-.*\.ts$/.test(name))
/** Runs go into the current folder, so that is one that goes away. */
const here = mkdtempSync(join(tmpdir(), 'siamese-examples-'))
test.after(() => rmSync(here, { recursive: true }))

test('the ladder is there', () => {
  assert.ok(examples.length >= 9)
})

for (const name of examples)
  test(`${name} runs`, async () => {
    const program = ['--import', import.meta.resolve('tsx'), join(folder, name)]
    const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: here })
    assert.ok(stdout.length > 0)
  })

test.run()
