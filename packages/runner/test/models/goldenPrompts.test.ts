// Models that leave prompts out of their pooling: texts encoded with prompts, by name and written out.
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import { load } from '../../src/encode/load.js'
import { golden, goldenFile, goldenNames, hasGolden } from './golden.js'
import { type Case, cannot, testCases, type Way } from './goldenCases.js'

interface Given {
  readonly name: string
  readonly method: string
  readonly arguments: {
    readonly prompt?: string
    readonly prompt_name?: string
    readonly normalize_embeddings?: boolean
  }
  readonly truncate_dim: number
  readonly values: readonly (readonly number[])[]
}

/** What a call says of the prompt; queries and documents have prompts of these names. */
const promptOf = ({ method, arguments: { prompt, prompt_name } }: Given) => {
  const named = prompt_name ?? { encode: undefined, encode_query: 'query', encode_document: 'document' }[method]
  return { ...(prompt === undefined ? {} : { prompt }), ...(named === undefined ? {} : { promptName: named }) }
}

const encoded = async (model: string, given: Given, { engine, computes }: Way) => {
  const { truncate_dim, arguments: asked, values } = given
  const other = Object.keys(asked).find(key => !['prompt', 'prompt_name', 'normalize_embeddings'].includes(key))
  if (other !== undefined) cannot(`nothing here is called ${other}`)
  const loaded = await load(fileURLToPath(goldenFile(`models/${model}`)), { engine, eager: computes === 'operations' })
  const vectors = await loaded.encode(golden(`models/${model}/expected.json`).sentences, promptOf(given))
  loaded.dispose()
  const cut = vectors.map(vector => vector.subarray(0, truncate_dim))
  const found = asked.normalize_embeddings === true ? cut.map(unit) : cut
  return [{ what: 'vectors', found, expected: values, within: 1e-5 }]
}
const unit = (vector: Float32Array) => vector.map(x => x / Math.hypot(...vector))

const test = suite('prompts of the reference')
const models = hasGolden('prompts of the reference') ? goldenNames('models') : []
const prompted = models.flatMap(model => {
  const { prompts, cases } = golden(`models/${model}/expected.json`)
  return prompts === undefined ? [] : (cases as readonly Given[]).map(given => [model, given] as const)
})
testCases(
  test,
  prompted.map(
    ([model, given]): Case<[Way]> => ({
      name: `models/${model}/${given.name}`,
      run: way => encoded(model, given, way),
    }),
  ),
)
test.run()
