import {
  angleSimilarity,
  communityDetection,
  depthOf,
  type MinedFormat,
  minedNegatives,
  minedRows,
  minePairs,
  miningTexts,
  rangesOf,
  type SimilarityName,
  scoresAmong,
  searchFor,
  semanticSearch,
  similarities,
  toBits,
  toInt8,
  toUint8,
  truncateEmbeddings,
  unitRows,
  withEach,
} from '@siamese/core'
import { suite } from 'uvu'
import { golden, goldenNames, hasGolden } from './golden.js'
import { type Compared, cannot, listed, testOnce } from './goldenCases.js'

const test = suite('utilities of the reference')

type Rows = readonly (readonly number[])[]
// biome-ignore lint/suspicious/noExplicitAny: the reference's files are read as they are
type Case = any
const flat = (rows: Rows): Float32Array => Float32Array.from(listed(rows))
const widthOf = (rows: Rows): number => rows[0]!.length
const exactly = (what: string, found: unknown, expected: unknown): Compared => ({ what, found, expected, within: 0 })
const nearly = (what: string, found: unknown, expected: unknown): Compared => ({ what, found, expected, within: 1e-5 })
const names: readonly string[] = ['cosine', 'dot', 'euclidean', 'manhattan']
const similarityOf = (name: string): SimilarityName =>
  names.includes(name) ? (name as SimilarityName) : cannot(`the score function ${name} is not known`)
/** Settings of the reference that only say how the work is cut up are kept as they are used; others must be known. */
const known = (params: object, ...settings: readonly string[]): void => {
  const other = Object.keys(params).find(name => !settings.includes(name))
  if (other !== undefined) cannot(`the parameter ${other} is not known`)
}

/** What each utility's cases are compared by; samplers have a test of their own. */
const utilities: Readonly<Record<string, (each: Case) => readonly Compared[]>> = {
  similarities: ({ a, b, matrix, pairwise }) => {
    const width = widthOf(a)
    const [one, other] = [flat(a), flat(b)]
    const rows = Math.min(a.length, b.length) * width
    const ofRows = { ...similarities, angle: angleSimilarity }
    return [
      ...Object.entries(matrix).map(([name, expected]) => {
        const scoresOf = withEach(similarityOf(name), one, other, width)
        return nearly(
          `${name}, each with each`,
          a.map((_: unknown, row: number) => scoresOf(row)),
          expected,
        )
      }),
      ...Object.entries(pairwise).map(([name, expected]) => {
        const pairs = ofRows[name as 'angle'] ?? cannot(`the similarity ${name} is not known`)
        return nearly(`${name}, row by row`, pairs(one.subarray(0, rows), other.subarray(0, rows), width), expected)
      }),
    ]
  },
  truncate_embeddings: ({ truncate_dim, embeddings, expected, normalized }) => {
    const width = widthOf(embeddings)
    const cut = truncateEmbeddings(flat(embeddings), width, truncate_dim ?? width)
    return [
      exactly('truncated', cut, flat(expected)),
      nearly('then of unit length', unitRows(cut, cut.length / embeddings.length), normalized),
    ]
  },
  quantize_embeddings: ({ precision, embeddings, ranges, calibration_embeddings, expected }) => {
    const width = widthOf(embeddings)
    const numbers = flat(embeddings)
    const calibrated = () =>
      ranges === undefined
        ? rangesOf(flat(calibration_embeddings ?? embeddings), width)
        : { least: Float32Array.from(ranges[0]), greatest: Float32Array.from(ranges[1]) }
    const by: Readonly<Record<string, () => ArrayLike<number>>> = {
      float32: () => numbers,
      int8: () => toInt8(numbers, calibrated()),
      uint8: () => toUint8(numbers, calibrated()),
      ubinary: () => toBits(numbers, width),
      binary: () => Int16Array.from(toBits(numbers, width), byte => byte - 128),
    }
    const found = (by[precision] ?? cannot(`the precision ${precision} is not known`))()
    return [exactly(precision, found, precision === 'float32' ? flat(expected) : expected)]
  },
  semantic_search: ({ score_function, params, query_embeddings, corpus_embeddings, expected }) => {
    known(params, 'top_k', 'query_chunk_size', 'corpus_chunk_size')
    const queries: Rows = Array.isArray(query_embeddings[0]) ? query_embeddings : [query_embeddings]
    const width = widthOf(corpus_embeddings)
    const asked = { topK: params.top_k ?? 10, similarity: similarityOf(score_function) }
    const chunk = params.corpus_chunk_size ?? corpus_embeddings.length
    const search = searchFor(flat(queries), width, asked)
    for (let from = 0; from < corpus_embeddings.length; from += chunk)
      search.add(flat(corpus_embeddings.slice(from, from + chunk)))
    const atOnce = semanticSearch(flat(queries), flat(corpus_embeddings), width, asked)
    return [search.hits(), atOnce].flatMap(found => [
      exactly(
        'corpus ids',
        found.map(hits => hits.map(({ id }) => id)),
        idsOf(expected),
      ),
      nearly(
        'scores',
        found.map(hits => hits.map(({ score }) => score)),
        scoresOf(expected),
      ),
    ])
  },
  paraphrase_mining: ({ score_function, params, embeddings, expected }) => {
    known(params, 'top_k', 'max_pairs', 'query_chunk_size', 'corpus_chunk_size')
    const found = minePairs(scoresAmong(flat(embeddings), widthOf(embeddings), similarityOf(score_function)), {
      topK: params.top_k ?? 100,
      maxPairs: params.max_pairs ?? 500_000,
    })
    return [
      exactly(
        'pairs',
        found.map(({ i, j }) => [i, j]),
        expected.map((pair: readonly number[]) => pair.slice(1)),
      ),
      nearly(
        'scores',
        found.map(({ score }) => score),
        expected.map(([score]: readonly number[]) => score),
      ),
    ]
  },
  community_detection: ({ params, embeddings, expected }) => {
    known(params, 'threshold', 'min_community_size', 'batch_size')
    const found = communityDetection(scoresAmong(flat(embeddings), widthOf(embeddings)), {
      threshold: params.threshold ?? 0.75,
      minSize: params.min_community_size ?? 10,
    })
    return [
      exactly(
        'sizes',
        found.map(({ length }) => length),
        expected.map(({ length }: Rows) => length),
      ),
      exactly('members', found, expected),
    ]
  },
  mine_hard_negatives: ({ pairs, corpus, params, texts, embeddings, expected }) => {
    const { num_negatives: negatives = 3, output_format = 'triplet', output_scores = false, ...rest } = params
    known(rest, 'range_min', 'range_max', 'max_score', 'min_score', 'absolute_margin', 'relative_margin')
    const asked = {
      negatives,
      ...(rest.range_min === undefined ? {} : { rangeMin: rest.range_min }),
      ...(rest.range_max === undefined ? {} : { rangeMax: rest.range_max }),
      ...(rest.max_score === undefined ? {} : { maxScore: rest.max_score }),
      ...(rest.min_score === undefined ? {} : { minScore: rest.min_score }),
      ...(rest.absolute_margin === undefined ? {} : { absoluteMargin: rest.absolute_margin }),
      ...(rest.relative_margin === undefined ? {} : { relativeMargin: rest.relative_margin }),
    }
    const mining = miningTexts(
      pairs.map(([anchor, positive]: readonly string[]) => ({ anchor, positive })),
      corpus ?? [],
    )
    const width = widthOf(embeddings)
    const vectors = (of: readonly string[]) => flat(of.map(text => embeddings[texts.indexOf(text)]!))
    const [queries, documents] = [vectors(mining.queries), vectors(mining.documents)]
    const nearest = semanticSearch(queries, documents, width, { topK: depthOf(mining, asked) })
    const scores = withEach('cosine', queries, documents, width)
    const mined = minedNegatives(mining, nearest, (query, document) => scores(query)[document]!, asked)
    const found = minedRows(mining, mined, output_format as MinedFormat, {
      negatives,
      told: output_scores ? 'scores' : 'texts',
    })
    const numbered = (rows: readonly object[]) =>
      rows.map(row => Object.values(row).filter(value => typeof value === 'number' || typeof value?.[0] === 'number'))
    const worded = (rows: readonly object[]) =>
      JSON.stringify(rows.map(row => Object.entries(row).filter(([, value]) => typeof [value].flat()[0] === 'string')))
    const same = worded(found) === worded(expected.rows)
    return [
      exactly('rows', [found.length], [expected.rows.length]),
      exactly(same ? 'texts' : `texts are ${worded(found)}, not ${worded(expected.rows)}`, [same], [true]),
      nearly('scores and labels', numbered(found), numbered(expected.rows)),
    ]
  },
}
const idsOf = (expected: readonly (readonly { readonly corpus_id: number }[])[]) =>
  expected.map(hits => hits.map(({ corpus_id }) => corpus_id))
const scoresOf = (expected: readonly (readonly { readonly score: number }[])[]) =>
  expected.map(hits => hits.map(({ score }) => score))

const files = hasGolden('utilities of the reference', 'utilities') ? goldenNames('utilities') : []
testOnce(
  test,
  files
    .filter(name => name !== 'batch_samplers')
    .flatMap(name =>
      (golden(`utilities/${name}.json`).cases as readonly Case[]).map((each, i) => ({
        name: `utilities/${name}/${each.name ?? i}`,
        run: () => (utilities[name] ?? cannot(`${name} has no counterpart here`))(each),
      })),
    ),
)
test.run()
