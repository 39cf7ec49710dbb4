import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findCompiler } from '../../../src/cli/check/compiler.js'
import { typeCheck } from '../../../src/cli/check/typeCheck.js'

const base = mkdtempSync(join(tmpdir(), 'siamese-compiler-'))
test.after(() => rmSync(base, { recursive: true, force: true }))
const packages = fileURLToPath(new URL('../../../../../node_modules', import.meta.url))
/** A project that has a `typescript` of its own: one of the workspace, or one that only has a version. */
const project = (name: string, typescript: string | { readonly version: string } | undefined): string => {
  const folder = join(base, name)
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  if (typeof typescript === 'string')
    symlinkSync(join(packages, typescript), join(folder, 'node_modules/typescript'), 'junction')
  else if (typescript !== undefined) {
    mkdirSync(join(folder, 'node_modules/typescript'))
    writeFileSync(join(folder, 'node_modules/typescript/package.json'), JSON.stringify(typescript))
  }
  return folder
}

test("a project's own compiler is used, the native one started without Node in between", async () => {
  const five = await findCompiler(project('five', 'typescript-5'))
  assert.match(five.version, /^5\.9\./)
  assert.is(five.command[0], process.execPath)
  const seven = await findCompiler(project('seven', 'typescript'))
  assert.match(seven.version, /^7\./)
  assert.is.not(seven.command[0], process.execPath)
})

test('without one, or with one that is too old, it is the one that comes along; the latter is said', async () => {
  const none = await findCompiler(project('none', undefined))
  assert.match(none.version, /^7\./)
  assert.is(none.note, undefined)
  const old = await findCompiler(project('old', { version: '5.4.5' }))
  assert.is(old.version, none.version)
  assert.is(old.note, `the project's TypeScript is 5.4.5, pipelines need 5.9 or later: checked with ${none.version}`)
})

for (const name of ['five', 'seven', 'none'])
  test(`the same errors at the same places: ${name}`, async () => {
    const file = join(base, name, 'wrong.ts')
    writeFileSync(join(base, name, 'part.ts'), 'export const part: string = 1\n')
    writeFileSync(
      file,
      `import { part } from './part.ts'\ndeclare const fits: (a: number, b: 'pool.mean needs one word more') => void\nfits(1, part)\n`,
    )
    const { complaints, reads, notes, raw } = await typeCheck([file])
    assert.equal(
      complaints.map(({ file, line, column, code }) => [file?.slice(base.length), line, column, code]),
      [
        [`/${name}/part.ts`, 1, 14, 'TS2322'],
        [`/${name}/wrong.ts`, 3, 9, 'TS2345'],
      ],
    )
    assert.equal(
      [...reads].sort().map(path => path.slice(base.length)),
      [`/${name}/part.ts`, `/${name}/wrong.ts`],
    )
    assert.equal(notes, [])
    assert.is(raw.trim().split('\n').length, 2)
  })

test('a compiler that cannot do its work is said, and the rest goes on', async () => {
  const folder = project('broken', { version: '9.0.0' })
  writeFileSync(join(folder, 'any.ts'), 'export {}\n')
  const { complaints, notes } = await typeCheck([join(folder, 'any.ts')])
  assert.equal(complaints, [])
  assert.is(notes.length, 1)
  assert.match(notes[0]!, /^types are not checked: TypeScript 9\.0\.0 ended with /)
})

test.run()
