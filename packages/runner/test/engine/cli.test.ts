import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Data } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { resultOf } from '../cli/resultOf.js'
import { siamese } from '../cli/siamese.js'
import { cosine, folder, head, json, model, onDev, pairs, remove, sentence, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const on = (...args: readonly string[]) => siamese(base, ...args, '--engine', 'wasm')

const file = (name: string, content: unknown): string => {
  writeFileSync(join(base, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}
const rows = (all: readonly object[]): string => all.map(row => `${JSON.stringify(row)}\n`).join('')
const stages = [...head, cosine, onDev, training({ epochs: 1 })]
/** Files as splits; those that a test does not name are sound. */
const inFiles = (train: string, dev = 'dev.jsonl'): Data => ({
  ...pairs,
  splits: ['train', 'dev'],
  origin: { source: '.', files: { train: [{ path: train }], dev: [{ path: dev }] } },
})
const sound = Array.from({ length: 8 }, (_, i) => ({
  sentence1: sentence(i),
  sentence2: sentence(3 * i + 1),
  score: i % 6,
}))
file('dev.jsonl', rows(sound))
file('train.jsonl', rows(sound))

test('run: the plan and a table for people, for programs each event and then the result', async () => {
  file('fits.json', json(stages, inFiles('train.jsonl')))
  const plain = await on('run', 'fits.json', '--out', 'one')
  assert.is(plain.code, 0, plain.err)
  assert.match(plain.out, /^metric +before +after\ndev\.pearson_cosine +-?0\.\d{4} +-?0\.\d{4}\n/)
  assert.match(plain.out, /\n1 steps? in \d+(\.\d)? s\nmodel {3}one\/model\nreport {2}one\/report\.html\n$/)
  assert.match(plain.err, /^warning: warmup 0\.1 takes the only step: .*\n/m)
  assert.match(plain.err, /^one\n {2}data {4}\w+: train \d+, dev \d+ rows\n {2}model {3}\w+: bert, /)
  assert.match(
    plain.err,
    /\n {2}engine {2}wasm, operation by operation, .*\n(warning.*\n)* {2}takes {3}about 0\.\d s\n/,
  )
  assert.match(plain.err, /\nstep 1 \/ 1 {2}loss 0\.\d{4}/)
  const told = await on('run', 'fits.json', '--json')
  assert.is(told.code, 0)
  const lines = told.out.trimEnd().split('\n')
  const events = lines.slice(0, -1).map(line => JSON.parse(line).event)
  assert.equal([events[0], events[1], events.at(-1)], ['started', 'planned', 'done'])
  assert.is(events.filter(event => event === 'step').length, 1)
  const document = resultOf(told.out)
  assert.is(document.folder, join('runs', 'fits-1'))
  assert.equal(document.truncated, {})
  assert.ok(existsSync(join(base, document.model, 'model.safetensors')))
})

test('evaluate: the metrics of each file', async () => {
  const plain = await on('evaluate', 'one/model', '--data', 'dev.jsonl', 'train.jsonl')
  assert.is(plain.code, 0, plain.err)
  assert.match(plain.out, /^file +pearson_cosine +spearman_cosine\ndev\.jsonl .*\ntrain\.jsonl /)
  const told = await on('evaluate', 'one/model', '--data', 'dev.jsonl', '--max-length', '4', '--json')
  assert.equal(Object.keys(JSON.parse(told.out)), ['dev.jsonl'])
  assert.is(told.err, '16 texts of dev.jsonl cut at the longest length\n')
})

test('evaluate: a folder of queries and a corpus', async () => {
  mkdirSync(join(base, 'found'))
  file('found/corpus.jsonl', '{"_id":"d1","text":"a small dog runs"}\n{"_id":"d2","text":"the old cat sleeps"}\n')
  file('found/queries.jsonl', '{"_id":"q1","text":"a small dog runs"}\n')
  file('found/qrels.test.tsv', 'query-id\tcorpus-id\tscore\nq1\td1\t1\n')
  const { code, out, err } = await on('evaluate', 'one/model', '--data', 'found')
  assert.is(code, 0, err)
  assert.match(out, /^metric +test\ncosine_ndcg@10 +1\.0000\n/)
  const both = await on('evaluate', 'one/model', '--data', 'dev.jsonl', '--query-prompt', 'x')
  assert.is(both.err, 'sentence pairs have neither queries nor documents: write --prompt\n')
  const none = await on('evaluate', 'one/model', '--data', 'one')
  assert.match(none.err, /--data one is a folder without corpus\.jsonl, queries\.jsonl and qrels/)
})

test('evaluate: several retrieval sets, each as much in their mean', async () => {
  const set = (name: string, relevant: string): void => {
    for (const [folder, lines] of [
      ['corpus', '{"_id":"1","text":"a small dog runs"}\n{"_id":"2","text":"the old cat sleeps"}\n'],
      ['queries', '{"_id":"1","text":"a small dog runs"}\n'],
      ['qrels', `{"query-id":"1","corpus-id":"${relevant}"}\n`],
    ] as const) {
      mkdirSync(join(base, 'sets', folder), { recursive: true })
      file(`sets/${folder}/${name}-00000-of-00001.jsonl`, lines)
    }
  }
  set('found', '1')
  set('missed', '2')
  const told = await on('evaluate', 'one/model', '--data', 'sets', '--json')
  assert.is(told.code, 0, told.err)
  const sets = JSON.parse(told.out)
  assert.equal(Object.keys(sets), ['found', 'missed', 'mean'])
  assert.equal(
    ['found', 'missed', 'mean'].map(name => sets[name]['cosine_accuracy@1']),
    [1, 0, 0.5],
  )
  assert.is(sets.mean['cosine_mrr@10'], 0.75)
  const twice = await on('evaluate', 'one/model', '--data', 'sets', 'found')
  assert.is(twice.err, '--data has two retrieval sets named found: rename a folder, or score them apart\n')
  const mixed = await on('evaluate', 'one/model', '--data', 'sets', 'dev.jsonl')
  assert.is(
    mixed.err,
    '--data names folders (sets) and files (dev.jsonl): score retrieval sets and sentence pairs apart\n',
  )
})

test('encode: lines, one document, or a file', async () => {
  file('texts.txt', 'a dog\nthe cat sleeps\n')
  const lines = (await on('encode', 'one/model', 'texts.txt')).out.trimEnd().split('\n')
  assert.equal(
    lines.map(line => JSON.parse(line).text),
    ['a dog', 'the cat sleeps'],
  )
  const document = JSON.parse((await on('encode', 'one/model', 'texts.txt', '--json')).out)
  assert.equal([document.texts, document.truncated, document.width, document.vectors.length], [2, 0, 8, 2])
  assert.equal(document.vectors[1], JSON.parse(lines[1]!))
  for (const out of ['v.npy', 'v.jsonl', 'v.parquet']) {
    const { code, err } = await on('encode', 'one/model', 'texts.txt', '--out', out)
    assert.is(code, 0)
    assert.is(err, `2 vectors of width 8 in ${out}\n`)
  }
  assert.is(readFileSync(join(base, 'v.npy')).length, 128 + 2 * 8 * 4)
})

test("a model that declares a stage of one's own opens with it", async () => {
  file(
    'mine.ts',
    `import { definePooling } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
export const mine = definePooling({ name: 'my.sum', apply: ({ tokens }) => tf.sum(tokens, 1) })
`,
  )
  const pipeline = file(
    'own.ts',
    `import { encode, evaluate, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { mine } from './mine.ts'
const tiny = ${JSON.stringify(model)} as const
const pairs = ${JSON.stringify(inFiles('train.jsonl'))} as const
export default pipeline(pairs, tokenize(tiny), encode(tiny), mine(), loss.cosineSimilarity(), train({ steps: 1 }))
`,
  )
  const { code, err } = await on('run', pipeline, '--out', 'own')
  assert.is(code, 0, err)
  assert.match(err, 'warning: sentence-transformers does not know my.sum')
  const without = await on('encode', 'own/model', 'texts.txt')
  assert.is(without.code, 2)
  assert.match(without.err, /declares my\.sum, which is no stage here: give it with .*--with FILE/)
  const withIt = await on('encode', 'own/model', 'texts.txt', '--with', 'mine.ts', '--json')
  assert.is(withIt.code, 0, withIt.err)
  assert.is(JSON.parse(withIt.out).texts, 2)
})

mkdirSync(join(base, 'folder.jsonl'))
symlinkSync('nowhere', join(base, 'dangling.jsonl'))
file('empty.jsonl', '')
file(
  'wrong.jsonl',
  `${rows([
    { ...sound[0], score: 7 },
    { ...sound[0], sentence2: ' ' },
    { sentence1: 'a', score: 1 },
  ])}{"a":\n`,
)
const changed = (origin: object): Data => ({ ...inFiles('train.jsonl'), origin: origin as Data['origin'] })
const tiny = (origin: object) => ({ ...json(stages, inFiles('train.jsonl')), models: { tiny: { ...model, origin } } })

const wrong: readonly (readonly [what: string, pipeline: unknown, sentences: readonly RegExp[]])[] = [
  [
    'a file that is missing, and a tokenizer that is',
    {
      ...tiny({ ...model.origin, tokenizer: 'gone.json' }),
      data: inFiles('gone.jsonl'),
    },
    [/gone\.json is missing/, /gone\.jsonl of pairs is missing/],
  ],
  ['a folder as a file', json(stages, inFiles('folder.jsonl')), [/folder\.jsonl is a folder where a file is needed/]],
  ['a link to nothing', json(stages, inFiles('dangling.jsonl')), [/dangling\.jsonl of pairs is missing/]],
  [
    'an empty split',
    json(stages, inFiles('train.jsonl', 'empty.jsonl')),
    [/pairs has no row in dev; give it a file with rows/],
  ],
  [
    'rows that do not decode, all of them',
    json(stages, inFiles('wrong.jsonl')),
    [
      /wrong\.jsonl:1, column score: expected score<0, 5>, found 7/,
      /wrong\.jsonl:2, column sentence2: the text is empty/,
      /wrong\.jsonl:3, column sentence2: /,
      /wrong\.jsonl:4:\d+: malformed JSON/,
    ],
  ],
  [
    'data that changed since the lock',
    json(
      stages,
      changed({
        source: '.',
        files: { train: [{ path: 'train.jsonl', sha256: 'abcdef0123' }], dev: [{ path: 'dev.jsonl' }] },
      }),
    ),
    [
      /train\.jsonl of pairs has changed: its sha256 begins with [0-9a-f]{8}, the lock has abcdef01; run siamese add data/,
    ],
  ],
  [
    'a model that changed since the lock',
    tiny({
      source: 'one/model',
      files: [
        { path: 'config.json', sha256: 'abcdef0123' },
        { path: 'old.json', sha256: '00' },
      ],
    }),
    [
      /config\.json of tiny has changed: its sha256 begins with [0-9a-f]{8}, the lock has abcdef01; run siamese add model one\/model --as tiny/,
      /old\.json of tiny has changed: it is gone/,
    ],
  ],
  [
    'a loss that is no number',
    json([...head, cosine, training({ learningRate: 1e30, warmup: 0, batchSize: 4 })], inFiles('train.jsonl')),
    [/the loss is .* at step 2; .*; it has rows (\d+, ){3}\d+ of the training split: lower learningRate/],
  ],
]
for (const [i, [what, pipeline, sentences]] of wrong.entries())
  test(`${what}: sentences, exit code 2, no model`, async () => {
    const name = file(`wrong-${i}.json`, pipeline)
    const { code, out, err } = await on('run', name, '--out', `out-${i}`)
    assert.is(code, 2)
    assert.is(out, '')
    for (const sentence of sentences) assert.match(err, sentence)
    assert.not.match(err, /\n +at /)
    assert.not.ok(existsSync(join(base, `out-${i}`, 'model')))
    const told = await on('run', name, '--out', `told-${i}`, '--json')
    assert.is(told.code, 2)
    assert.ok(JSON.parse(told.out.trimEnd().split('\n').at(-1)!).problems.length >= sentences.length)
  })

test('an output that exists is never written over', async () => {
  const before = readFileSync(join(base, 'one/manifest.json'), 'utf8')
  const { code, err } = await on('run', 'fits.json', '--out', 'one')
  assert.is(code, 2)
  assert.match(err, /one exists and is not empty \(a run that finished\): name another folder with --out, or remove it/)
  assert.is(readFileSync(join(base, 'one/manifest.json'), 'utf8'), before)
  assert.match((await on('run', 'fits.json', '--out', 'dev.jsonl')).err, /dev\.jsonl leads through a file/)
  assert.match(
    (await on('encode', 'one/model', 'texts.txt', '--out', 'folder.jsonl')).err,
    /folder\.jsonl exists already|folder\.jsonl is a folder/,
  )
})

test('evaluate and encode: what is missing is named', async () => {
  for (const [args, sentence] of [
    [['evaluate', 'one/model', '--data', 'gone.jsonl'], /gone\.jsonl .*is missing/],
    [
      ['evaluate', 'one/model', '--data', 'dev.jsonl', '--columns', 'a,b,c'],
      /needs the columns .*; .*dev\.jsonl has sentence1, sentence2, score: name them/,
    ],
    [
      ['evaluate', 'one/model', '--data', 'dev.jsonl', '--max-length', '99'],
      /model has 16 positions and maxLength is 99/,
    ],
    [['encode', 'one/model', 'gone.txt'], /gone\.txt is missing/],
    [
      ['encode', 'one/model', 'dev.jsonl'],
      /dev\.jsonl has no column text; it has sentence1, sentence2, score: write --column NAME/,
    ],
    [['encode', 'one/model', 'texts.txt', '--prompt-name', 'x'], /no prompt 'x'; it has query, document/],
    [['encode', 'one/model', 'texts.txt', '--out', 'v.txt'], /--out v\.txt: expected a name that ends in/],
    [['encode', 'one/model', 'texts.txt', '--out', 'texts.txt/v.npy'], /texts\.txt/],
  ] as const) {
    const { code, out, err } = await on(...args)
    assert.equal([code, out], [2, ''])
    assert.match(err, sentence)
    const told = await on(...args, '--json')
    assert.is(told.code, 2)
    assert.match(JSON.parse(told.out).problems[0].sentence, sentence)
  }
})

test('nothing half written is left anywhere', () => {
  const names = readdirSync(base, { recursive: true }) as string[]
  assert.equal(
    names.filter(name => name.endsWith('.part')),
    [],
  )
})

test.run()
