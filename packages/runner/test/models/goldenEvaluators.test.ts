import { type Definition, evaluate } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { test as suite } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, flat, type Nested, tensorOf } from '../../../core/test/numeric.js'
import { softmax } from '../../../losses/src/index.js'
import { opened } from './engines.js'
import { golden, hasGolden } from './golden.js'

const test = hasGolden('evaluators of the reference') ? suite : suite.skip

interface Case {
  readonly name: string
  readonly model_similarity_fn_name: string
  readonly texts: readonly string[]
  readonly embeddings: readonly (readonly number[])[]
  readonly inputs: Readonly<Record<string, readonly (string | number)[]>>
  readonly params: Readonly<Record<string, never>>
  readonly expected: {
    readonly metrics: Readonly<Record<string, number>>
    readonly classifier?: { readonly weight: Nested; readonly bias: Nested }
  }
}

/** The vectors of a column's texts, one after the other, cut to `width` numbers. */
const vectors = ({ texts, embeddings }: Case, column: readonly (string | number)[], width: number): Float32Array =>
  Float32Array.from(column.flatMap(text => embeddings[texts.indexOf(String(text))]!.slice(0, width)))
const widthOf = ({ params, embeddings }: Case): number => params.truncate_dim ?? embeddings[0]!.length

const scoreOf = (definition: Definition, each: Case, columns: Readonly<Record<string, string>>, settings: object) => {
  const { does, options, name } = definition
  if (does.family !== 'evaluator') throw new Error(`${name} is no evaluator`)
  const decoded = options.decode(name, { on: 'dev', ...settings })
  assert.equal(decoded.problems, [], each.name)
  const width = widthOf(each)
  const by = (kind: 'text' | 'label') =>
    does.roles.flatMap(role => {
      const [name, is] = role.split(': ') as [string, string]
      const column = each.inputs[columns[name]!]!
      return (is === 'text') === (kind === 'text') ? [[name, column] as const] : []
    })
  const rows = Object.values(each.inputs).find(Array.isArray)!.length
  const embeddings = Object.fromEntries(by('text').map(([role, column]) => [role, vectors(each, column, width)]))
  const labels = Object.fromEntries(by('label').map(([role, column]) => [role, Float64Array.from(column, Number)]))
  return (predicted?: Int32Array) => does.score({ rows, width, embeddings, labels }, decoded.value, predicted)
}

/** The reference's metrics without the name it puts in front; the names must be ours. */
const compare = (each: Case, found: Readonly<Record<string, number>>): number => {
  const prefix = each.params.name === undefined ? '' : `${each.params.name}_`
  const expected = Object.entries(each.expected.metrics).map(
    ([name, value]) => [name.slice(prefix.length), Number(value)] as const,
  )
  assert.equal(Object.keys(found).sort(), expected.map(([name]) => name).sort(), each.name)
  const far = farthest(
    expected.map(([name]) => found[name]!),
    expected.map(([, value]) => value),
  )
  assert.ok(far < 1e-6, `${each.name} is off by ${far}: ${JSON.stringify(found)}`)
  return far
}
const similaritiesOf = ({ params, model_similarity_fn_name }: Case): readonly string[] =>
  params.similarity_fn_names ?? [params.main_similarity ?? params.main_similarity_function ?? model_similarity_fn_name]
const told = (what: string, far: readonly number[]) =>
  console.log(`${what}: ${far.length} cases, off by ${Math.max(...far)} at most`)

test('EmbeddingSimilarityEvaluator: the metrics of the reference to 1e-6', () => {
  const all: readonly Case[] = golden('evaluators/EmbeddingSimilarityEvaluator.json').cases
  const cases = all.filter(({ params }) => params.precision === undefined)
  console.log(
    `skipped: ${all.length - cases.length} similarities of the reference (evaluate.similarity has no precision)`,
  )
  const columns = { sentence1: 'sentences1', sentence2: 'sentences2', score: 'scores' }
  told(
    'EmbeddingSimilarityEvaluator',
    cases.map(each =>
      compare(each, scoreOf(evaluate.similarity.definition, each, columns, { similarity: similaritiesOf(each) })()),
    ),
  )
})

test('TripletEvaluator: the accuracies of the reference to 1e-6', () => {
  const cases: readonly Case[] = golden('evaluators/TripletEvaluator.json').cases
  const columns = { anchor: 'anchors', positive: 'positives', negative: 'negatives' }
  told(
    'TripletEvaluator',
    cases.map(each => {
      const { margin } = each.params
      const settings = { similarity: similaritiesOf(each), ...(margin === undefined ? {} : { margin }) }
      return compare(each, scoreOf(evaluate.triplet.definition, each, columns, settings)())
    }),
  )
})

test('LabelAccuracyEvaluator: the accuracy of the reference to 1e-6, through the head of loss.softmax', async () => {
  if (!(await opened('wasm'))) return
  const cases: readonly Case[] = golden('evaluators/LabelAccuracyEvaluator.json').cases
  const { does, options } = softmax.definition
  if (does.family !== 'loss') throw new Error('it is no loss')
  const columns = { sentence1: 'sentences1', sentence2: 'sentences2', label: 'labels' }
  told(
    'LabelAccuracyEvaluator',
    cases.map(each => {
      const parts = ['u', 'v', '|u-v|', ...(each.params.concatenation_sent_multiplication ? ['u*v'] : [])]
      const side = (name: string) =>
        tf.tensor(vectors(each, each.inputs[name]!, widthOf(each)), [each.inputs.labels!.length, widthOf(each)])
      const { weight, bias } = each.expected.classifier!
      const scores = does.predict!(
        { sentence1: side('sentences1'), sentence2: side('sentences2') },
        options.decode('loss.softmax', { parts }).value,
        { 'classifier.weight': tensorOf(weight), 'classifier.bias': tensorOf(bias) },
      )
      const predicted = Int32Array.from(flat(tf.argMax(scores, 1).arraySync() as number[]))
      return compare(each, scoreOf(evaluate.labels.definition, each, columns, {})(predicted))
    }),
  )
})

test.run()
