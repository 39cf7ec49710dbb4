import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Tokenizer } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { Tokenizer as Native } from 'tokenizers'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readTokenizer } from '../../../core/src/tokenize/tokenizer.js'
import { likeNfkc } from '../../../core/test/tokenize/charsMapOf.js'
import { drawnTexts, extremes } from '../../../core/test/tokenize/drawnTexts.js'
import { golden, goldenNames, hasGolden } from './golden.js'

const data = new URL('../../../../../shared/data/', import.meta.url)

/** The texts of the first rows of a data set. */
const textsOf = async (name: string, most: number): Promise<readonly string[]> => {
  const texts: string[] = []
  for (const part of ['train', 'dev', 'test']) {
    const file = createReadStream(new URL(`${name}/${part}.jsonl.gz`, data)).pipe(createGunzip())
    for await (const line of createInterface(file)) {
      const { sentence1, sentence2 } = JSON.parse(line)
      texts.push(sentence1, sentence2)
      if (texts.length >= most) return texts.slice(0, most)
    }
  }
  return texts
}

const sources: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  ...(existsSync(data) && {
    'STSb’s 11,498 training texts': () => textsOf('stsb', 11498),
    '2,000 texts of STS-B in Chinese': () => textsOf('stsb-zh', 2000),
  }),
  '10,000 drawn texts and extremes': async () => [...drawnTexts(10_000, 7), ...extremes],
}
if (!existsSync(data)) console.log('skipped: 2 data sets of tokenizers (../shared/data is not there)')

type Json = Readonly<Record<string, unknown>>
const open = (json: Json): Tokenizer => {
  const pad = ((json.added_tokens as { content: string }[])[0] as { content: string }).content
  const read = readTokenizer(json, { tokenizer_class: 'PreTrainedTokenizerFast', pad_token: pad })
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}

const precompiled = { type: 'Precompiled', precompiled_charsmap: likeNfkc() }
const sequence = (...normalizers: readonly unknown[]) => ({
  type: 'Sequence',
  normalizers: normalizers.filter(each => each),
})

/** What published tokenizers of the golden models' kinds have and those do not. */
const published: Readonly<Record<string, (json: Json) => Json>> = {
  'xlm-roberta': json => ({ ...json, normalizer: precompiled }),
  albert: json => ({ ...json, normalizer: sequence(json.normalizer, precompiled) }),
  'deberta-v2': json => ({
    ...json,
    normalizer: sequence({ type: 'Strip', strip_left: true, strip_right: true }, precompiled, {
      type: 'Replace',
      pattern: { Regex: ' {2,}' },
      content: ' ',
    }),
  }),
  roberta: json => ({ ...json, pre_tokenizer: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true } }),
}

const test = suite('ids of the native library')
const folders = hasGolden('tokenizers held against the native library') ? goldenNames('models') : []
const seen = new Set<string>()
for (const name of folders) {
  const json: Json = golden(`models/${name}/tokenizer.json`)
  const variants = { [name]: json, ...(published[name] && { [`${name}, as published`]: published[name]!(json) }) }
  for (const [variant, each] of Object.entries(variants)) {
    const written = JSON.stringify({ ...each, truncation: null, padding: null })
    if (seen.has(written)) continue
    seen.add(written)
    for (const [source, texts] of Object.entries(sources))
      test(`${variant}: ${source}`, async () => {
        const all = await texts()
        const { encode } = open(each)
        const theirs = await Native.fromString(written).encodeBatch([...all])
        for (const [i, text] of all.entries())
          assert.equal(encode(text, Number.MAX_SAFE_INTEGER).ids, theirs[i]!.getIds(), JSON.stringify(text))
      })
  }
}
test.run()
