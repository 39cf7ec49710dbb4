import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Problems, Tokenizer } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readTokenizer } from '../../../core/src/tokenize/tokenizer.js'
import { readSentenceConfig } from '../../src/sources/modelFiles/sentenceConfig.js'
import { readTokenizerFiles } from '../../src/sources/modelFiles/tokenizerFiles.js'
import { golden, goldenFile, goldenNames, hasGolden } from './golden.js'
import { type Case, testOnce } from './goldenCases.js'

const right = <A>(read: Either<Problems, A>): A => {
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join(' '))
  return read.right
}

const open = async (name: string): Promise<Tokenizer> => {
  const folder = fileURLToPath(goldenFile(`models/${name}`))
  const { json, config } = right(await readTokenizerFiles(folder)())
  const { do_lower_case } = right(await readSentenceConfig(folder)())
  return right(readTokenizer(json, config, { lowerCase: do_lower_case ?? false }))
}

const has = (name: string, file: string): boolean => existsSync(goldenFile(`models/${name}/${file}`))

/** A row of a batch, filled up at the tokenizer's end, and its mask. */
const filled = ({ pad, paddingSide }: Tokenizer, ids: readonly number[], length: number) => {
  const rest = length - ids.length
  const put = (values: readonly number[], filler: number) => {
    const fill = Array(rest).fill(filler)
    return paddingSide === 'right' ? [...values, ...fill] : [...fill, ...values]
  }
  return { input_ids: put(ids, pad), attention_mask: put(Array(ids.length).fill(1), 0) }
}

/** Odd strings, and pairs of texts that do not fit. */
const strings = (name: string): Case<[]> => ({
  name: `models/${name}/tokenization`,
  run: async () => {
    const tokenizer = await open(name)
    const { texts, text_pairs, max_seq_length } = golden(`models/${name}/tokenization.json`)
    for (const { text, input_ids, tokens, decoded } of texts) {
      const { ids } = tokenizer.encode(text, max_seq_length)
      assert.equal(ids, input_ids, JSON.stringify(text))
      assert.equal(tokenizer.tokens(ids), tokens, JSON.stringify(text))
      assert.is(tokenizer.decode(ids), decoded, JSON.stringify(text))
    }
    for (const { a, b, input_ids, token_type_ids } of text_pairs?.values ?? []) {
      const pair = tokenizer.encodePair(a, b, max_seq_length)
      assert.equal(pair.ids, input_ids, JSON.stringify([a, b]))
      if (token_type_ids) assert.equal(pair.types, token_type_ids, JSON.stringify([a, b]))
    }
    return []
  },
})

/** The sentences that the model's own numbers are about, one by one and as a batch. */
const sentences = (name: string): Case<[]> => ({
  name: `models/${name}/expected/tokenization`,
  run: async () => {
    const tokenizer = await open(name)
    const { sentences, max_seq_length, tokenization } = golden(`models/${name}/expected.json`)
    const { padded_batch, per_sentence = [] } = tokenization
    for (const [row, sentence] of (sentences as readonly string[]).entries()) {
      const { ids } = tokenizer.encode(sentence, max_seq_length)
      const { input_ids, attention_mask } = padded_batch
      const expected = { input_ids: input_ids[row], attention_mask: attention_mask[row] }
      assert.equal(filled(tokenizer, ids, input_ids[row].length), expected, sentence)
      if (per_sentence[row] === undefined) continue
      assert.equal(ids, per_sentence[row].input_ids, sentence)
      if (per_sentence[row].tokens) assert.equal(tokenizer.tokens(ids), per_sentence[row].tokens, sentence)
    }
    return []
  },
})

/** How much of a text is the prompt in front of it. */
const prompted = (name: string): Case<[]> => ({
  name: `models/${name}/expected/pooling_with_prompt`,
  run: async () => {
    const tokenizer = await open(name)
    const { max_seq_length, pooling_with_prompt } = golden(`models/${name}/expected.json`)
    const found = tokenizer.promptLength(pooling_with_prompt.prompt, max_seq_length)
    return [{ what: 'prompt length', found, expected: pooling_with_prompt.prompt_length, within: 0 }]
  },
})

const test = suite('token ids of the reference')
const folders = hasGolden('token ids of the reference', 'models') ? goldenNames('models') : []
const expecting = (key: string) =>
  folders.filter(name => has(name, 'expected.json') && golden(`models/${name}/expected.json`)[key] !== undefined)
testOnce(test, [
  ...folders.filter(name => has(name, 'tokenization.json')).map(strings),
  ...expecting('tokenization').map(sentences),
  ...expecting('pooling_with_prompt').map(prompted),
])
test.run()
