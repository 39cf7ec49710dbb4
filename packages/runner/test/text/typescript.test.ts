// Runs through tsx: programs in TypeScript are imported.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { type Experiment, experimentToJson } from '@siamese/core'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { typescriptOf } from '../../src/text/typescriptOf.js'
import { vocabulary } from '../../src/vocabulary.js'
import { randomExperiments } from '../random/experiments.js'
import { randomPipelines } from '../random/pipelines.js'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const plain = (made: Experiment) => JSON.parse(JSON.stringify(experimentToJson(made)))

/** A project outside the repository that has the packages installed. */
const folder = mkdtempSync(join(tmpdir(), 'siamese-convert-'))
test.after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'node_modules/@siamese'), { recursive: true })
for (const name of ['core', 'losses', 'pooling'])
  symlinkSync(join(root, 'packages', name), join(folder, 'node_modules/@siamese', name))
const { formatter, javascript } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
const files = {
  'package.json': { type: 'module' },
  'tsconfig.json': {
    compilerOptions: {
      strict: true,
      module: 'nodenext',
      target: 'es2023',
      noEmit: true,
      skipLibCheck: true,
      types: [],
    },
  },
  'biome.json': { formatter, javascript, linter: { enabled: false } },
}
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content))

const made: readonly Experiment[] = [
  ...fc.sample(randomPipelines(vocabulary), { numRuns: 40, seed: 2 }),
  ...fc.sample(randomExperiments(vocabulary), { numRuns: 40, seed: 2 }),
]
const name = (i: number) => `p${i}.ts`
made.forEach((pipeline, i) => writeFileSync(join(folder, name(i)), typescriptOf(pipeline, [])))
/** Other characters may be wider than one column. */
const isPlain = (file: string): boolean => /^[\n -~]*$/.test(readFileSync(join(folder, file), 'utf8'))
const run = (program: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

test('what is written as TypeScript compiles without an error, with both compilers', () => {
  for (const compiler of ['typescript/bin/tsc', 'typescript-5/lib/tsc.js'])
    assert.equal(run(compiler, '-p', '.'), { status: 0, said: '' })
})

test('and is the same pipeline when it runs', async () => {
  for (const [i, pipeline] of made.entries()) {
    const module = (await import(pathToFileURL(join(folder, name(i))).href)) as { readonly default: Experiment }
    assert.equal(module.default.problems, [])
    assert.ok(isDeepStrictEqual(plain(module.default), plain(pipeline)), readFileSync(join(folder, name(i)), 'utf8'))
  }
})

test('and is formatted, its imports in order', () => {
  const { status, said } = run(
    '@biomejs/biome/bin/biome',
    'check',
    '--max-diagnostics=20',
    '--colors=off',
    ...made.map((_, i) => name(i)).filter(isPlain),
  )
  assert.is(status, 0, said)
})

test.run()
