import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type SimilarityName, similarities, withEach } from '@siamese/core'
import { suite } from 'uvu'
import { joined } from '../../src/encode/joined.js'
import { type LoadedEncoder, load } from '../../src/encode/load.js'
import { golden, goldenFile, goldenNames, hasGolden } from './golden.js'
import { type Case, type Compared, cannot, testCases, type Way } from './goldenCases.js'

const test = suite('encoding as the reference does it')
const cache = mkdtempSync(`${tmpdir()}/siamese-golden-`)
test.after(() => rmSync(cache, { recursive: true }))

// biome-ignore lint/suspicious/noExplicitAny: the reference's files are read as they are
type Any = any
const opened = (name: string, { engine, computes }: Way) =>
  load(fileURLToPath(goldenFile(`models/${name}`)), { engine, eager: computes === 'operations' })

/** A case with the model of its folder, which is closed again. */
const withModel =
  (name: string, run: (model: LoadedEncoder) => Promise<readonly Compared[]>): Case<[Way]>['run'] =>
  async way => {
    const model = await opened(name, way)
    try {
      return await run(model)
    } finally {
      model.dispose()
    }
  }

const knownArguments = [
  'normalize_embeddings',
  'truncate_dim',
  'precision',
  'batch_size',
  'prompt',
  'prompt_name',
  'output_value',
]
const optionsOf = (given: Any) => {
  const other = Object.keys(given).find(name => !knownArguments.includes(name))
  if (other !== undefined) cannot(`the argument ${other} is not known`)
  return {
    ...(given.normalize_embeddings === undefined ? {} : { normalize: given.normalize_embeddings }),
    ...(given.truncate_dim == null ? {} : { width: given.truncate_dim }),
    ...(given.precision === undefined ? {} : { precision: given.precision }),
    ...(given.batch_size === undefined ? {} : { batchSize: given.batch_size }),
    ...(given.prompt === undefined ? {} : { prompt: given.prompt }),
    ...(given.prompt_name === undefined ? {} : { promptName: given.prompt_name }),
  }
}
/** A bucket's border may lie between two roundings of one number. */
const unit: Readonly<Record<string, number>> = { int8: 1, uint8: 1 }

/** Which of the sentences a similarity was taken of, by the shape of its values. */
const similarity = async (
  model: LoadedEncoder,
  each: Any,
  sentences: readonly string[],
): Promise<readonly Compared[]> => {
  const [, pairwise, named] = /^similarity_(pairwise_)?(\w+)$/.exec(each.name) ?? cannot(`${each.name} is not known`)
  const name = named as SimilarityName
  const vectors = await model.encode(sentences)
  const width = model.width
  const rows: number = each.values.length
  if (pairwise === undefined) {
    const scoresOf = withEach(
      name,
      joined(vectors.slice(0, rows)),
      joined(vectors.slice(0, each.values[0].length)),
      width,
    )
    const found = each.values.map((_: Any, row: number) => scoresOf(row))
    return [{ what: name, found, expected: each.values, within: 1e-5 }]
  }
  const found = similarities[name](joined(vectors.slice(0, rows)), joined(vectors.slice(rows, 2 * rows)), width)
  return [{ what: `${name}, pair by pair`, found, expected: each.values, within: 1e-5 }]
}

const encodeOptions = (name: string): readonly Case<[Way]>[] => {
  const path = `models/${name}/encode_options.json`
  if (!existsSync(goldenFile(path))) return []
  const { sentences, cases } = golden(path)
  return cases.map((each: Any) => ({
    name: `models/${name}/encode_options/${each.name}`,
    run: withModel(name, async model => {
      const { values, arguments: given = {} } = each
      if (each.name.startsWith('similarity')) return similarity(model, each, sentences)
      if (given.output_value === 'token_embeddings') {
        const found = await model.tokens(sentences)
        return [
          {
            what: 'tokens of each text, and their width',
            found: found.map(({ vectors }) => [vectors.length, vectors[0]!.length]),
            expected: values,
            within: 0,
          },
        ]
      }
      if (each.name === 'no_sentences')
        return [{ what: 'vectors', found: [(await model.encode([])).length], expected: values, within: 0 }]
      const single = typeof values[0] === 'number'
      const found = await model.encode(single ? sentences.slice(0, 1) : sentences, optionsOf(given))
      return [{ what: each.name, found, expected: values, within: unit[given.precision] ?? 1e-5 }]
    }),
  }))
}

const methods = { encode: 'encode', encode_query: 'encodeQuery', encode_document: 'encodeDocument' } as const
/** Cases of a method with prompts and a limit that is given when the model is opened. */
const prompted = (name: string): readonly Case<[Way]>[] => {
  const { sentences, cases = [] } = golden(`models/${name}/expected.json`)
  return cases.map((each: Any) => ({
    name: `models/${name}/${each.name}`,
    run: withModel(name, async model => {
      const method = methods[each.method as 'encode'] ?? cannot(`the method ${each.method} is not known`)
      const limit = each.truncate_dim == null ? {} : { width: each.truncate_dim }
      const found = await model[method](sentences, { ...limit, ...optionsOf(each.arguments) })
      return [{ what: each.name, found, expected: each.values, within: 1e-5 }]
    }),
  }))
}

const folders = hasGolden('encoding as the reference does it', 'models') ? goldenNames('models') : []
testCases(
  test,
  folders.flatMap(name => [...encodeOptions(name), ...prompted(name)]),
)
test.run()
