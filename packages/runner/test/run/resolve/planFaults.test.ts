// What only a run could refuse before: check says it in the same sentence, as far as files and the pipeline tell it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineModule, fromJson, type Known, type PipelineJson } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { explain } from '../../../src/run/explain/explain.js'
import { resolvePipeline } from '../../../src/run/resolve/resolve.js'
import { run } from '../../../src/run/run.js'
import { vocabulary } from '../../../src/vocabulary.js'
import { otherTokenizer } from '../../engine/tinyReference.js'
import { namedModel } from '../../namedModel.js'
import { folder, head, labelled, model, pairs, remove, sentence } from '../tiny.js'

const base = folder()
test.after(() => remove(base))
writeFileSync(join(base, 'other.json'), JSON.stringify(otherTokenizer))

type Stages = PipelineJson['stages']
const cacheRoot = join(base, 'cache')
const own = defineModule({ name: 'module.own', apply: embeddings => embeddings }) as unknown as Known
const _own = defineModule({ name: 'module.own', apply: embeddings => embeddings }) as unknown as Known
const made = (stages: Stages, data: PipelineJson['data'] = pairs, models: PipelineJson['models'] = {}) => {
  const read = fromJson(vocabulary, { siamese: 2, data, models: { tiny: model, ...models }, stages } as never)
  if (isLeft(read)) throw new Error(read.left.map(each => each.sentence).join('\n'))
  return read.right
}
const train = { stage: 'train', epochs: 1, batchSize: 4, learningRate: 0.01 }
const cosine = { stage: 'loss.cosineSimilarity' }
const checked = async (pipeline: ReturnType<typeof made>) => {
  const { problems, notes } = await resolvePipeline(pipeline, base, { cacheRoot })
  return { problems: problems.map(each => each.sentence), notes }
}

/** Check and run refuse alike. */
const bothSay = async (pipeline: ReturnType<typeof made>, sentences: readonly string[]) => {
  assert.equal((await checked(pipeline)).problems, sentences)
  const ran = await run(pipeline, { base, out: join(base, 'never'), eager: true })()
  assert.ok(isLeft(ran))
  assert.equal(
    ran.left.map(each => each.sentence),
    sentences,
  )
}

test('rows in the pipeline that have one class only cannot be grouped by label', () => {
  const rows = Array.from({ length: 8 }, (_, n) => ({ sentence1: sentence(n), sentence2: sentence(n + 2), label: 0 }))
  const oneClass = { ...labelled, splits: ['train'], origin: { rows: { train: rows } } }
  const softmax = { stage: 'loss.softmax' }
  return bothSay(made([...head, softmax, { ...train, sampler: 'grouped by label' }] as never, oneClass as never), [
    'train: grouped by label needs two classes with two rows each; label of train has one: add rows, or choose another sampler',
  ])
})

test('fewer rows than a batch, where short batches are dropped, leave none', () =>
  bothSay(made([...head, cosine, { ...train, batchSize: 64, lastBatch: 'dropped' }] as never), [
    'train: lastBatch dropped leaves no batch: train has 22 rows, and batchSize is 64: lower it, or leave lastBatch out',
  ]))

test('a lock that counts the rows of its files is enough for that', async () => {
  writeFileSync(join(base, 'few.jsonl'), '{"sentence1":"a dog","sentence2":"a cat","score":1}\n'.repeat(3))
  const files = { train: [{ path: 'few.jsonl', rows: 3 }], dev: [], test: [] }
  const data = { ...pairs, origin: { source: '.', files } }
  const pipeline = made([...head, cosine, { ...train, lastBatch: 'dropped' }] as never, data as never)
  await bothSay(pipeline, [
    'train: lastBatch dropped leaves no batch: train has 3 rows, and batchSize is 4: lower it, or leave lastBatch out',
  ])
})

test('a wrong row of the pipeline is found wherever it stands', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => ({
    sentence1: sentence(n),
    sentence2: n === 299 ? ' ' : 'a dog',
    score: 1,
  }))
  const data = { ...pairs, splits: ['train'], origin: { rows: { train: rows } } }
  const { problems } = await checked(made([...head, cosine, train] as never, data as never))
  assert.is(problems.length, 1)
  assert.match(problems[0]!, /^pairs\.train\[299\], column sentence2: the text is empty/)
})

test('a prompt that leaves no room, and parameters that no tensor has', () =>
  bothSay(
    made([
      ...head,
      cosine,
      { stage: 'freeze', parameters: ['encoder.layers.0', 'embeddings.words'] },
      { ...train, prompts: { sentence1: 'a dog '.repeat(10) } },
    ] as never),
    [
      `train: the prompt ${JSON.stringify('a dog '.repeat(10))} takes 22 tokens with the special ones, and maxLength 16 leaves no room for text: shorten it, or raise maxLength`,
      "freeze: tiny has no parameter encoder.layers.0. Did you mean 'encoder.layer.0'?",
      "freeze: tiny has no parameter embeddings.words. Did you mean 'embeddings'?",
    ],
  ))

test('a teacher that has other tokens is said, as a run says it', async () => {
  const teacher = { ...model, model: 'teacher', origin: { ...model.origin, seed: 11, tokenizer: 'other.json' } }
  const texts = {
    data: 'texts',
    columns: [
      ['text', 'text'],
      ['translation', 'text'],
    ],
    splits: ['train'],
    origin: { rows: { train: [{ text: 'a dog', translation: 'a cat' }] } },
  }
  const pipeline = made(
    [...head, { stage: 'loss.mse', teacher: 'teacher' }, train] as never,
    texts as never,
    {
      teacher,
    } as never,
  )
  const { notes, problems } = await checked(pipeline)
  assert.equal(
    [notes, problems],
    [['teacher has other tokens than tiny: texts are tokenized for it by its own tokenizer'], []],
  )
  const explained = await explain(pipeline, { base, eager: true })()
  if (isLeft(explained)) throw new Error(explained.left[0]!.sentence)
  assert.ok(explained.right.explanation.warnings.includes(notes[0]!))
})

test('a teacher may declare a stage of your own, which is given as the pipeline is', async () => {
  const out = join(base, 'taught')
  const first = await run(made([...head, cosine, train] as never), { base, out, eager: true })()
  if (isLeft(first)) throw new Error(first.left[0]!.sentence)
  const teacherFolder = join(out, 'model')
  const modules = JSON.parse(readFileSync(join(teacherFolder, 'modules.json'), 'utf8')) as object[]
  modules.push({ idx: modules.length, name: String(modules.length), path: '9_own', type: 'siamese.module.own' })
  writeFileSync(join(teacherFolder, 'modules.json'), JSON.stringify(modules))
  mkdirSync(join(teacherFolder, '9_own'))
  writeFileSync(join(teacherFolder, '9_own', 'config.json'), '{}')
  const teacher = await namedModel(teacherFolder, 'teacher')()
  if (isLeft(teacher)) throw new Error(teacher.left[0]!.sentence)
  const texts = {
    data: 'texts',
    columns: [['text', 'text']],
    splits: ['train'],
    origin: { rows: { train: [{ text: 'a dog' }, { text: 'the cat' }] } },
  }
  const mse = { stage: 'loss.mse', teacher: 'teacher', columns: { text: 'text' } }
  const pipeline = made([...head, mse, train] as never, texts as never, { teacher: teacher.right } as never)
  const refused = `the model declares module.own, which is no stage here: give it with load(…, { stages }) or --with FILE; vectors without it would not be the model's`
  await bothSay(pipeline, [refused])
  assert.equal((await resolvePipeline(pipeline, base, { cacheRoot, stages: [own] })).problems, [])
  const ran = await run(pipeline, { base, out: join(base, 'ran'), eager: true, stages: [own] })()
  assert.not.ok(isLeft(ran), isLeft(ran) ? ran.left[0]!.sentence : '')
})

test.run()
