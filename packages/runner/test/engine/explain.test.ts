import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineLoss, encode, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { knowsCostOf } from '../../src/graph/costs.js'
import { passNames } from '../../src/graph/passNames.js'
import { memoryOf } from '../../src/run/estimate/memory.js'
import { precisionText } from '../../src/run/explain/decisions.js'
import { type ExplainOptions, explain } from '../../src/run/explain/explain.js'
import { siamese } from '../cli/siamese.js'
import { cosine, folder, head, json, made, model, onDev, pairs, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
await openEngine()()
const native = runsGraphs()
if (!native) console.log('skipped: 5 tests of compiled graphs (no engine that runs graphs)')
const onGraphs = native ? test : test.skip

const stages = [...head, cosine, onDev, training({ epochs: 2, best: 'dev.spearman_cosine' })]
writeFileSync(join(base, 'fits.json'), JSON.stringify(json(stages)))
const on = (...args: readonly string[]) => siamese(base, 'explain', 'fits.json', ...args)

const explained = async (given: Pipeline, options: ExplainOptions = {}) => {
  const before = tf.memory().numTensors
  const found = await explain(given, { base, ...options })()
  if (isLeft(found)) throw new Error(found.left[0]!.sentence)
  assert.is(tf.memory().numTensors, before, 'as many tensors afterwards as before')
  return found.right
}

test('what a run will do is said, and nothing is left behind', async () => {
  const { explanation } = await explained(made(stages))
  const { data, model, stages: each, decided } = explanation
  const [pairs] = data
  assert.equal(
    pairs!.splits.map(({ split, rows, trained, evaluated }) => [split, rows, trained, evaluated]),
    [
      ['train', 22, true, false],
      ['dev', 9, false, true],
      ['test', 7, false, false],
    ],
  )
  assert.equal(pairs!.columns, [
    { name: 'sentence1', kind: 'text' },
    { name: 'sentence2', kind: 'text' },
    { name: 'score', kind: 'score<0, 5>', range: [0, 5], onto: [0, 1] },
  ])
  // Sentences of 3 to 6 words with [CLS] and [SEP].
  const { texts, longest, cut, empty, rows } = pairs!.splits[0]!.texts!
  assert.equal([texts, longest, cut, empty, rows], [44, 8, 0, 0, 22])
  assert.is(pairs!.splits[2]!.texts, undefined)
  assert.equal([model.architecture, model.layers, model.hidden, model.width, model.head], ['bert', 1, 8, 8, 0])
  const names = ['sentence1', 'sentence2']
  assert.equal(
    each.map(({ gives }) => gives),
    [
      [{ names, shape: ['batch', 'tokens'], most: { tokens: 16 } }],
      [{ names, shape: ['batch', 'tokens', 8], most: { tokens: 16 } }],
      [{ names, shape: ['batch', 8] }],
      [{ names: ['loss'], shape: ['batch'] }],
      [],
      [],
    ],
  )
  assert.equal(each[4]!.metrics, ['dev.pearson_cosine', 'dev.spearman_cosine'])
  assert.equal([each[1]!.parameters, each[1]!.trained > 0, each[2]!.parameters], [model.parameters, true, 0])
  const last = each.at(-1)!
  assert.equal(last.written, { epochs: 2, batchSize: 8, learningRate: 1e-3, best: 'dev.spearman_cosine' })
  assert.equal([last.filled.schedule, last.filled.seed, last.filled.clip], ['linear', 42, 1])
  assert.equal([each[0]!.written, each[0]!.filled], [{ model: 'tiny' }, {}])
  const { steps, epochs, warmup, evaluations, seconds } = explanation.estimate!
  assert.equal([steps, epochs, warmup, evaluations], [6, 2, 1, 4])
  assert.ok(seconds.training > 0 && seconds.evaluation > 0 && seconds.start > 0)
  const is = Object.fromEntries(decided.map(({ what, is }) => [what, is]))
  assert.is(is.steps, '6, 3 an epoch, batches of 8 rows')
  assert.is(is['learning rate'], 'rises over 1 step to 1e-3, then falls to 0')
  assert.is(is.score, 'score<0, 5> is mapped onto 0 to 1')
  assert.is(is.metrics, 'dev before and after training; dev also after each epoch, 3 steps')
  assert.is(is.kept, 'the weights with the best dev.spearman_cosine')
  assert.equal(
    readdirSync(base).filter(name => name === 'runs'),
    [],
  )
})

test('whether bf16 pays is a question to the processor', () => {
  const told = (precision: 'float32' | 'bf16', ...simd: string[]) => precisionText(precision, { simd }, 'graph')
  assert.match(
    told('float32', 'avx2', 'avx512_bf16'),
    /multiplies bf16 \(avx512_bf16\): train\(\{ precision: 'bf16' \}\) would/,
  )
  assert.match(told('float32', 'avx2'), /has no avx512_bf16 or amx_bf16: bf16 would not pay$/)
  assert.match(told('bf16', 'avx2'), /has no avx512_bf16 or amx_bf16: float32 is faster$/)
  assert.match(told('float32'), /not known$/)
  assert.is(
    precisionText('bf16', { simd: ['amx_bf16'] }, 'operations'),
    'bf16, which only a graph computes: a run refuses',
  )
})

test('memory is the sum of its parts; kernels are kept up to a number of each kind', () => {
  const of = (products: readonly number[]) => memoryOf({ parameters: 1e9, state: 2e9, step: 5e8, products })
  const { engine, products, peak } = of([10, 20])
  assert.is(peak, engine + 4e9 + 2e9 + 5e8 + products)
  assert.is(of([5000, 0]).products, of([9000, 0]).products)
})

test('without an engine that runs graphs that is said, with all the rest', async () => {
  const { code, out } = await on('--engine', 'wasm', '--graph')
  assert.is(code, 0)
  assert.match(out, /^stage .*\npairs +sentence1, sentence2: batch texts\n/)
  assert.match(out, /\nsteps {3}operation by operation: the wasm engine runs no graphs\n/)
  assert.match(
    out,
    /\ntrain\n {4}epochs 2, batchSize 8, learningRate 1e-3, .*, ·on train, ·schedule linear,\n {4}·warmup/,
  )
  assert.match(out, /\na run +expected\nsteps +6\n/)
  assert.not.match(out, /\ngraph /)
  const refused = await on('--engine', 'wasm', '--dot', '-')
  assert.equal([refused.code, refused.err], [2, 'there is no graph to show: the wasm engine runs no graphs\n'])
})

onGraphs('the graph is counted, and its costs are those of the batches of the run', async () => {
  const { explanation, graphs } = await explained(made(stages), { graph: true })
  const { graph } = explanation
  const main = graphs!.entries.find(({ entry }) => entry === 'train')!
  assert.is(graph!.entry, 'train')
  assert.is(
    graph!.ops.reduce((sum, { all }) => sum + all, 0),
    main.nodes.length,
  )
  for (const { all, before, forward, backward, update } of graph!.ops)
    assert.is(all, before + forward + backward + update)
  const passes = passNames.filter(pass => pass !== 'bfloat16Products')
  assert.equal(Object.keys(graph!.passes), ['recorded', ...passes, 'dynamicSizes'])
  const { sampled, all, median, largest, places, padding, memory } = graph!.batches!
  assert.equal([sampled, all], [6, 6])
  assert.ok(median.flops <= largest.flops && median.peak <= largest.peak && median.activations < median.peak)
  const ofPlaces = places.reduce((sum, { flops }) => sum + flops, 0)
  assert.ok(ofPlaces > 0.99 * median.flops && ofPlaces <= median.flops)
  assert.ok(padding >= 0 && padding < 1)
  assert.ok(memory.peak > memory.engine)
  assert.equal(explanation.untrained, [])
  const ops = graphs!.entries.flatMap(({ nodes }) => nodes.map(({ op }) => op))
  assert.equal(
    ops.filter(op => !knowsCostOf(op)),
    [],
  )
})

onGraphs('a parameter that the loss does not depend on is named', async () => {
  const idle = defineLoss({
    name: 'loss.idle',
    roles: ['sentence1: text', 'sentence2: text'],
    weights: () => ({ used: [8], unused: [3] }),
    apply: ({ sentence1, sentence2 }, _, { used }) => tf.sum(tf.mul(tf.square(tf.sub(sentence1, sentence2)), used!), 1),
  })
  const { explanation } = await explained(
    pipeline(pairs, tokenize(model), encode(model), pool.mean(), idle(), train({ steps: 1 })) as Pipeline,
  )
  assert.equal(explanation.untrained, ['head/unused'])
  assert.is(explanation.model.head, 11)
})

onGraphs('a stage that cannot be compiled is the reason why a run would refuse', async () => {
  const odd = defineLoss({
    name: 'loss.odd',
    roles: ['sentence1: text', 'sentence2: text'],
    apply: ({ sentence1, sentence2 }) => tf.sum(tf.mul(sentence1, sentence2), 1).dataSync() as never,
  })
  const given = pipeline(pairs, tokenize(model), encode(model), pool.mean(), odd(), train({ steps: 1 })) as Pipeline
  const found = await explain(given, { base })()
  if (isLeft(found)) throw new Error(found.left[0]!.sentence)
  const { explanation, graphs } = found.right
  assert.is(graphs, undefined)
  assert.is(explanation.steps.computed, 'refused')
  assert.match(explanation.steps.why, /^loss\.odd reads the value of a tensor/)
})

onGraphs('explaining moves nothing: a run after it, with its estimate, gives what one without gives', async () => {
  await explained(made(stages))
  const ran = async (out: string) => {
    const { code, err } = await siamese(base, 'run', 'fits.json', '--out', out)
    assert.is(code, 0, err)
    return readFileSync(join(base, out, 'metrics.jsonl'), 'utf8')
  }
  assert.is(await ran('runs/fits-1'), await ran('runs/fits-2'))
  const kept = JSON.parse(readFileSync(join(base, 'runs/fits-2/estimate.json'), 'utf8'))
  assert.equal([kept.estimate.steps, kept.spent.steps], [6, 6])
  assert.ok(kept.spent.seconds.training > 0 && kept.spent.memory > 1e7)
})

onGraphs('after a run its estimate stands beside what it took', async () => {
  const told = (await on()).out
  assert.match(told, /\na run +expected +expected then +took +expected \/ took\nsteps +6 +6 +6 +1\.00\n/)
  assert.match(told, /\nthe last run of this pipeline: runs\/fits-2\n/)
  const folder = await siamese(base, 'explain', 'runs/fits-1')
  assert.match(
    folder.out,
    /^runs\/fits-1: a run that finished\n\n +expected +took +expected \/ took\nsteps +6 +6 +1\.00\n/,
  )
  assert.is(JSON.parse((await siamese(base, 'explain', 'runs/fits-1', '--json')).out).took.steps, 6)
  const none = await siamese(base, 'explain', 'runs')
  assert.equal([none.code, none.out], [2, ''])
  assert.match(none.err, /^runs is no run's folder: name a pipeline, or the folder of a run that siamese run made/)
})

onGraphs('a page is written into a file or on standard output', async () => {
  const page = await on('--html', '-')
  assert.match(page.out, /^<!doctype html>\n.*<svg class="pipeline".*<\/html>\n$/s)
  assert.equal((await on('--html', 'page.html')).err, 'page.html shows fits.json\n')
  assert.match(readFileSync(join(base, 'page.html'), 'utf8'), /<h1>fits\.json<\/h1>/)
  assert.is((await on('--html', 'gone/page.html')).code, 2)
})

onGraphs('the graph is printed as it is recorded, after a pass and as it is run', async () => {
  const lines = async (...args: readonly string[]) => (await on('--print', ...args)).out.trimEnd().split('\n')
  const [recorded, shared, end] = [await lines('recorded'), await lines('shareEqualNodes'), await lines()]
  assert.match(recorded[0]!, /^%0 = Placeholder\(\) int32\[\] {2}"train\.rows"$/)
  assert.ok(recorded.length > shared.length)
  assert.ok(end.some(line => line.includes('"train.loss"')))
  assert.match((await lines('--entry', 'encode'))[0]!, /"encode\.rows"/)
  const without = await on('--print', 'shareEqualNodes', '--without', 'shareEqualNodes')
  assert.equal([without.code, without.out], [2, ''])
  assert.match(without.err, /^--print shareEqualNodes: this pass is left out here; there are recorded, foldConstants/)
  assert.match(
    (await on('--print', 'folding')).err,
    /^--print folding: there is no such form of a graph; write recorded,/,
  )
  assert.match(
    (await on('--print', '--entry', 'no')).err,
    /^--entry no: the graph has no such entry point; it has assign,/,
  )
})

onGraphs('the graph is drawn into a file or on standard output', async () => {
  const dot = await on('--dot', '-')
  assert.match(
    dot.out,
    /^digraph "train: \d+ operations; costs of a batch of 8 rows, \d+ tokens, the longest \d+" \{\n/,
  )
  assert.match(dot.out, /n0 -> n1 \[label="\[2·rows, length, 8\]/)
  const svg = await on('--svg', 'graph.svg')
  assert.equal([svg.code, svg.out, svg.err], [0, '', 'graph.svg shows train\n'])
  assert.match(readFileSync(join(base, 'graph.svg'), 'utf8'), /^<svg .*<\/svg>\n$/s)
  const document = JSON.parse((await on('--dot', '-', '--json')).out)
  assert.is(document.dot, dot.out.trimEnd())
  assert.is(document.graph.entry, 'train')
  const nowhere = await on('--svg', 'gone/graph.svg')
  assert.is(nowhere.code, 2)
  assert.ok(!existsSync(join(base, 'gone')))
})

test.run()
