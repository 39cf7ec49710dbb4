// Queries and documents by routes of their own, beside sentence-transformers on the figures of bench/reference/router.py.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Data, fromJson, type Route } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { openEngine } from '../../src/engine/engine.js'
import { exportModel } from '../../src/run/exported/exportModel.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { readModelFolder } from '../../src/sources/modelFolder.js'
import { vocabulary } from '../../src/vocabulary.js'
import { namedModel } from '../namedModel.js'
import { embeddingsInPython, python, pythonHas } from '../referencePython.js'
import { folder, remove, tokenizerJson, training } from '../run/tiny.js'
import { type Files, folderOf } from '../sources/modelFolders.js'
import { safetensorsOf } from './numbersOf.js'
import { type Figures, figuresOf, formula, tinyOf } from './tinyReference.js'

type Vectors = readonly (readonly number[])[]
interface Said {
  readonly embeddings: Readonly<Record<Route | 'usual', Vectors>>
  readonly losses?: Readonly<Record<string, Figures>>
}
/** What bench/reference/router.py wrote. */
const reference: {
  readonly texts: readonly string[]
  readonly rows: Readonly<Record<'anchor' | 'positive' | 'negative', readonly string[]>>
} & Readonly<Record<'heads' | 'poolings' | 'shared', Said>> = JSON.parse(
  readFileSync(new URL('router.json', import.meta.url), 'utf8'),
)
const withPython = pythonHas('sentence_transformers') ? test : test.skip
if (withPython !== test) console.log('skipped: 2 what Python says of routers: no Python with sentence-transformers')

const base = folder()
const folders = [base]
test.after(() => folders.forEach(remove))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))

const encoder = [
  { stage: 'tokenize', model: 'tiny' },
  { stage: 'encode', model: 'tiny' },
]
const heads = {
  stage: 'router',
  query: [{ stage: 'pool.dense', width: 4 }],
  document: [{ stage: 'pool.dense', width: 4, activation: 'none', bias: false }, { stage: 'pool.layerNorm' }],
}
const stages = {
  heads: [{ stage: 'pool.mean' }, heads, { stage: 'pool.normalize' }],
  poolings: [
    {
      stage: 'router',
      query: [{ stage: 'pool.cls' }, { stage: 'pool.dense', width: 8 }],
      document: [{ stage: 'pool.max' }],
      default: 'query',
    },
  ],
} as const
const losses = {
  'loss.multipleNegativesRanking': { stage: 'loss.multipleNegativesRanking', scale: 5 },
  'loss.triplet': { stage: 'loss.triplet', margin: 2 },
} as const
const columns = ['anchor', 'positive', 'negative'].map(name => [name, 'text'] as const)
const { anchor, positive, negative } = reference.rows
const rows = anchor.map((text, i) => ({ anchor: text, positive: positive[i]!, negative: negative[i]! }))

for (const name of ['heads', 'poolings'] as const)
  for (const [stage, expected] of Object.entries(reference[name].losses!))
    test(`the reference's value and gradients: ${name}, ${stage}`, async () => {
      const before = [...encoder, ...stages[name]]
      const found = await figuresOf(base, losses[stage as keyof typeof losses], columns, rows, {}, before)
      const far = (x: number, y: number) => Math.abs(x - y) / Math.max(1, Math.abs(y))
      assert.ok(far(found.loss, expected.loss) < 1e-5, `loss ${found.loss}, ${expected.loss}`)
      for (const [parameter, values] of Object.entries(expected.gradients))
        values.forEach((value, i) =>
          assert.ok(
            far(found.gradients[parameter]![i]!, value) < 1e-4,
            `${parameter}: ${found.gradients[parameter]}, ${values}`,
          ),
        )
    })

const close = (found: readonly ArrayLike<number>[], expected: Vectors, what: string): void => {
  assert.is(found.length, expected.length)
  found.forEach((row, r) =>
    expected[r]!.forEach((x, c) => assert.ok(Math.abs(row[c]! - x) <= 1e-5, `${what}, row ${r}: ${row[c]}, ${x}`)),
  )
}

/** The files that the script writes, by hand; `at` is where the encoder lies. */
const encoderFiles = (at: string): Files => ({
  [`${at}config.json`]: { ...tinyOf(3).origin.config, model_type: 'bert' },
  [`${at}tokenizer.json`]: tokenizerJson,
  [`${at}model.safetensors`]: safetensorsOf(Object.fromEntries(filledEncoder())),
})
const filledEncoder = () => {
  const { vocab_size, hidden_size: d, intermediate_size, max_position_embeddings } = tinyOf(3).origin.config
  const linear = (name: string, to: number, from: number) => ({
    [`${name}.weight`]: [to, from],
    [`${name}.bias`]: [to],
  })
  const norm = (name: string) => ({ [`${name}.weight`]: [d], [`${name}.bias`]: [d] })
  const layer = (at: string) => ({
    ...linear(`${at}.attention.self.query`, d, d),
    ...linear(`${at}.attention.self.key`, d, d),
    ...linear(`${at}.attention.self.value`, d, d),
    ...linear(`${at}.attention.output.dense`, d, d),
    ...norm(`${at}.attention.output.LayerNorm`),
    ...linear(`${at}.intermediate.dense`, intermediate_size, d),
    ...linear(`${at}.output.dense`, d, intermediate_size),
    ...norm(`${at}.output.LayerNorm`),
  })
  const shapes: Readonly<Record<string, readonly number[]>> = Object.assign(
    {
      'embeddings.word_embeddings.weight': [vocab_size, d],
      'embeddings.position_embeddings.weight': [max_position_embeddings, d],
      'embeddings.token_type_embeddings.weight': [2, d],
      ...norm('embeddings.LayerNorm'),
    },
    ...[0, 1, 2].map(i => layer(`encoder.layer.${i}`)),
  )
  return Object.entries(shapes).map(([name, shape]) => [name, formula(name, shape)] as const)
}
const type = (name: string) => `sentence_transformers.models.${name}`
const listed = (...modules: readonly (readonly [path: string, name: string])[]) =>
  modules.map(([path, name], idx) => ({ idx, name: String(idx), path, type: type(name) }))
const dense = (out_features: number, activation: string, bias: boolean) => ({
  in_features: 8,
  out_features,
  bias,
  activation_function: `torch.nn.modules.${activation}`,
})
const own = (name: string, shapes: Readonly<Record<string, readonly number[]>>) =>
  safetensorsOf(
    Object.fromEntries(Object.entries(shapes).map(([each, shape]) => [each, formula(`${name}.${each}`, shape)])),
  )
const structured = (types: Readonly<Record<string, string>>, structure: object, parameters: object) => ({
  types: Object.fromEntries(Object.entries(types).map(([id, name]) => [id, type(name)])),
  structure,
  parameters,
})
const headFiles = (file: string, name: string, routes: object, parameters: object): Files => ({
  ...encoderFiles(''),
  'modules.json': listed(
    ['', 'Transformer'],
    ['1_Pooling', 'Pooling'],
    ['2_Router', name],
    ['3_Normalize', 'Normalize'],
  ),
  '1_Pooling/config.json': { pooling_mode_mean_tokens: true, word_embedding_dimension: 8 },
  [`2_Router/${file}`]: structured({ q: 'Dense', d: 'Dense', n: 'LayerNorm' }, routes, parameters),
  '2_Router/q/config.json': dense(4, 'activation.Tanh', true),
  '2_Router/q/model.safetensors': own('query.pool.dense', { 'linear.weight': [4, 8], 'linear.bias': [4] }),
  '2_Router/d/config.json': dense(4, 'linear.Identity', false),
  '2_Router/d/model.safetensors': own('document.pool.dense', { 'linear.weight': [4, 8] }),
  '2_Router/n/config.json': { dimension: 4 },
  '2_Router/n/model.safetensors': own('document.pool.layerNorm', { 'norm.weight': [4], 'norm.bias': [4] }),
})
const plainly = { default_route: 'document', allow_empty_key: true, route_mappings: {} }
const written = (files: Files): string => {
  const made = folderOf(files)
  folders.push(made)
  return made
}
const folderOfHeads = () =>
  written(headFiles('router_config.json', 'Router', { query: ['q'], document: ['d', 'n'] }, plainly))
const layouts: readonly (readonly [what: string, 'heads' | 'poolings' | 'shared', Files])[] = [
  [
    'routes behind a pooling',
    'heads',
    headFiles('router_config.json', 'Router', { query: ['q'], document: ['d', 'n'] }, plainly),
  ],
  [
    'as it was called before, with other routes and tasks that are mapped to them',
    'heads',
    headFiles(
      'config.json',
      'Asym',
      { long: ['d', 'n'], short: ['q'] },
      {
        allow_empty_key: true,
        route_mappings: {
          "('query', None)": 'short',
          "('document', 'text')": 'long',
          "(None, ('image', 'text'))": 'short',
        },
      },
    ),
  ],
  [
    'a pooling for each route',
    'poolings',
    {
      ...encoderFiles(''),
      'modules.json': listed(['', 'Transformer'], ['1_Router', 'Router']),
      '1_Router/router_config.json': structured(
        { query_0_Pooling: 'Pooling', query_1_Dense: 'Dense', document_0_Pooling: 'Pooling' },
        { query: ['query_0_Pooling', 'query_1_Dense'], document: ['document_0_Pooling'] },
        { default_route: null, allow_empty_key: true },
      ),
      '1_Router/query_0_Pooling/config.json': { pooling_mode: 'cls', embedding_dimension: 8 },
      '1_Router/query_1_Dense/config.json': dense(8, 'activation.Tanh', true),
      '1_Router/query_1_Dense/model.safetensors': own('query.pool.dense', {
        'linear.weight': [8, 8],
        'linear.bias': [8],
      }),
      '1_Router/document_0_Pooling/config.json': { pooling_mode: 'max', embedding_dimension: 8 },
    },
  ],
  [
    'an encoder that stands in both routes',
    'shared',
    {
      ...encoderFiles('query_0_Transformer/'),
      'modules.json': listed(['', 'Router'], ['1_Normalize', 'Normalize']),
      'router_config.json': structured(
        { query_0_Transformer: 'Transformer', query_1_Pooling: 'Pooling', query_2_Dense: 'Dense' },
        {
          query: ['query_0_Transformer', 'query_1_Pooling', 'query_2_Dense'],
          document: ['query_0_Transformer', 'query_1_Pooling'],
        },
        plainly,
      ),
      'query_1_Pooling/config.json': { pooling_mode: 'mean', embedding_dimension: 8 },
      'query_2_Dense/config.json': dense(8, 'activation.Tanh', true),
      'query_2_Dense/model.safetensors': own('query.pool.dense', { 'linear.weight': [8, 8], 'linear.bias': [8] }),
    },
  ],
]
const compared = async (at: string, { embeddings }: Said, engine: 'native' | 'wasm' = 'native') => {
  const model = await load(at, { engine })
  close(await model.encodeQuery(reference.texts), embeddings.query, 'queries')
  close(await model.encode(reference.texts, { task: 'query' }), embeddings.query, 'queries by task')
  close(await model.encodeDocument(reference.texts), embeddings.document, 'documents')
  close(await model.encode(reference.texts), embeddings.usual, 'others')
  model.dispose()
}
for (const [what, name, files] of layouts)
  for (const engine of ['native', 'wasm'] as const)
    test(`a folder with a router opens with the reference's embeddings: ${what}, ${engine}`, async () => {
      await compared(written(files), reference[name], engine)
    })

const refusedFolder = async (routes: object, parameters: object = plainly) => {
  const at = written(headFiles('router_config.json', 'Router', routes, parameters))
  const read = await readModelFolder(at)()
  assert.ok(isLeft(read))
  return read.left.map(({ sentence }) => sentence.replace(at, 'M'))
}
test('a router that is none of queries and documents is refused with its routes', async () => {
  assert.equal(await refusedFolder({ query: ['q'], doc: ['d', 'n'] }), [
    'M/2_Router/router_config.json has no route for document; it has query, doc. Models with both are read here.',
  ])
  assert.equal(await refusedFolder({ query: ['q'], document: ['d', 'n'], other: [] }, { default_route: 'other' }), [
    "M/2_Router/router_config.json takes the route other where nothing is asked; that is neither a query's nor a document's.",
  ])
  assert.equal(await refusedFolder({ query: ['q', 'n'], document: ['n', 'd'] }), [
    'M/2_Router/router_config.json: both routes pass n between modules of their own; only what they begin or end with may be shared.',
  ])
  assert.equal(
    await refusedFolder({ query: ['../q'], document: ['d', 'n'] }).then(([first]) => first),
    "M/modules.json: 2_Router/../q lies at 2_Router/../q, outside the model's folder.",
  )
})

const data: Data = {
  data: 'questions',
  columns: [
    ['question', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
  ],
  splits: ['train', 'dev'],
  origin: {
    rows: {
      train: rows.map(({ anchor, ...others }) => ({ ...others, question: anchor })),
      dev: rows.slice(0, 3).map(({ anchor, ...others }) => ({ ...others, question: anchor })),
    },
  },
}
const asked = { columns: { anchor: 'question' } }
const ranking = { ...losses['loss.multipleNegativesRanking'], ...asked }
const pipelineOf = (
  before: readonly object[],
  settings: object = {},
  model: object = tinyOf(2),
  loss: object = ranking,
) => {
  const read = fromJson(vocabulary, {
    siamese: 2,
    data,
    models: { tiny: model },
    stages: [
      ...before,
      loss,
      { stage: 'evaluate.triplet', on: 'dev', ...asked },
      { stage: 'evaluate.retrieval', on: 'dev', columns: { query: 'question', document: 'positive' }, name: 'found' },
      { stage: 'freeze', parameters: ['embeddings', 'document.pool.layerNorm'] },
      training({ epochs: 4, batchSize: 3, learningRate: 1e-2, warmup: 0, dropout: 0.1, ...settings }),
    ],
  } as never)
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return read.right
}
const ran = async (pipeline: ReturnType<typeof pipelineOf>, eager: boolean, engine: 'native' | 'wasm' = 'native') => {
  const steps: number[] = []
  const report = (event: RunEvent) => {
    if (event.event === 'step') steps.push(event.loss)
  }
  const out = join(written({}), 'run')
  const done = await run(pipeline, { base, out, eager, engine, report })()
  if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
  return { ...done.right, losses: steps }
}
const routed = [...encoder, stages.heads[0], { ...heads, columns: { question: 'query' } }, stages.heads[2]]

for (const settings of [{}, { accumulate: 2 }, { batchSize: 4, miniBatchSize: 2 }])
  test(`graph and single operations train alike: ${JSON.stringify(settings)}`, async () => {
    const graph = await ran(pipelineOf(routed, settings), false)
    const single = await ran(pipelineOf(routed, settings), true)
    assert.ok(graph.losses.length > 2)
    graph.losses.forEach((loss, i) =>
      assert.ok(Math.abs(loss - single.losses[i]!) < 1e-4, `${graph.losses}, ${single.losses}`),
    )
    for (const [name, value] of Object.entries(graph.after!)) assert.ok(Math.abs(value - single.after![name]!) < 1e-5)
  })

test('operation by operation on WebAssembly as well', async () => {
  const [native, wasm] = [await ran(pipelineOf(routed), true), await ran(pipelineOf(routed), true, 'wasm')]
  native.losses.forEach((loss, i) =>
    assert.ok(Math.abs(loss - wasm.losses[i]!) < 1e-4, `${native.losses}, ${wasm.losses}`),
  )
})

test('what is trained is saved by route, opens again, and goes on from there', async () => {
  const { model: at, after } = await ran(pipelineOf(routed), false)
  const read = await readModelFolder(at!)()
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  assert.equal(
    read.right.modules.map(({ stage }) => stage),
    ['pool.mean', 'router', 'pool.normalize'],
  )
  const config = JSON.parse(readFileSync(join(at!, '2_Router', 'router_config.json'), 'utf8'))
  assert.equal(config.structure, { query: ['query_0_Dense'], document: ['document_0_Dense', 'document_1_LayerNorm'] })
  assert.equal(config.parameters, plainly)
  const [, , , norm] = read.right.moduleWeights
  assert.equal(Array.from(norm!.get('norm.weight')!.values), [1, 1, 1, 1]) // frozen
  const lock = await namedModel(at!, 'tiny')()
  if (isLeft(lock)) throw new Error(lock.left[0]!.sentence)
  const again = await ran(pipelineOf(routed, { learningRate: 1e-9, epochs: 1, dropout: 0 }, lock.right), false)
  for (const [name, value] of Object.entries(after!)) assert.ok(Math.abs(value - again.before[name]!) < 1e-5, name)
})

test('another router than the one that the files declare is refused', async () => {
  const lock = await namedModel(folderOfHeads(), 'tiny')()
  if (isLeft(lock)) throw new Error(lock.left[0]!.sentence)
  const other = [
    ...encoder,
    stages.heads[0],
    { ...heads, query: heads.document, columns: { question: 'query' } },
    stages.heads[2],
  ]
  const done = await run(pipelineOf(other, {}, lock.right), { base, out: join(written({}), 'run') })()
  assert.ok(isLeft(done))
  assert.match(
    done.left[0]!.sentence,
    /^encode: the files of tiny declare pool\.mean.*router\(\{"query":\[\{"stage":"pool\.dense"/,
  )
})

test('a route that no column takes is said, and one column by both is refused', async () => {
  const warned: string[] = []
  const loss = { stage: 'loss.batchAllTriplet' }
  const report = (event: RunEvent) => {
    if (event.event === 'warning') warned.push(event.sentence)
  }
  const labelled = {
    ...data,
    columns: [
      ['text', 'text'],
      ['label', { class: ['a', 'b'] }],
    ],
    origin: {
      rows: {
        train: [
          { text: 'a dog', label: 0 },
          { text: 'a cat', label: 0 },
          { text: 'a bird', label: 1 },
          { text: 'the bird', label: 1 },
        ],
      },
    },
    splits: ['train'],
  }
  const read = fromJson(vocabulary, {
    siamese: 2,
    data: labelled,
    models: { tiny: tinyOf(1) },
    stages: [
      ...encoder,
      stages.heads[0],
      { ...heads, columns: { text: 'document' } },
      loss,
      training({ epochs: 1, batchSize: 4, sampler: 'as given' }),
    ],
  } as never)
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const done = await run(read.right, { base, out: join(written({}), 'run'), report })()
  assert.ok(!isLeft(done))
  assert.ok(
    warned.some(each => each.startsWith('router: no column of the loss takes the route query: ')),
    warned.join('\n'),
  )
  const sum = {
    stage: 'loss.sum',
    losses: [ranking, { ...losses['loss.triplet'], columns: { anchor: 'positive', positive: 'question' } }],
  }
  const both = await run(pipelineOf([...encoder, stages.heads[0], heads], {}, tinyOf(1), sum), {
    base,
    out: join(written({}), 'run'),
  })()
  assert.ok(isLeft(both))
  assert.equal(
    both.left.map(({ sentence }) => sentence),
    ['question', 'positive'].map(
      column =>
        `loss.sum reads ${column} by both routes: write columns: { ${column}: 'query' } in router, or 'document'`,
    ),
  )
})

test('an export has one way, which is said', async () => {
  const at = folderOfHeads()
  const options = { base, cacheRoot: base, forms: ['float32'] } as const
  const refused = await exportModel(at, { ...options, out: join(written({}), 'onnx') })()
  assert.ok(isLeft(refused))
  assert.is(
    refused.left[0]!.sentence.replace(at, 'M'),
    "export: M encodes queries and documents apart: write --as query or --as document (as: 'query'), a folder each",
  )
  const done = await exportModel(at, { ...options, as: 'query', out: join(written({}), 'onnx') })()
  assert.ok(!isLeft(done), isLeft(done) ? done.left[0]!.sentence : '')
})

withPython('Python opens what is written and has the same embeddings by each route', async () => {
  const { model: at } = await ran(pipelineOf(routed), false)
  await compared(at!, { embeddings: embeddingsInPython(at!, reference.texts) })
})

withPython('what Python writes opens here with its embeddings', async () => {
  const at = written({})
  const said = spawnSync(
    python,
    [fileURLToPath(new URL('../../../../bench/reference/router.py', import.meta.url)), at],
    { encoding: 'utf8' },
  )
  if (said.status !== 0) throw new Error(said.stderr)
  for (const name of ['heads', 'poolings', 'shared'] as const) await compared(join(at, name), reference[name])
})

test.run()
