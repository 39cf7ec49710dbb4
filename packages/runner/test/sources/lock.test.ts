import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Data, type Model, problem } from '@siamese/core'
import { assert as always, jsonValue, property } from 'fast-check'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { nameFaults, parseLock, printLock, readLock, writeLock } from '../../src/sources/lock.js'
import { type Literal, printLiteral } from '../../src/sources/lockLiteral.js'
import { lockModel } from '../../src/sources/lockModel.js'
import { parseLiteral } from '../../src/sources/lockParse.js'

const test = suite('lock')
let folder = ''
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siamese-lock-'))
})
test.after(() => rm(folder, { recursive: true }))

const stsb: Data = {
  data: 'stsb',
  columns: [
    ['sentence1', 'text'],
    ['score', { score: [0, 5] }],
  ],
  splits: ['train'],
  origin: { source: '../data', files: { train: [{ path: "it's.jsonl", sha256: 'ab', rows: 7 }] } },
}
const minilm: Model = lockModel(
  'minilm',
  'pip:some-model',
  {
    architecture: 'bert',
    maxLength: 256,
    modules: [{ stage: 'pool.mean' }, { stage: 'pool.normalize' }],
    files: [{ path: 'config.json', sha256: 'cd' }],
    prompts: { query: 'query: ', document: '' },
    similarity: 'dot',
  },
  true,
  { hidden: 384, layers: 6, positions: 512, vocabulary: 30522 },
)

const text = `// Written by \`siamese add\`: what was added, with the sizes and columns that types need and the hashes that runs check.
// Do not edit; add again instead.
import type { Data, Model } from '@siamese/core'

export const minilm = {
  model: 'minilm',
  architecture: 'bert',
  hidden: 384,
  layers: 6,
  positions: 512,
  vocabulary: 30522,
  maxLength: 256,
  modules: ['pool.mean', 'pool.normalize'],
  lowerCase: true,
  prompts: [['query', 'query: ']],
  similarity: 'dot',
  origin: {
    source: 'pip:some-model',
    files: [{ path: 'config.json', sha256: 'cd' }],
  },
} as const satisfies Model

export const stsb = {
  data: 'stsb',
  columns: [
    ['sentence1', 'text'],
    ['score', { score: [0, 5] }],
  ],
  splits: ['train'],
  origin: {
    source: '../data',
    files: {
      train: [{ path: "it's.jsonl", sha256: 'ab', rows: 7 }],
    },
  },
} as const satisfies Data
`

test('a lock is TypeScript with literal types, sorted by name', () => {
  assert.is(printLock([stsb, minilm]), text)
  assert.equal(parseLock('siamese.lock.ts', text), right([minilm, stsb]))
})

test('adding again replaces one entry and leaves the bytes of the others', async () => {
  const path = join(folder, 'siamese.lock.ts')
  assert.equal(await readLock(path)(), right([]))
  await writeLock(path, [stsb])()
  await writeLock(path, [minilm])()
  assert.is(await readFile(path, 'utf8'), text)
  await writeLock(path, [stsb])()
  assert.is(await readFile(path, 'utf8'), text)
  await writeLock(path, [{ ...stsb, splits: ['train', 'dev'] }])()
  assert.is(await readFile(path, 'utf8'), text.replace("splits: ['train']", "splits: ['train', 'dev']"))
})

test('a model does not take the name of data, nor data that of a model', async () => {
  const path = join(folder, 'kinds', 'siamese.lock.ts')
  await writeLock(path, [stsb, minilm])()
  for (const [entry, name] of [
    [{ ...minilm, model: 'stsb' }, 'data of the name stsb'],
    [{ ...stsb, data: 'minilm' }, 'a model of the name minilm'],
  ] as const)
    assert.equal(
      await writeLock(path, [entry])(),
      left([problem(`siamese.lock.ts has ${name}: choose another name behind --as`)]),
    )
  assert.is(await readFile(path, 'utf8'), text)
})

test('a model whose folder declares nothing stays as it is when another is added', async () => {
  const path = join(folder, 'two.lock.ts')
  const {
    prompts: _,
    similarity: __,
    lowerCase: ___,
    ...bare
  } = { prompts: [], similarity: 'dot', lowerCase: true, ...minilm }
  await writeLock(path, [bare])()
  const before = await readFile(path, 'utf8')
  await writeLock(path, [stsb])()
  assert.equal(await readLock(path)(), right([bare, stsb]))
  assert.is(printLock([bare]), before)
})

test('another layout says the same: quotes, semicolons, comments, last commas', () => {
  const other = text
    .replaceAll("'", '"')
    .replace('"it"s.jsonl"', "'it\\'s.jsonl'")
    .replaceAll('satisfies Data', 'satisfies Data;')
    .replace('  hidden: 384,', '  /* width */ "hidden" : 384, // of a token')
    .replace('vocabulary: 30522,', 'vocabulary:\n30522\n,')
  assert.equal(parseLock('siamese.lock.ts', other), right([minilm, stsb]))
})

test('a lock that holds something else is refused with the line, and nothing in it is run', () => {
  const refuse = (changed: string) => {
    const parsed = parseLock('siamese.lock.ts', changed)
    return isLeft(parsed) ? parsed.left.map(({ sentence }) => sentence) : ['a lock']
  }
  const cure = 'is not as siamese add wrote it; undo the edit, or remove the file and add again'
  assert.equal(refuse(text.replace('hidden: 384', 'hidden: 3 * 128')), [`siamese.lock.ts:8 ${cure}`])
  assert.equal(refuse(text.replace("'bert'", 'process.exit(3)')), [`siamese.lock.ts:7 ${cure}`])
  assert.equal(refuse(`${text}console.log(1)\n`), [`siamese.lock.ts:37 ${cure}`])
  assert.equal(refuse(text.slice(0, 300)), [`siamese.lock.ts:10 ${cure}`])
  assert.equal(refuse(text.replace('as const satisfies Model', 'as const')), [`siamese.lock.ts:21 ${cure}`])
  assert.equal(refuse(text.replace('hidden: 384', "hidden: '384'").replace('rows: 7', 'lines: 7')), [
    'siamese.lock.ts, minilm: hidden is "384", which siamese add did not write; add minilm again',
    'siamese.lock.ts, stsb: origin.files.train.0.rows is missing, which siamese add did not write; add stsb again',
  ])
  assert.equal(refuse(text.replace('export const stsb', 'export const sts')), [
    'siamese.lock.ts, sts: it is called stsb inside; add sts again',
  ])
})

test('a name is one that a program can import', async () => {
  const sentence = (name: string) => nameFaults(name).map(({ sentence }) => sentence)[0]
  assert.is(sentence('stsb_2'), undefined)
  assert.is(
    sentence('all-mini-lm'),
    '--as all-mini-lm: expected a name that a program can import, as in --as allMiniLm',
  )
  assert.is(sentence('class'), '--as class: expected a name that a program can import, as in --as myClass')
  assert.is(sentence('12'), '--as 12: expected a name that a program can import, as in --as my12')
  assert.is(sentence(''), '--as : expected a name that a program can import, as in --as myData')
  const path = join(folder, 'names.lock.ts')
  assert.ok(isLeft(await writeLock(path, [{ ...stsb, data: 'a-b' }])()))
  assert.equal(await readLock(path)(), right([]))
})

test('a lock that cannot be read is a sentence', async () => {
  const read = await readLock(folder)()
  assert.ok(isLeft(read) && read.left[0]!.sentence.endsWith('is a folder where a file is needed.'))
  await writeFile(join(folder, 'broken.lock.ts'), 'export const a = {')
  const write = await writeLock(join(folder, 'broken.lock.ts'), [stsb])()
  assert.ok(isLeft(write) && write.left[0]!.sentence.startsWith('broken.lock.ts:1 is not as siamese add wrote it'))
  assert.is(await readFile(join(folder, 'broken.lock.ts'), 'utf8'), 'export const a = {')
})

test('whatever JSON can say comes back from the lock', () => {
  always(
    property(jsonValue({ noUnicodeString: false }), value => {
      const literal = JSON.parse(JSON.stringify(value)) as Literal
      const parsed = parseLiteral(printLiteral(literal), 0)
      if ('fault' in parsed) return false
      assert.equal(parsed.literal, literal)
      return true
    }),
    { numRuns: 100, seed: 11 },
  )
})

test.run()
