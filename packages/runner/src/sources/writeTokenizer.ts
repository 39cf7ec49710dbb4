import { basename, dirname, resolve } from 'node:path'
import { initialise, type LearnedTokenizer, type Problems, problem, readEncoder } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { writeFolderAtomically } from './atomicWrite.js'
import { decodeJson, type JsonObject, object, readText } from './modelFiles/readJson.js'
import { writtenConfig } from './modelFiles/writtenConfig.js'
import { writtenTokenizer } from './modelFiles/writtenTokenizer.js'
import { safetensorsBytes, type TensorsToWrite } from './safetensorsWrite.js'

export interface TokenizerToWrite {
  readonly kind: string
  /** The longest text in tokens. */
  readonly maxLength?: number
  /** A config.json whose encoder is written with fresh weights, drawn from the seed. */
  readonly encoder?: string
  readonly seed: number
}

const usual = 512

/** Writes a new folder, whole or not at all: a learned tokenizer, and with an encoder's configuration a model to train. */
export const writeTokenizer =
  (
    folder: string,
    { json, tokens }: LearnedTokenizer,
    { kind, maxLength, encoder: configFile, seed }: TokenizerToWrite,
  ): TaskEither<Problems, { readonly parameters?: number }> =>
  async () => {
    const encoder = configFile === undefined ? undefined : await freshEncoder(configFile, tokens.length, seed)
    if (encoder !== undefined && isLeft(encoder)) return encoder
    const positions = encoder?.right.positions ?? maxLength ?? usual
    if (maxLength !== undefined && maxLength > positions)
      return left([
        problem(`--max-length is ${maxLength}, and ${configFile} has ${positions} positions: write at most that`),
      ])
    const texts = kind === 'wordpiece' ? { 'vocab.txt': tokens.map(token => `${token}\n`).join('') } : {}
    const files = writtenTokenizer({ json, config: {}, texts }, maxLength ?? positions)
    return writeFolderAtomically(folder, async file => {
      for (const [name, content] of Object.entries(files)) await file(name, content)
      if (encoder === undefined) return right({})
      await file('config.json', writtenConfig(encoder.right.config))
      await file('model.safetensors', safetensorsBytes(encoder.right.weights))
      return right({ parameters: encoder.right.parameters })
    })()
  }

interface FreshEncoder {
  readonly config: JsonObject
  readonly positions: number
  readonly weights: TensorsToWrite
  readonly parameters: number
}

/** The configuration with the vocabulary's size, and what it makes of the seed. */
const freshEncoder = async (
  path: string,
  vocabulary: number,
  seed: number,
): Promise<Either<Problems, FreshEncoder>> => {
  const text = await readText(dirname(resolve(path)), basename(path))()
  if (isLeft(text)) return text
  const config = decodeJson(object, text.right, path)
  if (isLeft(config)) return config
  const full = { ...config.right, vocab_size: vocabulary, pad_token_id: 0 }
  const encoder = readEncoder(full)
  if (isLeft(encoder)) return left(encoder.left.map(each => ({ ...each, place: path })))
  const weights = new Map(Object.entries(initialise(encoder.right, seed)))
  const parameters = [...weights.values()].reduce((sum, { values }) => sum + values.length, 0)
  return right({ config: full, positions: encoder.right.facts.positions, weights, parameters })
}
