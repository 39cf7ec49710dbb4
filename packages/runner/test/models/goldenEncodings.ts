import { fileURLToPath } from 'node:url'
import { noDropout, type SimilarityName, withEach } from '@siamese/core'
import { joined } from '../../src/encode/joined.js'
import { type LoadedEncoder, load } from '../../src/encode/load.js'
import { embed } from '../../src/encode/sentenceEncoder.js'
import { goldenFile } from './golden.js'
import type { Case, Compared, Way } from './goldenCases.js'
import { computed, openGolden, packedBatch } from './goldenModel.js'

// biome-ignore lint/suspicious/noExplicitAny: the reference's files are read as they are
type Expected = any

/** What the folder as it was saved gives of texts: whole, shortened, behind each module, and compared as it declares. */
export const encodings = (path: string, expected: Expected): readonly Case<[Way]>[] => [
  ...Object.keys(expected).flatMap(name => {
    const [whole, width, unit] = /^encode(?:_truncate_dim_(\d+))?(_normalize_embeddings)?$/.exec(name) ?? []
    if (whole === undefined) return []
    const options = { ...(width === undefined ? {} : { width: Number(width) }), normalize: unit !== undefined }
    return withModel(path, name, async model => [
      {
        what: 'vectors',
        found: await model.encode(expected.sentences, options),
        expected: expected[name].values,
        within: 1e-5,
      },
    ])
  }),
  ...(expected.similarity_matrix_default === undefined
    ? []
    : withModel(path, 'similarity_matrix_default', async model => {
        const { similarity_fn_name, values } = expected.similarity_matrix_default
        const vectors = await model.encode(expected.sentences)
        const [rows, columns] = [values.length, values[0].length].map(count => joined(vectors.slice(0, count)))
        const scoresOf = withEach(similarity_fn_name as SimilarityName, rows!, columns!, model.width)
        const found = values.map((_: unknown, row: number) => scoresOf(row))
        return [{ what: similarity_fn_name, found, expected: values, within: 1e-5 }]
      })),
  ...(expected.after_each_module === undefined ? [] : [afterEachModule(path, expected)]),
]

const withModel = (
  path: string,
  name: string,
  run: (model: LoadedEncoder) => Promise<readonly Compared[]>,
): readonly Case<[Way]>[] => [
  {
    name: `${path}/${name}`,
    run: async ({ engine, computes }) => {
      const loaded = await load(fileURLToPath(goldenFile(path)), { engine, eager: computes === 'operations' })
      try {
        return await run(loaded)
      } finally {
        loaded.dispose()
      }
    },
  },
]

/** The vectors behind the pooling, and behind each module after it. */
const afterEachModule = (path: string, { tokenization, after_each_module }: Expected): Case<[Way]> => ({
  name: `${path}/after_each_module`,
  run: async way => {
    const { model, sentenceEncoder, weights } = await openGolden(path)
    const { modules } = sentenceEncoder
    const texts = packedBatch(tokenization.padded_batch, model.tokenizer.pad)
    const counted = { what: 'modules', found: modules.length + 1, expected: after_each_module.length, within: 0 }
    return [
      counted,
      ...after_each_module.map(({ module, sentence_embedding }: Expected, i: number): Compared => {
        const found = computed(way, weights(), texts, (weights, texts) =>
          embed({ ...sentenceEncoder, modules: modules.slice(0, i) }, weights, texts, noDropout),
        )
        return { what: module, found: found.dataSync(), expected: sentence_embedding, within: 1e-5 }
      }),
    ]
  },
})
