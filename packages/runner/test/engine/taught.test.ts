// A teacher that evaluate.mse is given beside MSEEvaluator of sentence-transformers, on the figures of bench/reference/taught.py.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromJson, type Model } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { settingsOfStage } from '../../src/report/stageWords.js'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { explain } from '../../src/run/explain/explain.js'
import { vocabulary } from '../../src/vocabulary.js'
import { namedModel } from '../namedModel.js'
import { folder, remove, tokenizerJson } from '../run/tiny.js'
import { guideIn, otherTokenizer, tinyOf } from './tinyReference.js'

const base = folder()
test.after(() => remove(base))
const expected: Readonly<Record<string, number>> = JSON.parse(
  readFileSync(new URL('taught.json', import.meta.url), 'utf8'),
)
const sources = ['the dog runs', 'a small cat sleeps', 'the old bird sings .', 'not a dog']
const targets = ['a dog eats', 'the cat sleeps .', 'a bird', 'the cat runs not']
const data = {
  data: 'translations',
  columns: [
    ['english', 'text'],
    ['german', 'text'],
  ],
  splits: ['dev'],
  origin: { rows: { dev: sources.map((english, i) => ({ english, german: targets[i]! })) } },
}
const student = await guideIn(join(base, 'student'), tokenizerJson, tinyOf(3))
const teacher = await guideIn(join(base, 'teacher'), otherTokenizer, tinyOf(2))
const wide = await guideIn(join(base, 'wide'), otherTokenizer)
await guideIn(join(base, 'prompted'), otherTokenizer, tinyOf(2))
writeFileSync(
  join(base, 'prompted', 'config_sentence_transformers.json'),
  JSON.stringify({ prompts: { query: 'the small ' }, default_prompt_name: 'query', similarity_fn_name: 'cosine' }),
)
const named = await namedModel(join(base, 'prompted'), 'prompted')()
const prompted = isLeft(named) ? teacher : named.right

const made = (settings: object, taught: Model) =>
  fromJson(vocabulary, {
    siamese: 2,
    data,
    models: { student: { ...student, model: 'student' }, taught: { ...taught, model: 'taught' } },
    stages: [
      { stage: 'tokenize', model: 'student' },
      { stage: 'encode', model: 'student' },
      { stage: 'pool.mean' },
      { stage: 'evaluate.mse', on: 'dev', teacher: 'taught', ...settings },
    ],
  } as never)
const columns = { source: 'english', text: 'german' }
const cases = {
  'the same texts': [{ columns: { text: 'german' } }, teacher],
  'other texts': [{ columns }, teacher],
  'the first numbers of a wider teacher': [{ columns, width: 5 }, wide],
  "behind the teacher's own prompt": [{ columns }, prompted],
} as const
for (const [name, [settings, taught]] of Object.entries(cases))
  for (const eager of [false, true])
    test(`${name}: the reference's value, ${eager ? 'operation by operation' : 'compiled'}`, async () => {
      const read = made(settings, taught)
      if (isLeft(read)) throw new Error(read.left.map(each => each.sentence).join('\n'))
      const metrics = await evaluatePipeline(read.right, { base, eager })()
      if (isLeft(metrics)) throw new Error(metrics.left.map(each => each.sentence).join('\n'))
      const found = metrics.right['dev.negative_mse']!
      assert.ok(Math.abs(found - expected[name]!) < 1e-5 * Math.abs(expected[name]!), `${found}, ${expected[name]}`)
    })

test('a prompt that is written for its texts stands in place of its own', async () => {
  const read = made({ columns, prompts: { source: '' } }, prompted)
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const metrics = await evaluatePipeline(read.right, { base, eager: true })()
  assert.ok(!isLeft(metrics) && Math.abs(metrics.right['dev.negative_mse']! - expected['other texts']!) < 1e-3)
})

test('explain names the column that the teacher reads beside the one that the student does', async () => {
  const shown = async (settings: object) => {
    const read = made(settings, teacher)
    if (isLeft(read)) throw new Error(read.left[0]!.sentence)
    const told = await explain(read.right, { base })()
    if (isLeft(told)) throw new Error(told.left[0]!.sentence)
    return told.right.explanation.stages.at(-1)!
  }
  const both = await shown({ columns })
  assert.equal(both.plays, [
    { role: 'text', column: 'german' },
    { role: 'source', column: 'english' },
  ])
  const texts = settingsOfStage(both).map(({ text }) => text)
  assert.ok(texts.includes('source ← english') && texts.includes('text ← german'), texts.join('; '))
  assert.equal((await shown({ columns: { text: 'german' } })).plays, [{ role: 'text', column: 'german' }])
})

test('what does not fit is refused in one sentence', () => {
  const refused = (settings: object, taught: Model) => {
    const read = made(settings, taught)
    return isLeft(read) ? read.left.map(each => each.sentence) : []
  }
  assert.equal(refused({ columns }, wide), [
    'evaluate.mse needs a teacher as wide as its embeddings, 8; taught gives 12: write width to score the first numbers of both, or put pool.dense({ width: 12 }) before it',
  ])
  assert.equal(refused({}, teacher), [
    "evaluate.mse needs a text column for text; translations has english, german: write columns: { text: '…' }",
  ])
  assert.equal(refused({ columns: { text: 'german', target: 'english' } }, teacher), [
    'evaluate.mse maps a role that it does not have; its roles are text: text, source?: text',
  ])
})

test.run()
