import {
  byCodePoint,
  type Definition,
  type Evaluates,
  evaluate,
  nameFront,
  type Scored,
  type SimilarityName,
  topK,
  withEach,
} from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { suite } from 'uvu'
import { type Nested, tensorOf } from '../../../core/test/numeric.js'
import { softmax } from '../../../losses/src/index.js'
import { opened } from './engines.js'
import { golden, goldenNames, hasGolden } from './golden.js'
import { type Case, cannot, testOnce } from './goldenCases.js'

const test = suite('evaluators of the reference')

type Settings = Readonly<Record<string, unknown>>
interface Given {
  readonly name: string
  readonly model_similarity_fn_name: string
  readonly texts: readonly string[]
  readonly embeddings: readonly (readonly number[])[]
  // biome-ignore lint/suspicious/noExplicitAny: each evaluator has arguments of its own
  readonly inputs: any
  readonly params: Settings
  readonly expected: {
    readonly metrics: Readonly<Record<string, unknown>>
    readonly primary_metric: string
    readonly error?: string
    readonly classifier?: { readonly weight: Nested; readonly bias: Nested }
  }
}
type Scores = Readonly<Record<string, number>>

/** How the cases of an evaluator of the reference are run by ours. */
interface Counterpart {
  readonly definition: Definition
  /** What the reference's arguments are called here; `null` for those that change no number. */
  readonly settings: Readonly<Record<string, string | null>>
  readonly score: (does: Evaluates, given: Given, settings: Settings, width: number) => Scores | Promise<Scores>
}

const everywhere = { name: 'name', truncate_dim: 'width', batch_size: null, show_progress_bar: null, write_csv: null }
const compared = { ...everywhere, similarity_fn_names: 'similarity' }

/** The vectors of texts, one after the other, cut to `width` numbers. */
const vectors = ({ texts, embeddings }: Given, column: readonly string[], width: number): Float32Array =>
  Float32Array.from(column.flatMap(text => embeddings[texts.indexOf(text)]!.slice(0, width)))

/** What an evaluator sees, of columns that are lists of texts. */
const rowsOf = (
  given: Given,
  width: number,
  columns: Readonly<Record<string, readonly string[]>>,
  other: Partial<Scored> = {},
): Scored => ({
  rows: Object.values(columns)[0]!.length,
  width,
  embeddings: Object.fromEntries(Object.entries(columns).map(([role, texts]) => [role, vectors(given, texts, width)])),
  labels: {},
  vectors: {},
  texts: columns,
  counts: {},
  ...other,
})
const byRows =
  (columns: (given: Given, width: number) => Scored): Counterpart['score'] =>
  (does, given, settings, width) => {
    if (does.reads === 'search' || does.reads === 'metrics') return cannot('it scores no rows')
    const scored = columns(given, width)
    if (given.expected.error === undefined) return does.score(scored, settings)
    const doubts = does.doubts(scored, settings)
    return doubts.length > 0 ? {} : cannot(`the reference raises ${given.expected.error}; ours says nothing`)
  }
const numbers = (list: readonly unknown[]): Float64Array => Float64Array.from(list, Number)

const counterparts: Readonly<Record<string, Counterpart>> = {
  EmbeddingSimilarityEvaluator: {
    definition: evaluate.similarity.definition,
    settings: { ...compared, main_similarity: 'main', precision: 'precision' },
    score: byRows((given, width) => {
      const { sentences1, sentences2, scores } = given.inputs
      return rowsOf(
        given,
        width,
        { sentence1: sentences1, sentence2: sentences2 },
        { labels: { score: numbers(scores) } },
      )
    }),
  },
  BinaryClassificationEvaluator: {
    definition: evaluate.binaryClassification.definition,
    settings: compared,
    score: byRows((given, width) => {
      const { sentences1, sentences2, labels } = given.inputs
      return rowsOf(
        given,
        width,
        { sentence1: sentences1, sentence2: sentences2 },
        { labels: { label: numbers(labels) } },
      )
    }),
  },
  TripletEvaluator: {
    definition: evaluate.triplet.definition,
    settings: { ...compared, main_similarity_function: 'main', margin: 'margin' },
    score: byRows((given, width) => {
      const { anchors, positives, negatives } = given.inputs
      return rowsOf(given, width, { anchor: anchors, positive: positives, negative: negatives })
    }),
  },
  TranslationEvaluator: {
    definition: evaluate.translation.definition,
    settings: { ...everywhere, print_wrong_matches: null },
    score: byRows((given, width) => {
      const { source_sentences, target_sentences } = given.inputs
      return rowsOf(given, width, { source: source_sentences, target: target_sentences })
    }),
  },
  MSEEvaluator: {
    definition: evaluate.mse.definition,
    settings: everywhere,
    score: byRows((given, width) => {
      const { source_sentences, target_sentences } = given.inputs
      const target = vectors(given, source_sentences, width)
      return rowsOf(given, width, { text: target_sentences }, { vectors: { target } })
    }),
  },
  ParaphraseMiningEvaluator: {
    definition: evaluate.paraphraseMining.definition,
    settings: {
      ...everywhere,
      top_k: 'topK',
      max_pairs: 'maxPairs',
      add_transitive_closure: 'duplicates',
      query_chunk_size: null,
      corpus_chunk_size: null,
    },
    // Every text is a row with itself that says nothing; texts are told apart by their ids.
    score: byRows((given, width) => {
      const { sentences_map, duplicates_list } = given.inputs
      const ids = Object.keys(sentences_map)
      const pairs = (duplicates_list as readonly [string, string][]).filter(pair => pair.every(id => ids.includes(id)))
      const column = (side: 0 | 1) => [...ids, ...pairs.map(pair => pair[side])]
      const textOf = (column: readonly string[]) => column.map(id => sentences_map[id] as string)
      return rowsOf(
        given,
        width,
        { sentence1: textOf(column(0)), sentence2: textOf(column(1)) },
        {
          labels: { label: numbers([...ids.map(() => 0), ...pairs.map(() => 1)]) },
          texts: { sentence1: column(0), sentence2: column(1) },
        },
      )
    }),
  },
  RerankingEvaluator: {
    definition: evaluate.reranking.definition,
    settings: {
      ...everywhere,
      similarity_fct: 'similarity',
      at_k: 'at',
      mrr_at_k: 'at',
      use_batched_encoding: null,
    },
    score: byRows((given, width) => {
      const samples = Object.values(given.inputs.samples as Record<string, Record<string, string & readonly string[]>>)
      const list = (role: string) => samples.map(sample => [sample[role]!].flat() as readonly string[])
      const counts = (role: string) => Int32Array.from(list(role), each => each.length)
      const query = samples.map(sample => sample.query as string)
      return rowsOf(
        given,
        width,
        { query, positive: list('positive').flat(), negative: list('negative').flat() },
        { counts: { positive: counts('positive'), negative: counts('negative') } },
      )
    }),
  },
  InformationRetrievalEvaluator: {
    definition: evaluate.retrieval.definition,
    settings: {
      ...everywhere,
      score_functions: 'similarity',
      main_score_function: 'main',
      accuracy_at_k: 'accuracyAt',
      precision_recall_at_k: 'precisionRecallAt',
      ndcg_at_k: 'ndcgAt',
      mrr_at_k: 'mrrAt',
      map_at_k: 'mapAt',
      corpus_chunk_size: null,
    },
    score: (does, given, settings, width) => {
      if (does.reads !== 'search') return cannot('it does not search')
      const { queries, corpus, relevant_docs } = given.inputs
      const kept = Object.keys(queries).filter(id => (relevant_docs[id] ?? []).length > 0)
      const vectorsOf = (texts: readonly string[]) => vectors(given, texts, width)
      const [asked, documents] = [vectorsOf(kept.map(id => queries[id])), vectorsOf(Object.values(corpus))]
      const ids = Object.keys(corpus)
      const found = (name: SimilarityName) => {
        const scoresOf = withEach(name, asked, documents, width)
        return kept.map((_, query) => {
          const top = topK<string>(does.depth(settings), byCodePoint)
          scoresOf(query).forEach((score, i) => {
            top.add(ids[i]!, score)
          })
          return top.hits().map(({ id }) => id)
        })
      }
      const names = settings.similarity as readonly SimilarityName[]
      const relevant = kept.map(id => new Set<string>(relevant_docs[id]))
      return does.score({ relevant, found: Object.fromEntries(names.map(name => [name, found(name)])) }, settings)
    },
  },
  LabelAccuracyEvaluator: {
    definition: evaluate.labels.definition,
    settings: { ...everywhere, concatenation_sent_multiplication: null },
    score: async (does, given, settings, width) => {
      if (does.reads === 'search' || does.reads === 'metrics') return cannot('it scores no rows')
      if (!(await opened('wasm'))) return cannot('the wasm engine does not work here')
      const { sentences1, sentences2, labels } = given.inputs
      const loss = softmax.definition.does
      if (loss.family !== 'loss') throw new Error('it is no loss')
      const parts = ['u', 'v', '|u-v|', ...(given.params.concatenation_sent_multiplication ? ['u*v'] : [])]
      const { weight, bias } = given.expected.classifier!
      const predicted = tf.tidy(() => {
        const side = (texts: readonly string[]) => tf.tensor(vectors(given, texts, width), [texts.length, width])
        const scores = loss.predict!(
          { sentence1: side(sentences1), sentence2: side(sentences2) },
          softmax.definition.options.decode('loss.softmax', { parts }).value,
          { 'classifier.weight': tensorOf(weight), 'classifier.bias': tensorOf(bias) },
        )
        return Int32Array.from(tf.argMax(scores, 1).dataSync())
      })
      const scored = rowsOf(given, width, { sentence1: sentences1 }, { labels: { label: numbers(labels) } })
      return does.score(scored, settings, predicted)
    },
  },
}

/** The reference's arguments as our settings. */
const settingsOf = ({ definition: { options, name }, settings: names }: Counterpart, given: Given): Settings => {
  const written = Object.entries(given.params).flatMap(([param, value]) => {
    const setting = names[param]
    if (setting === undefined) return cannot(`${name} has no counterpart of ${param}`)
    if (setting === null || value === null) return []
    if (setting === 'duplicates') return [[setting, value === true ? 'transitive' : 'as given'] as const]
    return [[setting, value] as const]
  })
  const similarity = given.params.main_similarity ?? given.params.main_similarity_function
  const several = Array.isArray((options.fields.similarity as readonly unknown[] | undefined)?.[1])
  const decoded = options.decode(name, {
    on: 'dev',
    ...(several ? { similarity: [similarity ?? given.model_similarity_fn_name] } : {}),
    ...Object.fromEntries(written),
  })
  return decoded.problems.length === 0 ? decoded.value : cannot(decoded.problems[0]!.sentence)
}

const run =
  (evaluator: string, given: Given): Case<[]>['run'] =>
  async () => {
    const counterpart = counterparts[evaluator] ?? cannot(`${evaluator} has no counterpart here`)
    const { does } = counterpart.definition
    if (does.family !== 'evaluator') throw new Error('it is no evaluator')
    const settings = settingsOf(counterpart, given)
    const width = Math.min(
      (settings.width as number | undefined) ?? Number.POSITIVE_INFINITY,
      given.embeddings[0]!.length,
    )
    const scores = await counterpart.score(does, given, settings, width)
    if (given.expected.error !== undefined) return []
    const found = Object.fromEntries(
      Object.entries(scores).map(([name, value]) => [nameFront(settings) + name, value] as const),
    )
    const names = (metrics: object) => Object.keys(metrics).sort().join(', ')
    if (names(found) !== names(given.expected.metrics))
      return cannot(`expected the metrics ${names(given.expected.metrics)}, found ${names(found)}`)
    const primary = nameFront(settings) + does.primary(scores, settings)
    if (primary !== given.expected.primary_metric)
      return cannot(`expected the primary metric ${given.expected.primary_metric}, found ${primary}`)
    return Object.entries(given.expected.metrics).map(([what, expected]) => ({
      what,
      found: found[what],
      expected,
      within: 1e-6,
    }))
  }

const files = hasGolden('evaluators of the reference', 'evaluators') ? goldenNames('evaluators') : []
testOnce(
  test,
  files.flatMap(file => {
    const { evaluator, cases } = golden(`evaluators/${file}.json`) as {
      readonly evaluator: string
      readonly cases: readonly Given[]
    }
    return cases.map(given => ({ name: `evaluators/${file}/${given.name}`, run: run(evaluator, given) }))
  }),
)
test.run()
