// Queries and documents by an encoder each, beside sentence-transformers on the figures of bench/reference/two_encoders.py.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Data, fromJson, inSequence, type Model, type Route } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { encodingStages } from '../../src/cli/encodingStages.js'
import { modelsAndStages, modelsArgument } from '../../src/cli/modelArgument.js'
import { planText } from '../../src/cli/planText.js'
import { load } from '../../src/encode/load.js'
import { openEngine } from '../../src/engine/engine.js'
import { computingRows } from '../../src/report/computingWords.js'
import type { RunReport } from '../../src/report/run/runReport.js'
import { vectorsFile, vectorsName } from '../../src/report/run/sample.js'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { explain } from '../../src/run/explain/explain.js'
import { exportModel } from '../../src/run/exported/exportModel.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import type { RunPlan } from '../../src/run/runPlan.js'
import { runSequence } from '../../src/run/runSequence.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { vocabulary } from '../../src/vocabulary.js'
import { embeddingsInPython, python, pythonHas } from '../referencePython.js'
import { folder, remove, training } from '../run/tiny.js'
import { type Figures, figuresOf, otherTokenizer, tinyOf } from './tinyReference.js'

type Vectors = readonly (readonly number[])[]
interface Said {
  readonly embeddings: Readonly<Record<Route | 'usual', Vectors>>
  readonly losses: Readonly<Record<string, Figures>>
}
/** What bench/reference/two_encoders.py wrote. */
const reference: {
  readonly texts: readonly string[]
  readonly rows: Readonly<Record<'anchor' | 'positive' | 'negative', readonly string[]>>
} & Readonly<Record<'tableAndBert' | 'twoBerts', Said>> = JSON.parse(
  readFileSync(new URL('twoEncoders.json', import.meta.url), 'utf8'),
)
const withPython = pythonHas('sentence_transformers') ? test : test.skip
if (withPython !== test)
  console.log('skipped: 2 what Python says of two encoders: no Python with sentence-transformers')

const base = folder()
const folders = [base]
test.after(() => folders.forEach(remove))
writeFileSync(join(base, 'other.json'), JSON.stringify(otherTokenizer))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))

const table: Model = {
  model: 'table',
  architecture: 'static',
  hidden: 8,
  layers: 0,
  positions: 64,
  vocabulary: 18,
  maxLength: 64,
  modules: [],
  origin: {
    config: { vocab_size: 18, hidden_size: 8, num_hidden_layers: 0, max_position_embeddings: 64 },
    seed: 3,
    tokenizer: 'other.json',
  },
}
const renamed = (model: string, given: Model, tokenizer: string): Model => ({
  ...given,
  model,
  origin: { ...given.origin, tokenizer } as Model['origin'],
})
const models = {
  table,
  bert: renamed('bert', tinyOf(2), 'tokenizer.json'),
  small: renamed('small', tinyOf(1), 'tokenizer.json'),
  wide: renamed('wide', tinyOf(2, 12), 'other.json'),
}
const by = (model: keyof typeof models, ...stages: readonly object[]) => [
  { stage: 'tokenize', model },
  { stage: 'encode', model },
  ...stages,
]
const stages = {
  tableAndBert: [
    { stage: 'router', query: by('table', { stage: 'pool.mean' }), document: by('bert', { stage: 'pool.mean' }) },
  ],
  twoBerts: [
    {
      stage: 'router',
      query: by('small', { stage: 'pool.cls' }),
      document: by('wide', { stage: 'pool.mean' }, { stage: 'pool.dense', width: 8 }),
      default: 'query',
    },
    { stage: 'pool.normalize' },
  ],
} as const
const losses = {
  'loss.multipleNegativesRanking': { stage: 'loss.multipleNegativesRanking', scale: 5 },
  'loss.triplet': { stage: 'loss.triplet', margin: 2 },
} as const
const columns = ['anchor', 'positive', 'negative'].map(name => [name, 'text'] as const)
const { anchor, positive, negative } = reference.rows
const rows = anchor.map((text, i) => ({ anchor: text, positive: positive[i]!, negative: negative[i]! }))

for (const name of ['tableAndBert', 'twoBerts'] as const)
  for (const [stage, expected] of Object.entries(reference[name].losses))
    test(`the reference's value and gradients: ${name}, ${stage}`, async () => {
      const loss = losses[stage as keyof typeof losses]
      const found = await figuresOf(base, loss, columns, rows, {}, stages[name] as never, tinyOf(1), { models })
      const far = (x: number, y: number) => Math.abs(x - y) / Math.max(1, Math.abs(y))
      assert.ok(far(found.loss, expected.loss) < 1e-5, `loss ${found.loss}, ${expected.loss}`)
      assert.ok(Object.keys(expected.gradients).length > 30)
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
const compared = async (at: string, { embeddings }: Pick<Said, 'embeddings'>, engine: 'native' | 'wasm' = 'native') => {
  const model = await load(at, { engine })
  close(await model.encodeQuery(reference.texts), embeddings.query, 'queries')
  close(await model.encode(reference.texts, { task: 'query' }), embeddings.query, 'queries by task')
  close(await model.encodeDocument(reference.texts), embeddings.document, 'documents')
  close(await model.encode(reference.texts), embeddings.usual, 'others')
  model.dispose()
}

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
      // A question that is a document as well has another vector as each.
      dev: rows
        .slice(0, 3)
        .map(({ anchor, ...others }, i) => ({ ...others, question: i === 0 ? others.positive : anchor })),
    },
  },
}
const asked = { columns: { anchor: 'question' } }
const ranking = { ...losses['loss.multipleNegativesRanking'], ...asked }
const pipelineOf = (
  name: keyof typeof stages,
  settings: object = {},
  loss: object = ranking,
  given: object = models,
  written: readonly object[] = stages[name],
  judged: readonly object[] = [
    { stage: 'evaluate.triplet', on: 'dev', ...asked },
    { stage: 'evaluate.retrieval', on: 'dev', columns: { query: 'question', document: 'positive' }, name: 'found' },
  ],
) => {
  const [router, ...behind] = written
  const read = fromJson(vocabulary, {
    siamese: 2,
    data,
    models: given,
    stages: [
      { ...router, columns: { question: 'query' } },
      ...behind,
      loss,
      ...judged,
      { stage: 'freeze', parameters: ['document.embeddings', 'document.encoder.layer.0'] },
      training({ epochs: 4, batchSize: 3, learningRate: 1e-2, warmup: 0, dropout: 0.1, ...settings }),
    ],
  } as never)
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return read.right
}
const written = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'siamese-two-'))
  folders.push(made)
  return made
}
const ran = async (
  pipeline: ReturnType<typeof pipelineOf>,
  eager: boolean,
  engine: 'native' | 'wasm' = 'native',
  watching: (event: RunEvent) => void = () => undefined,
) => {
  const steps: number[] = []
  const report = (event: RunEvent) => {
    if (event.event === 'step') steps.push(event.loss)
    watching(event)
  }
  const out = join(written(), 'run')
  const done = await run(pipeline, { base, out, eager, engine, report })()
  if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
  return { ...done.right, losses: steps }
}

for (const name of ['tableAndBert', 'twoBerts'] as const)
  for (const settings of [{}, { accumulate: 2 }, { batchSize: 4, miniBatchSize: 2 }, { rates: [['query', 1e-3]] }])
    test(`graph and single operations train alike: ${name}, ${JSON.stringify(settings)}`, async () => {
      const graph = await ran(pipelineOf(name, settings), false)
      const single = await ran(pipelineOf(name, settings), true)
      assert.ok(graph.losses.length > 2)
      graph.losses.forEach((loss, i) =>
        assert.ok(Math.abs(loss - single.losses[i]!) < 1e-4, `${graph.losses}, ${single.losses}`),
      )
      for (const [name, value] of Object.entries(graph.after!)) assert.ok(Math.abs(value - single.after![name]!) < 1e-5)
    })

test('operation by operation on WebAssembly as well', async () => {
  const [native, wasm] = [await ran(pipelineOf('twoBerts'), true), await ran(pipelineOf('twoBerts'), true, 'wasm')]
  native.losses.forEach((loss, i) =>
    assert.ok(Math.abs(loss - wasm.losses[i]!) < 1e-4, `${native.losses}, ${wasm.losses}`),
  )
})

test('explain tells what stands in each route, and which columns take it', async () => {
  const told = await explain(pipelineOf('tableAndBert'), { base })()
  if (isLeft(told)) throw new Error(told.left[0]!.sentence)
  const { stages, model, decided } = told.right.explanation
  const table = 18 * 8
  const frozen = (18 + 16 + 2 + 2) * 8
  const layer = 4 * (8 * 8 + 8) + 2 * 8 * 16 + 16 + 8 + 4 * 8
  assert.equal(
    stages.slice(0, 7).map(({ stage, route, parameters, trained }) => [route, stage, parameters, trained]),
    [
      [undefined, 'router', 0, 0],
      ['query', 'tokenize', 0, 0],
      ['query', 'encode', table, table],
      ['query', 'pool.mean', 0, 0],
      ['document', 'tokenize', 0, 0],
      ['document', 'encode', frozen + 2 * layer, layer],
      ['document', 'pool.mean', 0, 0],
    ],
  )
  assert.equal(model.routes, {
    query: { name: 'table', architecture: 'static', layers: 0, hidden: 8 },
    document: { name: 'bert', architecture: 'bert', layers: 2, hidden: 8 },
  })
  const shown = computingRows(told.right.explanation).map(([, is]) => is)
  assert.equal(shown.slice(0, 2), [
    'queries by table: static, 0 layers, 8 numbers a token',
    'documents by bert: bert, 2 layers, 8 numbers a token',
  ])
  const saying = (what: string) => decided.flatMap(each => (each.what.startsWith(`${what} of `) ? [each.is] : []))
  assert.equal(
    saying('texts').map(is => is.slice(0, 16)),
    ['cut at 64 tokens', 'cut at 16 tokens'],
  )
  assert.is(saying('dropout').length, 2)
  const [router, read] = stages
  assert.equal(
    router!.plays.map(({ role, column }) => `${column} by ${role}`),
    ['question by query', 'positive by document', 'negative by document'],
  )
  assert.equal(read!.gives, [{ names: ['question'], shape: ['batch', 'tokens'], most: { tokens: 64 } }])
})

test('what is trained is saved by route; the lock has a model for each, and a run goes on from both', async () => {
  const { model: at, after } = await ran(pipelineOf('twoBerts'), false)
  const locked = await modelsArgument(at!, 'two')()
  if (isLeft(locked)) throw new Error(locked.left[0]!.sentence)
  assert.equal(
    locked.right.map(({ model, hidden, modules }) => [model, hidden, modules]),
    [
      ['twoQuery', 8, ['pool.cls', 'pool.normalize']],
      ['twoDocument', 12, ['pool.mean', 'pool.dense', 'pool.normalize']],
    ],
  )
  const [query, document] = locked.right as readonly [Model, Model]
  const [{ query: q, document: d, ...router }] = stages.twoBerts
  const normalize = { stage: 'pool.normalize' }
  const again = [{ ...router, query: [...q, normalize], document: [...d, normalize] }]
  const still = { learningRate: 1e-9, epochs: 1, dropout: 0 }
  const given = { small: { ...query, model: 'small' }, wide: { ...document, model: 'wide' } }
  const { before } = await ran(pipelineOf('twoBerts', still, ranking, given, again), false)
  for (const [name, value] of Object.entries(after!)) assert.ok(Math.abs(value - before[name]!) < 1e-5, name)
})

for (const [what, judged] of [
  ['an evaluator reads', undefined],
  ['nothing else reads', []],
] as const)
  test(`the report's vectors of texts that ${what} are those of their columns' routes`, async () => {
    const { model: at, folder } = await ran(pipelineOf('twoBerts', {}, ranking, models, stages.twoBerts, judged), false)
    const { samples } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Pick<RunReport, 'samples'>
    const read = await readSafetensors(join(folder, vectorsFile('after')))()
    if (isLeft(read)) throw new Error(read.left[0]!.sentence)
    const model = await load(at!)
    const [sample] = samples
    assert.equal(
      sample!.columns.map(({ column }) => column),
      ['question', 'positive', 'negative'],
    )
    for (const { column, texts } of sample!.columns) {
      const { values } = read.right.get(vectorsName(sample!, column))!
      const rows = texts.map((_, i) => values.subarray(i * model.width, (i + 1) * model.width))
      const encode = column === 'question' ? model.encodeQuery : model.encodeDocument
      close(
        rows,
        (await encode(texts)).map(row => [...row]),
        `${column} after training`,
      )
    }
    model.dispose()
  })

test('siamese evaluate scores a folder by both routes, as the run that wrote it did', async () => {
  const { model: at, after } = await ran(pipelineOf('twoBerts'), false)
  const judged = await modelsAndStages(at!)()
  if (isLeft(judged)) throw new Error(judged.left[0]!.sentence)
  const { models, stages } = encodingStages(judged.right, {})
  const columns = { query: 'question', document: 'positive' }
  const retrieval = { stage: 'evaluate.retrieval', on: 'dev', columns, name: 'found' }
  const read = fromJson(vocabulary, { siamese: 2, data, models, stages: [...stages, retrieval] } as never)
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  const metrics = await evaluatePipeline(read.right)()
  if (isLeft(metrics)) throw new Error(metrics.left[0]!.sentence)
  const names = Object.keys(after!).filter(name => name.includes('found_'))
  assert.equal(Object.keys(metrics.right), names)
  assert.ok(names.length > 5)
  for (const name of names) assert.ok(Math.abs(metrics.right[name]! - after![name]!) < 1e-6, name)
})

test('a run begins by telling both encoders, and its card shows the whole pipeline', async () => {
  const plans: RunPlan[] = []
  const { model: at } = await ran(pipelineOf('tableAndBert'), false, 'native', event => {
    if (event.event === 'planned') plans.push(event.plan)
  })
  const [, line = ''] = planText(plans[0]!, 200)
  assert.match(
    line,
    /queries by table: static, 0 layers of 8; documents by bert: bert, 2 layers of 8; [\d,]+ parameters$/,
  )
  const card = readFileSync(join(at!, 'README.md'), 'utf8')
  const [, block = ''] = /```json\n(.*?)\n```/s.exec(card) ?? []
  const [router] = block.split('\n').map(each => JSON.parse(each))
  const names = (route: readonly { readonly stage: string }[]) => route.map(({ stage }) => stage)
  assert.equal(names(router.query), ['tokenize', 'encode', 'pool.mean'])
  assert.equal([router.query[0].maxLength, router.query[1].model], [64, 'table'])
  assert.equal([router.document[0].maxLength, router.document[1].model], [16, 'bert'])
  assert.equal(router.columns, { question: 'query' })
})

test('a sequence goes on from both encoders, and says where it cannot', async () => {
  const [first, second] = [
    pipelineOf('twoBerts'),
    pipelineOf('twoBerts', { learningRate: 1e-9, epochs: 1, dropout: 0 }),
  ]
  const done = await runSequence(inSequence([first, second]), { base, out: join(written(), 'sequence') })()
  if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
  const [one, other] = done.right.runs
  assert.ok(Object.keys(one!.after!).length > 5)
  for (const [name, value] of Object.entries(one!.after!))
    assert.ok(Math.abs(value - other!.before![name]!) < 1e-5, name)
  const dense = [...stages.twoBerts.slice(0, 1), { stage: 'pool.dense', width: 4 }]
  const weighs = pipelineOf('twoBerts', {}, ranking, models, dense)
  assert.equal(
    inSequence([weighs, weighs]).problems.map(({ sentence }) => sentence),
    [
      'sequence: pool.dense of questions has weights and stands behind two encoders, so nothing can go on from it: put one into each route of router',
    ],
  )
})

test('an export is of one route, by its own encoder', async () => {
  const { model: at } = await ran(pipelineOf('twoBerts'), false)
  const options = { base, cacheRoot: base, forms: ['float32'] } as const
  const refused = await exportModel(at!, { ...options, out: join(written(), 'onnx') })()
  assert.ok(isLeft(refused))
  assert.match(refused.left[0]!.sentence, /encodes queries and documents apart: write --as query or --as document/)
  const out = join(written(), 'onnx')
  const done = await exportModel(at!, { ...options, as: 'document', out })()
  if (isLeft(done)) throw new Error(done.left[0]!.sentence)
  assert.is(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')).hidden_size, 12)
})

test('a loss that reads more of one encoder than embeddings is refused', async () => {
  const done = await run(pipelineOf('twoBerts', {}, { stage: 'loss.adaptiveLayer', loss: ranking }), {
    base,
    out: join(written(), 'run'),
  })()
  assert.ok(isLeft(done))
  assert.equal(
    done.left.map(({ sentence }) => sentence),
    [
      'loss.adaptiveLayer reads more of an encoder than embeddings, and router has one for each route: put encode before router, or use another loss',
    ],
  )
})

withPython('Python opens what is written and has the same embeddings by each route', async () => {
  for (const name of ['tableAndBert', 'twoBerts'] as const) {
    const { model: at } = await ran(pipelineOf(name), false)
    await compared(at!, { embeddings: embeddingsInPython(at!, reference.texts) })
  }
})

withPython('what Python writes opens here with its embeddings', async () => {
  const at = written()
  const script = fileURLToPath(new URL('../../../../bench/reference/two_encoders.py', import.meta.url))
  const said = spawnSync(python, [script, at], { encoding: 'utf8' })
  if (said.status !== 0) throw new Error(said.stderr)
  for (const name of ['tableAndBert', 'twoBerts'] as const) {
    await compared(join(at, name), reference[name])
    await compared(join(at, name), reference[name], 'wasm')
  }
})

test.run()
