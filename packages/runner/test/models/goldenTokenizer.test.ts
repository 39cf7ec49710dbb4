import { isLeft } from 'fp-ts/lib/Either.js'
import { test as suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readTokenizer } from '../../../core/src/tokenize/tokenizer.js'
import { golden, hasGolden } from './golden.js'

const test = hasGolden('token ids of the reference') ? suite : suite.skip

const open = (name: string) => {
  const read = readTokenizer(golden(`models/${name}/tokenizer.json`), golden(`models/${name}/tokenizer_config.json`))
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}

for (const name of ['bert', 'distilbert', 'mpnet', 'electra'])
  test(`${name}: ids and tokens of the odd strings, cut as the reference cuts them`, () => {
    const tokenizer = open(name)
    const { texts, max_seq_length } = golden(`models/${name}/tokenization.json`)
    assert.ok(texts.length >= 50)
    for (const { text, input_ids, tokens } of texts) {
      const { ids } = tokenizer.encode(text, max_seq_length)
      assert.equal(ids, input_ids, JSON.stringify(text))
      assert.equal(tokenizer.tokens(ids), tokens, JSON.stringify(text))
    }
  })

for (const name of ['bert', 'bert-legacy', 'distilbert', 'mpnet', 'electra'])
  test(`${name}: a batch, filled up as the reference fills it`, () => {
    const tokenizer = open(name)
    const { sentences, max_seq_length, tokenization } = golden(`models/${name}/expected.json`)
    const batch = tokenization.padded_batch.input_ids as number[][]
    sentences.forEach((sentence: string, row: number) => {
      const { ids } = tokenizer.encode(sentence, max_seq_length)
      const filled = [...ids, ...Array(batch[row]!.length - ids.length).fill(tokenizer.pad)]
      assert.equal(filled, batch[row], sentence)
    })
  })

suite.run()
