import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { decodeJson, type JsonObject, object, readOptionalText } from './readJson.js'

/** The tokenizer's files: as JSON to be read, and as text to be written with the trained model. */
export interface TokenizerFiles {
  /** tokenizer.json */
  readonly json: JsonObject
  /** tokenizer_config.json, over the tokens that special_tokens_map.json names; empty when there is neither. */
  readonly config: JsonObject
  readonly texts: Readonly<Record<string, string>>
}

/** vocab.txt says nothing that the others do not; other tools read it. */
export const tokenizerFileNames = [
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'vocab.txt',
] as const

export const readTokenizerFiles =
  (folder: string): TaskEither<Problems, TokenizerFiles> =>
  async () => {
    const texts: Record<string, string> = {}
    for (const name of tokenizerFileNames) {
      const read = await readOptionalText(folder, name)()
      if (isLeft(read)) return read
      if (read.right !== undefined) texts[name] = read.right
    }
    const { 'tokenizer.json': tokenizer, 'tokenizer_config.json': settings, 'special_tokens_map.json': named } = texts
    if (tokenizer === undefined) return left([problem(noTokenizer(folder))])
    const json = decodeJson(object, tokenizer, join(folder, 'tokenizer.json'))
    const config = decodeJson(object, settings ?? '{}', join(folder, 'tokenizer_config.json'))
    const special = decodeJson(object, named ?? '{}', join(folder, 'special_tokens_map.json'))
    if (isLeft(json) || isLeft(config) || isLeft(special))
      return left([json, config, special].flatMap(decoded => (isLeft(decoded) ? decoded.left : [])))
    return right({ json: json.right, config: { ...special.right, ...config.right }, texts })
  }

const noTokenizer = (folder: string) =>
  `${folder} has no tokenizer.json. Write it once in Python: AutoTokenizer.from_pretrained('FOLDER').save_pretrained('FOLDER').`
