import { join } from 'node:path'
import { type Problems, problem, unlimited } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, map, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { gather } from '../gather.js'
import type { EncoderFiles } from './encoderFiles.js'
import { count, flag, type JsonObject, maybe, object, readJson, words } from './readJson.js'
import { sizesOf } from './tableFiles.js'
import { findWeights } from './weightsFiles.js'

export const wordConfigName = 'wordembedding_config.json'
export const wordListName = 'whitespacetokenizer_config.json'

const WordConfig = t.intersection([
  t.type({ tokenizer_class: words }),
  t.partial({ update_embeddings: maybe(flag), max_seq_length: maybe(count) }),
])

/** The files of sentence-transformers' `WordEmbeddings`: a list of words that blanks separate, and their vectors. */
export const readWordFiles = (folder: string): TaskEither<Problems, EncoderFiles> =>
  pipe(
    readJson(WordConfig, folder, wordConfigName),
    chainEitherK(config => splitByBlanks(config, join(folder, wordConfigName))),
    chain(config =>
      gather({
        config: async () => right(config),
        list: readJson(object, folder, wordListName),
        weights: pipe(
          findWeights(folder),
          chain(files =>
            pipe(
              sizesOf(folder, files),
              map(sizes => ({ files, sizes })),
            ),
          ),
        ),
      }),
    ),
    chainEitherK(({ config, list, weights: { files, sizes } }): Either<Problems, EncoderFiles> => {
      const found = Array.isArray(list.vocab) ? list.vocab.length : 0
      if (found !== sizes.vocab_size)
        return left([problem(`${folder} has ${found} words in ${wordListName} and ${sizes.vocab_size} vectors.`)])
      const read = { model_type: 'word-vectors', ...sizes, update_embeddings: config.update_embeddings ?? false }
      return right({
        config: read,
        configText: JSON.stringify(read),
        tokenizer: { json: list, config: {}, texts: {} },
        maxLength: Math.min(config.max_seq_length ?? unlimited, unlimited),
        lowerCase: false,
        weightsFiles: files,
        names: [wordConfigName, wordListName, ...(files.index === undefined ? [] : [files.index]), ...files.files],
        computes: [],
        undeclared: [{ stage: 'pool.mean', prompt: 'included' }],
      })
    }),
  )

const splitByBlanks = <C extends { readonly tokenizer_class: string }>(config: C, file: string): Either<Problems, C> =>
  config.tokenizer_class.split('.').at(-1) === 'WhitespaceTokenizer'
    ? right(config)
    : left([
        problem(
          `${file}: the tokenizer is ${config.tokenizer_class}, and only WhitespaceTokenizer is read here: save the vectors with that one.`,
        ),
      ])

export interface WordsToWrite {
  /** What is in whitespacetokenizer_config.json. */
  readonly words: JsonObject
  /** Whether training moves the vectors. */
  readonly moves: boolean
  readonly maxLength: number
}

/** The same files but for the vectors. */
export const writtenWords = ({ words, moves, maxLength }: WordsToWrite): Readonly<Record<string, string>> => ({
  [wordConfigName]: `${JSON.stringify(
    {
      tokenizer_class: 'sentence_transformers.sentence_transformer.modules.tokenizer.whitespace.WhitespaceTokenizer',
      update_embeddings: moves,
      max_seq_length: maxLength,
    },
    null,
    2,
  )}\n`,
  [wordListName]: JSON.stringify(words),
})
