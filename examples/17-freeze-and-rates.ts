// Embeddings and lower layers stay as they are, the head learns faster: fine-tuning in groups, by the names of the parameters.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { classes, data, encode, freeze, pipeline, text, tokenize, train, untrained } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'

const sizes = { vocab_size: 1600, hidden_size: 32, num_attention_heads: 2, intermediate_size: 64 }
const deep = untrained('deep', {
  architecture: 'bert',
  config: { ...sizes, num_hidden_layers: 4, max_position_embeddings: 32 },
  tokenizer: './quickstart/data/tokenizer.json',
  seed: 7,
})
const columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['label', classes('same', 'other')],
] as const
const topics = data('topics', columns, {
  train: [
    { sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', label: 'same' },
    { sentence1: 'The shop is open.', sentence2: 'A girl feeds the horse.', label: 'other' },
    { sentence1: 'The baker sold twelve cakes.', sentence2: 'The shop is closed.', label: 'other' },
  ],
})

const tuned = (epochs: number) =>
  pipeline(
    topics,
    tokenize(deep),
    encode(deep),
    pool.mean(),
    loss.softmax(),
    freeze({ parameters: ['embeddings', 'encoder.layer.0-1'] }),
    train({ epochs, batchSize: 3, learningRate: 1e-3, rates: [['head', 1e-2]] }),
  )

/** The bytes of every tensor that a run leaves, by its name. */
const trained = async (epochs: number): Promise<ReadonlyMap<string, string>> => {
  const { model } = await asPromise(run(tuned(epochs), { base: import.meta.dirname }))
  const bytes = readFileSync(`${model}/model.safetensors`)
  const start = 8 + Number(bytes.readBigUInt64LE())
  const header: Record<string, { data_offsets: [number, number] }> = JSON.parse(bytes.toString('utf8', 8, start))
  const tensors = Object.entries(header).filter(([name]) => name !== '__metadata__')
  const hex = (at: [number, number]) => bytes.toString('hex', start + at[0], start + at[1])
  return new Map(tensors.map(([name, { data_offsets }]) => [name, hex(data_offsets)]))
}
const [short, long] = [await trained(2), await trained(8)]
const names = [...short.keys()]
const same = names.filter(name => short.get(name) === long.get(name))
console.log(`${same.length} of ${names.length} tensors are the same after 2 steps and after 8`)
assert.ok(same.length > 0 && same.length < names.length)
const frozen = names.filter(name => /^(embeddings|encoder\.layer\.[01])\./.test(name))
assert.deepEqual(same, frozen)
