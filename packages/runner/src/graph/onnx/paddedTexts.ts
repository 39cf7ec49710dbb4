import type { FedWith } from './onnxGraph.js'
import type { OnnxValue } from './onnxModel.js'
import type { OnnxWriter } from './onnxWriter.js'

/** What an ONNX file is fed with: a batch as every tokenizer gives it, padded on either side. */
const inputs: readonly OnnxValue[] = ['input_ids', 'attention_mask'].map(name => ({
  name,
  type: 'int64',
  shape: ['batch', 'sequence'],
}))

/**
 * Packed texts of a padded batch, by the names that `tracedTexts` gives them: padding is one more token that no sentence has.
 * A token's position is the number of tokens before it in its text, as it is without padding.
 */
const feeds = (write: OnnxWriter, prompt: number): Readonly<Record<string, string>> => {
  const [ids, mask] = inputs.map(({ name }) => name) as [string, string]
  const { op, cast, ints, constant } = write
  const shape = op('Shape', [ids])
  const side = (i: number) => cast(op('Gather', [shape, constant('int64', [i])]), 'int32')
  const [batch, length] = [side(0), side(1)]
  const tokens = op('Mul', [batch, length])
  const flat = (name: string) => op('Reshape', [name, ints([-1])])
  const cells = op('Range', [constant('int32', [0]), tokens, constant('int32', [1])])
  const rows = op('Where', [cast(mask, 'bool'), op('Reshape', [cells, shape]), tokens])
  const before = op('Sub', [op('CumSum', [cast(mask, 'int32'), constant('int64', [1])]), constant('int32', [1])])
  return {
    ids: cast(flat(ids), 'int32'),
    positions: flat(op('Max', [before, constant('int32', [0])])),
    mask: cast(mask, 'float32'),
    prompts: op('Expand', [constant('float32', [prompt]), op('Slice', [shape, ints([0]), ints([1])])]),
    'sentences.rows': rows,
    'sentences.cells': cells,
    'group0.rows': rows,
    'group0.cells': cells,
    rows: batch,
    sentences0: batch,
    length,
    length0: length,
    tokens,
    tokens0: tokens,
    cells: tokens,
  }
}

/** Packed texts, read from a padded batch; every text begins with so many tokens of a prompt, which a pooling may leave out. */
export const paddedTexts = (prompt: number): FedWith => ({ inputs, feeds: write => feeds(write, prompt) })
