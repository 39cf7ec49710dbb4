import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { count, flag, type JsonObject, maybe, readOptionalJson, words } from './readJson.js'

/** sentence_bert_config.json; the limit and the lower-casing stand here in folders older than version 6. */
const SentenceConfig = t.partial({
  max_seq_length: maybe(count),
  do_lower_case: maybe(flag),
  transformer_task: maybe(words),
})
export type SentenceConfig = t.TypeOf<typeof SentenceConfig>

/** The names that the file has had, in the order in which they are looked for. */
export const sentenceConfigNames = ['bert', 'roberta', 'distilbert', 'camembert', 'albert', 'xlm-roberta', 'xlnet'].map(
  name => `sentence_${name}_config.json`,
)

export const readSentenceConfig =
  (folder: string): TaskEither<Problems, SentenceConfig> =>
  async () => {
    for (const name of sentenceConfigNames) {
      const read = await readOptionalJson(SentenceConfig, folder, name)()
      if (isLeft(read)) return read
      if (read.right) return isFeatures(read.right, `${folder}/${name}`)
    }
    return right({})
  }

const isFeatures = (config: SentenceConfig, file: string): Either<Problems, SentenceConfig> =>
  (config.transformer_task ?? features) === features
    ? right(config)
    : left([problem(`${file}: the transformer's task is ${config.transformer_task}; only ${features} is read here.`)])
const features = 'feature-extraction'

/**
 * The longest input in tokens: the limit that is written, never more than the positions that are there.
 * Tokenizers without a limit write 10³⁰; xlnet writes -1 for positions without an end.
 */
export const maxLengthOf = (
  { max_seq_length: written }: SentenceConfig,
  tokenizer: JsonObject,
  config: JsonObject,
  folder: string,
): Either<Problems, number> => {
  const { max_position_embeddings: positions } = config
  const limits = [written ?? tokenizer.model_max_length, positions]
  const limit = Math.min(...limits.filter(isLimit))
  if (Number.isFinite(limit)) return right(limit)
  return left([
    problem(`${folder} says nowhere how long a text may be: write model_max_length into its tokenizer_config.json.`),
  ])
}

const isLimit = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0
