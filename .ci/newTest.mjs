// What `pnpm new` writes compiles, is formatted, keeps the contract of its family, and has a test that says what is to be done: tried in a
// copy of the packages.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'siamese-new-'))
const faults = []
const run = (...words) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: copy, encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}
const expect = (what, holds, said) => holds || faults.push(`${what}: ${said.trim().slice(0, 600)}`)
/** What is put in the place of the formula that is still to be written, one after the other: the contract holds without a word more. */
const formulas = {
  loss: [
    ['as it is written', source => source],
    ['with a formula', source => source.replace('0 * scale', 'scale')],
    [
      'of classes, in parts',
      source =>
        source
          .replace('score: score', 'label: class')
          .replace(
            /apply: \(\{ sentence1, sentence2 \}, \{ scale \}\) => (.*),\n/,
            (_, formula) =>
              `parts: ({ sentence1, sentence2, label }, { scale }) => ({ one: ${formula}, other: tf.mul(label, ${formula}) }),\n`,
          ),
    ],
  ],
  pooling: [
    ['as it is written', source => source],
    ['with a formula', source => source.replace(/, 0\),\n\}/, ', 2),\n}')],
  ],
}
const bin = (name, script) => join(root, 'node_modules', name, script)

try {
  for (const each of ['biome.json', '.gitignore', 'tsconfig.base.json', 'package.json', '.ci/new.mjs'])
    cpSync(join(root, each), join(copy, each))
  for (const each of ['core', 'losses', 'pooling'])
    cpSync(join(root, 'packages', each), join(copy, 'packages', each), {
      recursive: true,
      filter: from => !/\/node_modules(\/|$)/.test(from),
    })
  for (const each of ['.', 'packages/core', 'packages/losses', 'packages/pooling'])
    symlinkSync(join(root, each, 'node_modules'), join(copy, each, 'node_modules'))
  for (const [kind, name, folder] of [
    ['loss', 'aNewLoss', 'losses'],
    ['pooling', 'zigzag', 'pooling'],
  ]) {
    const made = run('.ci/new.mjs', kind, name)
    expect(`new ${kind}`, made.status === 0, made.said)
    const files = [
      `packages/${folder}/src/${name}.ts`,
      `packages/${folder}/src/index.ts`,
      `packages/${folder}/test/${name}.test.ts`,
    ]
    const lint = run(bin('@biomejs/biome', 'bin/biome'), 'check', ...files)
    expect(`lint of a new ${kind}`, lint.status === 0, lint.said)
    const types = run(bin('typescript', 'bin/tsc'), '-p', `packages/${folder}`, '--noEmit')
    expect(`types of a new ${kind}`, types.status === 0, types.said)
    expect(
      `index of a new ${kind}`,
      new RegExp(`${name},?\n?] as const`).test(readFileSync(join(copy, files[1]), 'utf8')),
      'not in all',
    )
    const tested = run('--import', 'tsx', files[2])
    expect(`test of a new ${kind}`, tested.status !== 0 && tested.said.includes('write its formula'), tested.said)
    const again = run('.ci/new.mjs', kind, name)
    expect(`a name that is there`, again.status === 2 && again.said.includes('is there already'), again.said)
    writeFileSync(
      join(copy, `packages/${folder}/test/contractOfNew.test.ts`),
      `import '../../core/test/cpu.js'
import { test } from 'uvu'
import { ${name} } from '../src/${name}.js'
import { contract } from './contract.js'
contract(test, 'cpu', [1], [${name}])
test.run()
`,
    )
    const contract = () => run('--import', 'tsx', `packages/${folder}/test/contractOfNew.test.ts`)
    for (const [what, formula] of formulas[kind]) {
      const path = join(copy, files[0])
      writeFileSync(path, formula(readFileSync(path, 'utf8')))
      const { status, said } = contract()
      expect(`the contract of a new ${kind}, ${what}`, status === 0 && /Passed: +[1-9]/.test(said), said)
    }
  }
  for (const words of [[], ['loss'], ['loss', 'Bad-Name'], ['evaluator', 'mine'], ['loss', 'all'], ['loss', '../x']]) {
    const refused = run('.ci/new.mjs', ...words)
    expect(`new ${words.join(' ')}`, refused.status === 2 && refused.said.trim().split('\n').length === 1, refused.said)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
for (const fault of faults) console.log(fault)
console.log(`pnpm new: 2 stages, ${faults.length} problems`)
process.exit(faults.length === 0 ? 0 : 1)
