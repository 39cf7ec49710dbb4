import { basename, dirname, resolve } from 'node:path'
import { bare, endingAt, initialise, type ModelOrigin, type Problems, problem, readEncoder } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { canonical } from '../canonical.js'
import { sha256Of } from '../sources/hash.js'
import { decodeJson, object, readText } from '../sources/modelFiles/readJson.js'
import { isTable } from '../sources/modelFiles/tableWeights.js'
import { freshTokenizerConfig } from '../sources/modelFiles/writtenConfig.js'
import { openTokenizer } from '../tokenize/openTokenizer.js'
import type { ModelContext, OpenedAs, OpenModel } from './openModel.js'
import { sideBySide } from './sideBySide.js'

type Untrained = Extract<ModelOrigin, { readonly seed: number }>

/** Fresh weights for an architecture's configuration, with the tokenizer of a tokenizer.json. */
export const openUntrained = (
  architecture: string,
  origin: Untrained,
  { base }: ModelContext,
  as: OpenedAs,
): TaskEither<Problems, OpenModel> => {
  const path = resolve(base, origin.tokenizer)
  return pipe(
    readText(dirname(path), basename(path)),
    chainEitherK(text => fresh(architecture, origin, path, text, as)),
  )
}

/** What an encoder of fresh weights is made of, without the weights. */
export const openUntrainedParts = (
  architecture: string,
  { config }: Untrained,
  path: string,
  text: string,
  { rates = {}, layer = -1 }: OpenedAs,
) => {
  const full = endingAt({ model_type: architecture, ...config }, layer)
  const encoder = isLeft(full) ? full : readEncoder(full.right, rates)
  const written = decodeJson(object, text, path)
  const json = isLeft(written) || !isTable(architecture) ? written : right(bare(written.right))
  const tokenizer = isLeft(json)
    ? json
    : openTokenizer(json.right, freshTokenizerConfig(json.right), { lowerCase: false })
  if (isLeft(full) || isLeft(encoder) || isLeft(json) || isLeft(tokenizer)) {
    const ofTokenizer = isLeft(tokenizer) ? tokenizer.left.map(each => ({ ...each, place: path })) : []
    return left([...(isLeft(encoder) ? encoder.left : []), ...ofTokenizer])
  }
  const { facts } = encoder.right
  const made = tokenizer.right.vocabulary
  if (made > facts.vocabulary)
    return left([
      problem(
        `the encoder has ${facts.vocabulary} token embeddings and the tokenizer makes ids up to ${made - 1}: write vocab_size: ${made}`,
        { place: path },
      ),
    ])
  return right({ config: full.right, facts, encoder: encoder.right, json: json.right, tokenizer: tokenizer.right })
}

const fresh = (
  architecture: string,
  origin: Untrained,
  path: string,
  text: string,
  as: OpenedAs,
): Either<Problems, OpenModel> => {
  const parts = openUntrainedParts(architecture, origin, path, text, as)
  if (isLeft(parts)) return parts
  const { config: full, facts, encoder, json, tokenizer } = parts.right
  const { seed } = origin
  const weights = Object.entries(initialise(encoder, seed)).map(
    ([name, tensor]) => [name, { ...tensor, dtype: 'F32' as const }] as const,
  )
  return right({
    encoder,
    tokenizer,
    config: full,
    tokenizerFiles: {
      json,
      config: freshTokenizerConfig(json),
      texts: isTable(architecture) ? {} : { 'tokenizer.json': text },
    },
    maxLength: facts.positions,
    lowerCase: false,
    prompts: { query: '', document: '' },
    defaultPromptName: null,
    similarity: 'cosine',
    truncateDim: null,
    declared: [],
    moduleWeights: new Map(),
    weights: sideBySide(encoder, new Map(weights)),
    carried: new Map(),
    hashes: { 'tokenizer.json': sha256Of(text), config: sha256Of(canonical({ config: full, seed })) },
  })
}
