// Every architecture as an ONNX file gives the embeddings that are given here, whatever stands beside a text and on which side it is padded.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Model, untrained } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import ort from 'onnxruntime-node'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ArchitectureName } from '../../../core/src/encode/architectures.js'
import { load } from '../../src/encode/load.js'
import { exportModel } from '../../src/run/exported/exportModel.js'
import { cacheRoot } from '../../src/sources/cache.js'
import { folder, remove, sentence, tokenizerJson } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
writeFileSync(join(base, 'words.json'), JSON.stringify(tokenizerJson))

const sizes = {
  vocab_size: Object.keys(tokenizerJson.model.vocab).length,
  max_position_embeddings: 20,
  initializer_range: 0.3,
  pad_token_id: 0,
}
const alike = { ...sizes, hidden_size: 8, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 6 }
/** One of each; an architecture that is not here does not compile. Tables of vectors have tests of their own. */
const configurations: Readonly<Record<Exclude<ArchitectureName, 'static' | 'word-vectors'>, object>> = {
  bert: { ...alike, hidden_act: 'gelu_new' },
  roberta: alike,
  'xlm-roberta': alike,
  distilbert: { ...sizes, dim: 8, n_layers: 2, n_heads: 2, hidden_dim: 6, activation: 'silu' },
  electra: { ...alike, embedding_size: 5 },
  albert: { ...alike, embedding_size: 5, num_hidden_layers: 4, num_hidden_groups: 2 },
  mpnet: alike,
  modernbert: { ...alike, num_hidden_layers: 3, local_attention: 4 },
  'deberta-v2': {
    ...alike,
    relative_attention: true,
    pos_att_type: 'c2p|p2c',
    position_buckets: 4,
    norm_rel_ebd: 'layer_norm',
    conv_kernel_size: 3,
  },
}
const texts = [sentence(1, 9), '', sentence(2, 3), 'a dog that nobody knows', sentence(5, 14)]

for (const [architecture, config] of Object.entries(configurations))
  test(architecture, async () => {
    const model: Model = untrained('tiny', { architecture, config, tokenizer: './words.json', seed: 3 } as never)
    const out = join(base, architecture)
    const made = await exportModel(model, { out, forms: ['float32'], base, cacheRoot: cacheRoot() })()
    if (isLeft(made)) throw new Error(made.left.map(({ sentence }) => sentence).join('\n'))
    const { tokenizer } = made.right.encoder.model
    const opened = await load(model, { base })
    const expected = (await opened.encode(texts)).flatMap(row => [...row])
    opened.dispose()
    const ids = texts.map(text => tokenizer.encode(text, 16).ids)
    const length = Math.max(...ids.map(row => row.length)) + 1
    const session = await ort.InferenceSession.create(join(out, 'onnx/model.onnx'))
    for (const side of ['left', 'right']) {
      const laid = (of: (row: readonly number[]) => readonly number[], padding: number) => {
        const rows = ids.flatMap(row => {
          const none = Array<number>(length - row.length).fill(padding)
          return side === 'left' ? [...none, ...of(row)] : [...of(row), ...none]
        })
        return new ort.Tensor('int64', BigInt64Array.from(rows, BigInt), [ids.length, length])
      }
      const found = await session.run({
        input_ids: laid(row => row, tokenizer.pad),
        attention_mask: laid(row => row.map(() => 1), 0),
      })
      const values = found.sentence_embedding!.data as Float32Array
      assert.is(values.length, expected.length)
      values.forEach((value, i) =>
        assert.ok(Math.abs(value - expected[i]!) < 1e-5, `padded on the ${side}, ${i}: ${value}, here ${expected[i]}`),
      )
    }
    await session.release()
  })

test.run()
