// A pipeline that ends below the last layer: nothing above is computed, trained or saved, and its files say so to everybody.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromJson, type Pipeline, readEncoder } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { run } from '../../src/run/run.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { vocabulary } from '../../src/vocabulary.js'
import { cosine, folder, json, model, onDev, remove, sentence, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))

const right = <A>(read: Either<readonly { readonly sentence: string }[], A>): A => {
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return read.right
}
const own = { distilbert: { dim: 8, n_heads: 2, hidden_dim: 16 }, albert: { embedding_size: 4 } } as const

/** A model of so many layers, of which the output of one is used. */
const pipelineOf = (architecture: string, layers: number, layer?: number, change: object = {}): Pipeline => {
  const depth = architecture === 'distilbert' ? { n_layers: layers } : { num_hidden_layers: layers }
  const extra = own[architecture as keyof typeof own] ?? {}
  const config = { ...model.origin.config, initializer_range: 0.2, pad_token_id: 0, ...depth, ...extra, ...change }
  const made = json([
    { stage: 'tokenize', model: 'tiny' },
    { stage: 'encode', model: 'tiny', ...(layer === undefined ? {} : { layer }) },
    { stage: 'pool.mean' },
    cosine,
    onDev,
    training({ dropout: 0, weightDecay: 0 }),
  ])
  return right(
    fromJson(vocabulary, {
      ...made,
      models: { tiny: { ...model, architecture, layers, origin: { ...model.origin, config } } },
    }),
  )
}

const texts = [sentence(1), sentence(5), sentence(8, 12)]
const trained = async (name: string, pipeline: Pipeline, eager = false) => {
  const out = join(base, name)
  right(await run(pipeline, { base, out, eager })())
  const loaded = await load(join(out, 'model'))
  const vectors = (await loaded.encode(texts)).flatMap(row => [...row])
  loaded.dispose()
  const tensors = [...right(await readSafetensors(join(out, 'model/model.safetensors'))()).keys()]
  const metrics = readFileSync(join(out, 'metrics.jsonl'), 'utf8')
  return { vectors, tensors, metrics, config: JSON.parse(readFileSync(join(out, 'model/config.json'), 'utf8')) }
}
const near = (found: readonly number[], expected: readonly number[], within: number) => {
  assert.is(found.length, expected.length)
  found.forEach((x, i) => {
    assert.ok(Math.abs(x - expected[i]!) <= within, `${x} and ${expected[i]}`)
  })
}

for (const architecture of ['bert', 'roberta', 'distilbert', 'electra', 'albert'])
  test(`${architecture}: the last layer but one of three is the last of two, in training and in the files`, async () => {
    // RoBERTa's positions begin behind the id of padding.
    const change = {
      ...(architecture === 'roberta' ? { max_position_embeddings: model.positions + 1 } : {}),
      ...(architecture === 'electra' ? { embedding_size: 4 } : {}),
    }
    const two = await trained(`${architecture}-two`, pipelineOf(architecture, 2, undefined, change))
    const cut = await trained(`${architecture}-cut`, pipelineOf(architecture, 3, -2, change))
    const eager = await trained(`${architecture}-eager`, pipelineOf(architecture, 3, 2, change), true)
    near(cut.vectors, two.vectors, 1e-6)
    near(eager.vectors, cut.vectors, 1e-4)
    assert.equal(cut.tensors, two.tensors)
    assert.equal(cut.config, two.config)
    const read = right(readEncoder(cut.config))
    assert.is(read.facts.layers, 2)
  })

test('the output of the embeddings is layer 0, and trains them alone', async () => {
  const { tensors, config } = await trained('embeddings', pipelineOf('bert', 2, -3))
  assert.is(config.num_hidden_layers, 0)
  assert.ok(tensors.every(name => name.startsWith('embeddings.')))
})

test('a layer within a group of layers that are shared is refused before the run has a folder', async () => {
  const refused = await run(pipelineOf('albert', 4, 3, { num_hidden_groups: 2 }), { base, out: join(base, 'no') })()
  assert.ok(isLeft(refused))
  assert.not(existsSync(join(base, 'no')))
  assert.equal(
    refused.left.map(({ sentence }) => sentence),
    [
      'encode: layer is 3, and albert cannot end there: its layers come in 2 groups, which a configuration cannot end within; choose another layer, or leave it out',
    ],
  )
})

test.run()
