// Files that nobody writes by accident: each is refused with a sentence, at once, and nothing else happens.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readEncoder } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isRefusal } from '../../src/asPromise.js'
import { pipelineReader } from '../../src/cli/readPipelineText.js'
import { readRecords } from '../../src/sources/dataRecords.js'
import { parseLock } from '../../src/sources/lock.js'
import { readModelLayout } from '../../src/sources/modelLayout.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { readWordVectors } from '../../src/sources/wordVectors.js'
import { unzip } from '../../src/sources/zip.js'
import { openTokenizer } from '../../src/tokenize/openTokenizer.js'
import { vocabulary } from '../../src/vocabulary.js'
import { tokenizerJson } from '../run/tiny.js'
import { plain } from './modelFolders.js'
import { zip } from './zip.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-hostile-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const written = (name: string, content: string | Uint8Array): string => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const sentences = (read: Either<readonly { readonly sentence: string }[], unknown>): readonly string[] =>
  isLeft(read) ? read.left.map(({ sentence }) => sentence.replaceAll(folder, 'F')) : ['it was read']
const soon = async <A>(work: () => Promise<A> | A): Promise<A> => {
  const started = performance.now()
  const done = await work()
  const took = performance.now() - started
  assert.ok(took < 5000, `it took ${took} ms`)
  return done
}
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
const modelOf = (name: string, files: Readonly<Record<string, unknown>>): string => {
  for (const [path, content] of Object.entries({ ...plain, ...files }))
    written(
      `${name}/${path}`,
      content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content),
    )
  return join(folder, name)
}

test('a pipe or a device in the place of a file does not hold a reader up', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const sentence = (name: string) => [
    `F/${name} is a pipe or a device, which cannot be read twice: write it to a file first`,
  ]
  for (const target of [pipe, '/dev/zero']) {
    const model = modelOf(`linked-${target.length}`, {})
    for (const name of ['config.json', 'weights.safetensors', 'vectors.txt']) {
      rmSync(join(model, name), { force: true })
      symlinkSync(target, join(model, name))
    }
    const inside = `linked-${target.length}`
    assert.equal(sentences(await soon(readModelLayout(model))), sentence(`${inside}/config.json`))
    assert.equal(
      sentences(await soon(readSafetensors(join(model, 'weights.safetensors')))),
      sentence(`${inside}/weights.safetensors`),
    )
    const vectors = () => readWordVectors(join(model, 'vectors.txt'), { broken: 'refused' })
    assert.equal(sentences(await soon(vectors)), sentence(`${inside}/vectors.txt`))
  }
})

test('what is nested without end is refused, and not walked through', async () => {
  const model = modelOf('deep', { 'modules.json': deep(100_000) })
  assert.equal(sentences(await soon(readModelLayout(model))), [
    'F/deep/modules.json is nested more than 100 deep: check that it is the file that was meant.',
  ])
  const file = written('deep.jsonl', '{"a":'.repeat(100_000))
  const told: string[] = []
  for await (const read of readRecords({ path: file, name: 'deep.jsonl' }))
    told.push(isLeft(read) ? read.left.sentence : 'it was read')
  assert.equal(told, ['deep.jsonl:1:506: malformed JSON: expected at most 100 values inside each other, found {'])
  const lock = () => parseLock('siamese.lock.ts', `export const a = ${'['.repeat(100_000)}`)
  assert.equal(sentences(await soon(lock)), [
    'siamese.lock.ts:1 is not as siamese add wrote it; undo the edit, or remove the file and add again',
  ])
})

test('a value of a megabyte is shown by its beginning', () => {
  const read = readEncoder({
    model_type: 'bert',
    hidden_size: 'x'.repeat(1_000_000),
    num_hidden_layers: Array(100_000).fill(0),
  })
  assert.ok(isLeft(read))
  for (const { sentence } of read.left) assert.ok(sentence.length < 200, sentence.slice(0, 300))
})

test('a configuration with more layers than anything has is refused before a name is made for each', async () => {
  const sizes = {
    hidden_size: 8,
    num_attention_heads: 2,
    intermediate_size: 8,
    vocab_size: 10,
    max_position_embeddings: 16,
  }
  const of = (more: object) => soon(() => sentences(readEncoder({ ...sizes, ...more })))
  assert.equal(await of({ model_type: 'bert', num_hidden_layers: 1e9 }), [
    'bert needs num_hidden_layers to be a whole number up to 10000; config.json has 1000000000',
  ])
  assert.equal(
    await of({ model_type: 'albert', num_hidden_layers: 1e4, num_hidden_groups: 1e4, inner_group_num: 1e4 }),
    ['albert has at most 10000 layers; config.json has 100000000'],
  )
})

test('added tokens of a megabyte, and special tokens that the vocabulary does not have, are refused', () => {
  const of = (changed: object) => sentences(openTokenizer({ ...tokenizerJson, ...changed }, {}, { lowerCase: false }))
  const token = { ...tokenizerJson.added_tokens[0], id: 99, content: 'x'.repeat(1_000_000) }
  assert.equal(of({ added_tokens: [...tokenizerJson.added_tokens, token] }), [
    'tokenize needs a tokenizer.json with added tokens of 100000 characters at most in all; its own have 1000026',
  ])
  const around = (id: number) => ({ type: 'BertProcessing', sep: ['[SEP]', id], cls: ['[CLS]', 2] })
  assert.equal(of({ post_processor: around(99) }), [
    'tokenize needs a tokenizer.json with special tokens of its own vocabulary; it puts 99 around a text, and has ids up to 17',
  ])
  assert.match(of({ post_processor: around(Number.POSITIVE_INFINITY) })[0]!, /well-formed settings of BertProcessing/)
})

test('a name of a file that is longer than any system has is told by its beginning', async () => {
  const model = modelOf('long', {
    'modules.json': [{ path: 'x'.repeat(100_000), type: 'sentence_transformers.models.StaticEmbedding' }],
  })
  for (const sentence of sentences(await soon(readModelLayout(model))))
    assert.ok(sentence.length <= 1010, sentence.slice(0, 200))
})

test('a zip file whose directory is said to be larger than the file is refused', async () => {
  const bytes = zip({ 'model/config.json': '{}' })
  bytes.writeUInt32LE(0xffff_ffff, bytes.length - 10)
  const failed = await unzip(written('large.whl', bytes), () => join(folder, 'large')).then(
    () => undefined,
    (error: Error) => error.message,
  )
  assert.is(failed, 'it ends too early')
})

test('a regular expression that tries all ways is given up', async () => {
  const splits = (Regex: string) => ({
    ...tokenizerJson,
    pre_tokenizer: { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false },
  })
  const opened = (expression: string) => {
    const read = openTokenizer(splits(expression), {}, { lowerCase: false })
    if (isLeft(read)) throw new Error(read.left[0]!.sentence)
    return read.right
  }
  const text = `${'a'.repeat(40)}!`
  assert.equal(opened('a+|\\s+').encode('a dog', 16).ids.length, 5, '[CLS] a, the blank, dog [SEP]')
  const { encode } = opened('^(a+)+$')
  const refused = await soon(() => {
    try {
      return encode(text, 16)
    } catch (error) {
      return error
    }
  })
  assert.ok(isRefusal(refused))
  assert.match(
    refused.problems[0]!.sentence,
    /^tokenize gave up a text of 41 characters after 2 s: the regular expression \^\(a\+\)\+\$ of /,
  )
})

test('a pipeline with a hundred thousand mistakes, or a key of a megabyte, is refused at once', async () => {
  const read = await pipelineReader('p.json')
  const many = JSON.stringify({ siamese: 2, data: { columns: Array(100_000).fill(0) }, models: {}, stages: [] })
  assert.is(sentences(await soon(() => read(many, vocabulary))).length, 201)
  const long = JSON.stringify({ siamese: 2, ['x'.repeat(1_000_000)]: 1 })
  for (const sentence of sentences(await soon(() => read(long, vocabulary)))) assert.ok(sentence.length <= 1010)
})

/** A page of 100,000 texts that are missing, whose run of levels says that it is 2³¹ − 1 long. */
const endless = (): Uint8Array => {
  const nothing = [{ name: 'text', data: Array(200_000).fill(null), type: 'STRING' as const }]
  const bytes = Buffer.from(parquetWriteBuffer({ columnData: nothing, codec: 'UNCOMPRESSED' }))
  const page = Buffer.from('1506150815085c15c09a0c15c09a0c15c09a0c1500150815000000c09a0c00', 'hex')
  const at = bytes.indexOf(page)
  assert.ok(at > 0)
  bytes.set(Buffer.from('1506150c150c5c15c09a0c150015c09a0c1500150c15000000feffffff0f00', 'hex'), at)
  return bytes
}

test('a run length of Parquet that asks for more memory than there is ends another process', async () => {
  const path = written('endless.parquet', endless())
  const read = async () => {
    const told: string[] = []
    for await (const each of readRecords({ path, name: 'endless.parquet' }))
      if (isLeft(each)) told.push(each.left.sentence)
    return told
  }
  assert.equal(await soon(read), [
    'endless.parquet cannot be read as Parquet: it takes more memory or time than a file of its size; write smaller row groups, or fetch it again',
  ])
})

test('what unpacks without end fills neither memory nor disk', async () => {
  const zeros = gzipSync(Buffer.alloc(2 ** 26, 'a 1\n'), { level: 9 })
  const vectors = written('bomb.txt.gz', zeros)
  assert.equal(sentences(await soon(() => readWordVectors(vectors, { broken: 'refused' }))), [
    'F/bomb.txt.gz unpacks to more than 100 times its size; is it the file that was meant?',
  ])
  const wheel = written('bomb.whl', zip({ 'model/config.json': Buffer.alloc(2 ** 26) }))
  const target = join(folder, 'unpacked', 'config.json')
  const failed = await soon(() =>
    unzip(wheel, () => target).then(
      () => undefined,
      (error: Error) => error.message,
    ),
  )
  assert.is(failed, 'model/config.json unpacks to more than 100 times its size')
  assert.not(existsSync(target))
})

test('aliases that grow without end are refused, and no tag makes anything', async () => {
  const read = await pipelineReader('p.yaml')
  const laughs = [
    'a: &a [x]',
    ...Array.from(
      { length: 30 },
      (_, i) =>
        `b${i}: &b${i} [${Array(9)
          .fill(`*${i === 0 ? 'a' : `b${i - 1}`}`)
          .join(', ')}]`,
    ),
  ]
  assert.equal(sentences(await soon(() => read(laughs.join('\n'), vocabulary))), [
    'the pipeline repeats more than 100 values by aliases: write them out',
  ])
  assert.match(sentences(read('a: !!js/function "process.exit()"', vocabulary))[0]!, /^a tag \(!…\) is not read/)
})

test.run()
