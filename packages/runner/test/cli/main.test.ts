import { tmpdir } from 'node:os'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { version } from '../../src/version.js'
import { siamese } from './siamese.js'

const run = (...args: readonly string[]) => siamese(tmpdir(), ...args)

const usage: readonly (readonly [args: readonly string[], err: RegExp])[] = [
  [['rn', 'a.ts'], /^siamese has no command 'rn'\. Did you mean 'run'\?\nsiamese --help lists/],
  [['run'], /^run needs <pipeline>: write siamese run <pipeline>\nsiamese run --help shows how it is written\./],
  [['run', 'a.ts', '--oot', 'x'], /^run has no option --oot\nsiamese run --help/],
  [['explain', 'a.ts', '--without', 'folding'], /^--without is "folding": write foldConstants/],
  [['doctor', '--engine', 'cuda'], /^--engine is "cuda": write native or wasm\n/],
  [['run', 'a.ts', 'b.ts'], /^run cannot do anything with b\.ts: write siamese run <pipeline>\n/],
  [['run', 'a.ts', '--out'], /^--out needs a value behind it\n/],
  [['somewhere'], /^siamese has no command 'somewhere'\nsiamese --help lists/],
  [['doctor', '--threads', '0'], /^--threads is 0: write a whole number, 1 or more\./],
  [['encode', 'm', '--threads', '-2'], /^--threads is -2: write/],
  [['encode', 'm', '--batch-size', '0'], /^--batch-size is 0: write/],
  [['encode', 'm', '--batch-size', 'many'], /^--batch-size is "many": write a number\n/],
  [['tokenizer', 'learn', 't.txt', '--out', 'x'], /^action is "learn": write train\n/],
  [['tokenizer', 'train', 't.txt'], /^tokenizer needs --out\nsiamese tokenizer --help/],
  [['tokenizer', 'train', 't.txt', '--out', 'x', '--size', '0'], /^--size is 0: write/],
  [['evaluate', 'm', '--data', 'd.jsonl', '--max-length', '1.5'], /^--max-length is 1\.5: write/],
]
for (const [args, sentence] of usage)
  test(`siamese ${args.join(' ')}: exit code 2`, async () => {
    const { code, out, err } = await run(...args)
    assert.is(code, 2)
    assert.is(out, '')
    assert.match(err, sentence)
    assert.not.match(err, /\n +at /)
    const told = await run(...args, '--json')
    assert.is(told.code, 2)
    assert.is(JSON.parse(told.out).problems.length, 1)
    assert.is(told.err, '')
  })

test('without a command: what there is', async () => {
  const { code, err } = await run()
  assert.is(code, 2)
  for (const command of [
    'run',
    'check',
    'explain',
    'diff',
    'convert',
    'schema',
    'evaluate',
    'encode',
    'add',
    'tokenizer',
    'init',
    'doctor',
  ])
    assert.match(err, `siamese ${command}`)
})

test('columns that cannot be, a file that is named twice, a model that is missing', async () => {
  const columns = await run('evaluate', 'm', '--data', 'd.jsonl', '--columns', 'a,b')
  assert.equal([columns.code, columns.out], [2, ''])
  assert.match(columns.err, /^--columns a,b: expected the names of three columns/)
  assert.match((await run('evaluate', 'm', '--data', 'd.jsonl', 'd.jsonl')).err, /^--data names d\.jsonl twice/)
  for (const command of [['evaluate', '--data', 'd.jsonl'], ['encode']]) {
    const { code, err } = await run(command[0]!, 'nowhere', ...command.slice(1))
    assert.is(code, 2)
    assert.match(err, /nowhere is missing: check the path/)
  }
})

test('--with needs a module that exports a stage', async () => {
  const { code, err } = await run('encode', 'm', '--with', 'nowhere.ts')
  assert.is(code, 2)
  assert.match(err, /nowhere\.ts is missing: check the path/)
})

test('--version', async () => {
  assert.is((await run('--version')).code, 0)
  assert.match(version, /^\d+\.\d+\.\d+/)
})

test.run()
