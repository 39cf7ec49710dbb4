import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { modelCard } from '../../../src/sources/modelFiles/modelCard.js'

test('a card says where the model is from, what it learned, how it scored, and how both libraries open it', () => {
  const card = modelCard({
    name: 'mine',
    base: 'hub:owner/base@abc',
    data: { name: 'pairs', columns: 'sentence1: text', rows: { train: 22, dev: 9 } },
    stages: [{ stage: 'pool.mean' }, { stage: 'loss.cosent', scale: 20 }],
    before: { 'dev.spearman_cosine': 0.25 },
    metrics: { 'dev.spearman_cosine': 0.75 },
    width: 8,
    maxLength: 16,
    similarity: 'dot',
    prompts: { query: 'query: ', document: '' },
  })
  for (const part of [
    'base_model: owner/base\n',
    '# mine\n',
    'fine-tuned from hub:owner/base@abc on pairs',
    '- compared by dot',
    '- prompt query: `"query: "`',
    "prompt_name='query')",
    "{ promptName: 'query' })",
    '| dev | 9 |',
    '{"stage":"loss.cosent","scale":20}',
    '| dev.spearman_cosine | 0.2500 | 0.7500 |',
  ])
    assert.ok(card.includes(part), `${part} is missing in\n${card}`)
  assert.not.match(card, /prompt document/)
})

test('of a model with a stage of its own, only what opens it is told', () => {
  const card = modelCard({ name: 'mine', own: ['pool.own', 'pool.concatenate', 'module.odd'] })
  assert.match(card, /sentence-transformers does not know pool\.own, pool\.concatenate, module\.odd:/)
  assert.match(card, /import \{ own, odd \} from 'PACKAGE'\n.*load\('FOLDER', \{ stages: \[own, odd\] \}\)/)
  assert.not.match(card, /SentenceTransformer\(|library_name/)
})

test('a folder of this machine is told by its name', () => {
  assert.match(modelCard({ name: 'mine', base: '../models/base/' }), /fine-tuned from base with/)
})

test('of an encoder for each route both are told, and how each is used', () => {
  const query = { name: 'table', base: 'hub:owner/table@abc', maxLength: 64 }
  const document = { name: 'minilm', base: 'hub:owner/minilm@abc', maxLength: 32 }
  const card = modelCard({ ...document, routes: { query, document } })
  for (const part of [
    'base_model:\n- owner/table\n- owner/minilm\n',
    '# table and minilm\n',
    'for queries, fine-tuned from hub:owner/table@abc, and one for documents, fine-tuned from hub:owner/minilm@abc, with',
    '- queries of up to 64 tokens; what is longer is cut\n- documents of up to 32 tokens',
    "model.encode_query(['A question?'])",
    "await model.encodeDocument(['A sentence.'",
  ])
    assert.ok(card.includes(part), `${part} is missing in\n${card}`)
  const same = modelCard({ ...document, routes: { query: document, document } })
  assert.match(same, /base_model: owner\/minilm\n/)
  assert.match(same, /# minilm\n/)
})

test('what is not known is left out', () => {
  const card = modelCard({ name: 'mine' })
  assert.match(card, /trained from fresh weights with siamese\.\n/)
  assert.not.match(card, /undefined|## |base_model/)
})

test.run()
