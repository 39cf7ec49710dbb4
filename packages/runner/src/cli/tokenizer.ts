import type { TokenizerKind } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { countText } from '../countOf.js'
import { atLeastOne, type Command } from './command.js'
import { refuse, type Terminal } from './terminal.js'

const kinds = ['wordpiece', 'bpe', 'unigram'] as const satisfies readonly TokenizerKind[]

interface Options {
  readonly files: readonly string[]
  readonly out: string
  readonly kind: TokenizerKind
  readonly size: number
  readonly columns?: string
  readonly lowerCase: boolean
  readonly special?: readonly string[]
  readonly characters?: number
  readonly minCount: number
  readonly maxLength?: number
  readonly encoder?: string
  readonly seed: number
}

export const tokenizerCommand: Command<Options> = {
  words: ['tokenizer <action> [files...]'],
  about: 'Learn a vocabulary from texts and write a tokenizer',
  options: program =>
    program
      .positional('action', { choices: ['train'] as const, demandOption: true })
      .positional('files', {
        type: 'string',
        describe: 'Lines of text, or .jsonl, .csv, .tsv and .parquet files; - is standard input',
      })
      .option('out', { type: 'string', demandOption: true, nargs: 1, describe: 'A new folder' })
      .option('kind', {
        choices: kinds,
        default: 'wordpiece' as const,
        describe: "BERT's pieces of words, GPT-2's pairs of bytes, SentencePiece's Unigram",
      })
      .option('size', {
        type: 'number',
        default: 30_000,
        coerce: atLeastOne('size'),
        describe: 'How many tokens, special ones included',
      })
      .option('columns', {
        type: 'string',
        nargs: 1,
        describe: 'Columns of texts: a,b; text, or the only one that holds texts, if not written',
      })
      .option('lower-case', { type: 'boolean', default: false, describe: 'Texts in small letters' })
      .option('special', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'A special token besides [PAD] [UNK] [CLS] [SEP] [MASK]; may be written several times',
      })
      .option('characters', {
        type: 'number',
        coerce: atLeastOne('characters'),
        describe: 'Only so many characters, the most frequent ones; all if not written',
      })
      .option('min-count', {
        type: 'number',
        default: 2,
        coerce: atLeastOne('min-count'),
        describe: 'Neighbours that come together less often stay apart',
      })
      .option('max-length', {
        type: 'number',
        coerce: atLeastOne('max-length'),
        describe: "The longest text in tokens; 512, or the encoder's positions, if not written",
      })
      .option('encoder', {
        type: 'string',
        nargs: 1,
        describe: 'A config.json: an encoder with fresh weights is written beside the tokenizer, a model to train',
      })
      .option('seed', { type: 'number', default: 42, describe: 'What the fresh weights are drawn from' })
      .example('$0 tokenizer train train.jsonl --columns sentence1,sentence2 --size 8000 --out tokenizer', '')
      .example('$0 tokenizer train corpus.txt --kind bpe --encoder config.json --out base', ''),
  run: async (options, to, args) => {
    const { countWords, learnTokenizer } = await import('@siamese/core')
    const { countTexts } = await import('./tokenizer/countTexts.js')
    const { progressBar } = await import('./live/progressBar.js')
    const { isThere } = await import('../sources/isThere.js')
    const { writeTokenizer } = await import('../sources/writeTokenizer.js')
    const { json, out, kind, size, lowerCase, minCount, characters, special = [] } = options
    // yargs leaves a lone - out of a list.
    const files = [...options.files, ...(args.includes('-') ? ['-'] : [])]
    if (files.length === 0) return refuse(to, [{ sentence: 'name files of texts, or - for standard input' }], json)
    if (await isThere(out))
      return refuse(to, [{ sentence: `${out} exists already: choose another folder, or remove it` }], json)
    const columns = options.columns?.split(',').map(name => name.trim())
    const [reading, learning] = [progressBar(to, 'reading', 'texts'), progressBar(to, 'learning', 'tokens')]
    const words = countWords({ kind, lowerCase })
    const counted = await countTexts(files, columns, words.add, texts => reading(texts))
    if (isLeft(counted)) return refuse(to, counted.left, json)
    const settings = { kind, size, special, lowerCase, minCount, characters }
    const learned = learnTokenizer(words.counts, settings, tokens =>
      tokens % 500 === 0 ? learning(tokens, size) : undefined,
    )
    if (isLeft(learned)) return refuse(to, learned.left, json)
    const written = await writeTokenizer(out, learned.right, options)()
    if (isLeft(written)) return refuse(to, written.left, json)
    const told = { ...written.right, kind, size: learned.right.tokens.length, texts: counted.right }
    to.clear()
    if (json) to.out(JSON.stringify(told, null, 2))
    else tell(told, options, to)
    return 0
  },
}

interface Told {
  readonly kind: string
  readonly size: number
  readonly texts: number
  readonly parameters?: number
}

const tell = ({ kind, size, texts, parameters }: Told, asked: Options, to: Terminal) => {
  const count = countText
  to.out(
    `${asked.out}: ${kind}, ${count(size)} tokens from ${count(texts)} texts${asked.lowerCase ? ', small letters' : ''}`,
  )
  if (size < asked.size)
    to.out(`  ${count(asked.size)} were asked for: no other neighbours come together ${asked.minCount} times`)
  to.out(
    parameters === undefined
      ? `  an encoder of fresh weights takes it as tokenizer: '${asked.out}/tokenizer.json', with vocab_size: ${size}`
      : `  with fresh weights, ${count(parameters)} parameters: siamese add model ${asked.out} --as base`,
  )
}
