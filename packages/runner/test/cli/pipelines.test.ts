import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { stringify } from 'yaml'
import { cosine, folder, head, json, onDev, remove, training } from '../run/tiny.js'
import { siamese } from './siamese.js'

const base = folder()
test.after(() => remove(base))

const file = (name: string, text: string): string => {
  writeFileSync(join(base, name), text)
  return name
}
const source = (stages: string): string => `
import { encode, evaluate, pipeline, tokenize, train, untrained } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
const tiny = untrained('tiny', ${JSON.stringify({ architecture: 'bert', tokenizer: 'tokenizer.json', seed: 7 }).slice(0, -1)},
  config: { vocab_size: 18, hidden_size: 8, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 16, max_position_embeddings: 16 } })
const pairs = ${JSON.stringify(json([]).data)} as const
export default pipeline(
  pairs,
  ${stages}
)
`

test('a pipeline in TypeScript is checked wherever it lies, with or without a package.json', async () => {
  const name = file('fits.ts', source("tokenize(tiny), encode(tiny), pool.mean(), evaluate.similarity({ on: 'dev' }),"))
  assert.equal(await siamese(base, 'check', name), {
    code: 0,
    out: 'fits.ts: pairs, tiny, width 8: fits\n',
    err: '',
  })
})

test('everything that is wrong is said at once, each at the line of its stage', async () => {
  const name = file(
    'wrong.ts',
    source(
      "tokenize(tiny),\n  encode(tiny),\n  loss.cosineSimilarity(),\n  evaluate.similarity({ on: 'no' }),\n  train({ epochs: 0 }),",
    ),
  )
  const { code, err } = await siamese(base, 'check', name)
  assert.is(code, 2)
  assert.equal(err.trimEnd().split('\n'), [
    'loss.cosineSimilarity needs sentence embeddings: put a pooling before it',
    '  wrong.ts:12:3',
    '  12 |   loss.cosineSimilarity(),',
    '     |   ^^^^^^^^^^^^^^^^^^^^^^^',
    'evaluate.similarity reads the split no; pairs has train, dev, test',
    '  wrong.ts:13',
    "  13 |   evaluate.similarity({ on: 'no' }),",
    '     |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
    'train: epochs is 0: choose 1 or more',
    '  wrong.ts:14',
    '  14 |   train({ epochs: 0 }),',
    '     |   ^^^^^^^^^^^^^^^^^^^^',
  ])
})

test('JSON and YAML are refused at the line and column of the key; JSON on one line by the key, too', async () => {
  const wrong = json([...head, cosine, { ...onDev, on: 'no' }, training()])
  const sentence = 'evaluate.similarity reads the split no; pairs has train, dev, test'
  const lines = JSON.stringify(wrong, null, 2)
  const on = lines.split('\n').findIndex(line => line.includes('"on": "no"')) + 1
  for (const [name, text, place] of [
    ['wrong.json', lines, `wrong.json:${on}:7`],
    ['wrong.yaml', stringify(wrong), /^wrong\.yaml:\d+:5$/],
    ['wrong.yml', lines, `wrong.yml:${on}:7`],
    ['long.json', JSON.stringify(wrong), /^long\.json:1:\d+, stages\[4\]\.on$/],
  ] as const) {
    const { code, err } = await siamese(base, 'check', file(name, text))
    assert.is(code, 2)
    const [said, where] = err.trimEnd().split('\n  ')
    assert.is(said, sentence)
    assert.match(where!, place)
  }
})

test('a pipeline with nothing to do is refused at its last stage', async () => {
  const { err } = await siamese(base, 'check', file('idle.yaml', stringify(json(head))))
  assert.match(
    err,
    /^pool\.mean ends a pipeline with nothing to do: put a loss .*\n {2}idle\.yaml:\d+:5\n {2}\d+ \| .*pool\.mean\n/,
  )
})

mkdirSync(join(base, 'folder.ts'))
symlinkSync('nowhere', join(base, 'dangling.ts'))
const refused: readonly (readonly [name: string, text: string | undefined, sentence: RegExp, place?: RegExp])[] = [
  [
    'syntax.ts',
    'export default pipeline(',
    /^(syntax\.ts does not load: Unexpected end of file|Expression expected\. \(TS1109\)|'\)' expected\. \(TS1005\))/,
    /syntax\.ts:1/,
  ],
  ['throws.ts', '\nthrow new Error("no luck")', /^throws\.ts does not load: no luck/, /throws\.ts:2/],
  ['null.ts', 'throw null', /^null\.ts does not load: null/],
  ['nothing.ts', 'export const a = 1', /^nothing\.ts has no pipeline as its default export: write export default/],
  ['other.ts', 'export default { a: 1 }', /^other\.ts has no pipeline as its default export/],
  [
    'import.ts',
    'import a from "./gone.js"\nexport default a',
    /^(import\.ts does not load: )?Cannot find module '.*gone\.js'/,
  ],
  ['cut.json', '{\n  "siamese": ', /^the pipeline is malformed JSON: expected a value/, /cut\.json:2:/],
  ['empty.json', '{}', /^a pipeline is an object with siamese, data, models, stages; this is \{\}/, /empty\.json:1:1/],
  [
    'twice.json',
    '{\n "siamese": 1,\n "siamese": 1 }',
    /^the key "siamese" is written twice: remove one/,
    /twice\.json:3:2/,
  ],
  ['cut.yaml', 'siamese: 1\nstages: [', /^the pipeline is malformed YAML: expected a closing \]/, /cut\.yaml:2:10/],
  [
    'utf16.yaml',
    '\ufeff',
    /^a pipeline is an object with siamese, data, models, stages; this is null/,
    /utf16\.yaml:1:1/,
  ],
  ['notes.txt', 'hello', /^notes\.txt is no pipeline: name a \.ts, \.js, \.json or \.yaml file/],
  ['gone.ts', undefined, /gone\.ts is missing: check the path/],
  ['dangling.ts', undefined, /dangling\.ts is missing: check the path/],
  ['folder.ts', undefined, /folder\.ts is a folder where a file is needed/],
]
for (const [name, text, sentence, place] of refused)
  test(`${name} is refused in a sentence, without a stack`, async () => {
    if (text !== undefined) file(name, text)
    for (const command of ['check', 'run']) {
      const { code, out, err } = await siamese(base, command, name)
      assert.is(code, 2)
      assert.is(out, '')
      assert.match(err.replace(`${base}/`, ''), sentence)
      assert.not.match(err, /\n +at /)
      if (place !== undefined) assert.match(err, place)
    }
    const { code, out } = await siamese(base, 'check', name, '--json')
    assert.is(code, 2)
    assert.ok(JSON.parse(out).problems.length > 0)
  })

test('problems of several files come together, and are summed up', async () => {
  const { out } = await siamese(base, 'check', 'nothing.ts', 'other.ts', '--json')
  assert.is(JSON.parse(out).problems.length, 2)
  const { err } = await siamese(base, 'check', 'nothing.ts', 'other.ts', 'fits.ts')
  assert.match(err, /\n3 files: 1 fits, 2 have 2 problems\n$/)
})

test('what only the compiler sees is told in its words, beside what only the program sees', async () => {
  const name = file(
    'typed.ts',
    `const count: number = 'three'\nconst length = JSON.parse('99')\n${source("tokenize(tiny, { maxLength: length }), encode(tiny), pool.mean(), evaluate.similarity({ on: 'dev' }),")}`,
  )
  const { code, out } = await siamese(base, 'check', name, '--json', '--verbose')
  assert.is(code, 2)
  const { problems, files, compiler } = JSON.parse(out)
  assert.equal(
    problems.map(({ sentence, line, column, code }: Record<string, unknown>) => [sentence, line, column, code]),
    [
      ["Type 'string' is not assignable to type 'number'.", 1, 7, 'TS2322'],
      ['tokenize: tiny has 16 positions and maxLength is 99', 12, undefined, undefined],
    ],
  )
  assert.match(compiler, /typed\.ts\(1,7\): error TS2322/)
  assert.equal(
    files.map(({ file, fits, reads }: Record<string, unknown>) => [file, fits, reads]),
    [['typed.ts', false, ['typed.ts', 'tokenizer.json']]],
  )
})

test('what a pipeline prints while it is loaded does not get into the results', async () => {
  const text = source("tokenize(tiny), encode(tiny), pool.mean(), evaluate.similarity({ on: 'dev' }),")
  const { code, out, err } = await siamese(
    base,
    'check',
    file('prints.ts', `${text}console.log('loading')\n`),
    '--json',
  )
  assert.is(code, 0)
  assert.is(JSON.parse(out).files[0].fits, true)
  assert.is(err, 'loading\n')
})

test('a mistake in a file that a pipeline imports is told at its place there', async () => {
  file('parts.ts', "export const steps: number = 'four'\n")
  const name = file(
    'imports.ts',
    `import { steps } from './parts.ts'\nexport const used = steps\n${source(
      "tokenize(tiny), encode(tiny), pool.mean(), evaluate.similarity({ on: 'dev' }),",
    )}`,
  )
  const { code, err } = await siamese(base, 'check', name)
  assert.is(code, 2)
  assert.equal(err.trimEnd().split('\n'), [
    "Type 'string' is not assignable to type 'number'. (TS2322)",
    '  parts.ts:1:14',
    "  1 | export const steps: number = 'four'",
    '    |              ^^^^^',
  ])
})

test('the options of the nearest tsconfig.json are those that count', async () => {
  mkdirSync(join(base, 'loose'))
  file(
    'loose/tsconfig.json',
    '{ // not strict\n "compilerOptions": { "strict": false, "module": "esnext", "moduleResolution": "bundler", "types": [], }, }',
  )
  const text = `export const first = (texts) => texts[0]\n${source("tokenize(tiny), encode(tiny), pool.mean(), evaluate.similarity({ on: 'dev' }),").replace('tokenizer.json', '../tokenizer.json')}`
  assert.is((await siamese(base, 'check', file('loose/own.ts', text))).err, '')
  const { err } = await siamese(base, 'check', file('strict.ts', text.replace('../tokenizer', 'tokenizer')))
  assert.match(err, /^Parameter 'texts' implicitly has an 'any' type\. \(TS7006\)\n {2}strict\.ts:1:23\n/)
})

test('a tokenizer and data that are not there are missed before a run', async () => {
  const { code, err } = await siamese(
    base,
    'check',
    file(
      'absent.ts',
      source("tokenize(tiny), encode(tiny), pool.mean(), evaluate.similarity({ on: 'dev' }),")
        .replace('tokenizer.json', 'gone.json')
        .replace(
          /const pairs = .*/,
          "const pairs = files('pairs', [['sentence1', text], ['sentence2', text], ['score', score(0, 5)]], { dev: ['gone.jsonl'] })",
        )
        .replace('encode,', 'encode, files, score, text,'),
    ),
  )
  assert.is(code, 2)
  assert.equal(err.replaceAll(`${base}/`, '').trimEnd().split('\n'), [
    'gone.jsonl of pairs is missing: . has none; check the path',
    '  absent.ts',
    'gone.json is missing: check the path.',
    '  absent.ts',
  ])
})

test.run()
