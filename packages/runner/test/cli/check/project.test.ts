import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nearestConfig, writeProject } from '../../../src/cli/check/project.js'

const base = mkdtempSync(join(tmpdir(), 'siamese-project-'))
const { XDG_CACHE_HOME } = process.env
process.env.XDG_CACHE_HOME = join(base, 'cache')
test.after(() => {
  if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME
  else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME
  rmSync(base, { recursive: true, force: true })
})
const folder = (path: string): string => {
  mkdirSync(join(base, path), { recursive: true })
  return join(base, path)
}
const written = async (...args: Parameters<typeof writeProject>) => {
  const path = await writeProject(...args)
  return { path, ...JSON.parse(readFileSync(path, 'utf8')) }
}

test('the nearest tsconfig.json counts, but for one that only lists other projects', async () => {
  const [outer, inner] = [folder('outer'), folder('outer/inner/deep')]
  writeFileSync(join(outer, 'tsconfig.json'), '{ "compilerOptions": { "strict": true } }')
  writeFileSync(
    join(dirname(inner), 'tsconfig.json'),
    '{\n  // nothing of its own\n  "files": [],\n  "references": [{ "path": "deep" }],\n}',
  )
  assert.is(await nearestConfig(inner), join(outer, 'tsconfig.json'))
  writeFileSync(join(inner, 'tsconfig.json'), '{ "extends": "../../tsconfig.json" }')
  assert.is(await nearestConfig(inner), join(inner, 'tsconfig.json'))
})

test('it is written below node_modules, extends the project, and is the same file for the same question', async () => {
  const home = folder('home')
  folder('home/node_modules')
  const config = join(home, 'tsconfig.json')
  const { path, ...rest } = await written(home, config, ['/p.ts'])
  assert.is(dirname(path), join(home, 'node_modules/.cache/siamese'))
  assert.equal([rest.extends, rest.files, rest.include, rest.references], [config, ['/p.ts'], [], []])
  const { noEmit, composite, strictNullChecks, strict } = rest.compilerOptions
  assert.equal([noEmit, composite, strictNullChecks, strict], [true, false, true, undefined])
  assert.is(await writeProject(home, config, ['/p.ts']), path)
  assert.is.not(await writeProject(home, config, ['/q.ts']), path)
})

test('without a project it is strict, and knows Node where its types are', async () => {
  const { compilerOptions } = await written(folder('alone'), undefined, ['/p.ts'])
  assert.equal([compilerOptions.strict, compilerOptions.types, compilerOptions.lib], [true, [], ['es2023', 'dom']])
  folder('typed/node_modules/@types/node')
  const typed = await written(folder('typed'), undefined, ['/p.ts'])
  assert.equal([typed.compilerOptions.types, typed.compilerOptions.lib], [['node'], ['es2023']])
})

test('where nothing can be written it stands in the cache, and says where types are', async () => {
  const home = folder('closed')
  writeFileSync(join(home, 'node_modules'), 'no folder')
  const { path, compilerOptions } = await written(home, undefined, ['/p.ts'])
  assert.is(dirname(path), join(base, 'cache/siamese/check'))
  assert.is(compilerOptions.typeRoots[0], join(home, 'node_modules/@types'))
})

test.run()
