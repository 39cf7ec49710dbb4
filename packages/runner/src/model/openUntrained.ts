import { basename, dirname, resolve } from 'node:path'
import {
  type DropoutRates,
  initialise,
  type ModelOrigin,
  type Problems,
  problem,
  readEncoder,
  readTokenizer,
} from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { canonical } from '../canonical.js'
import { sha256Of } from '../sources/hash.js'
import { decodeJson, object, readText } from '../sources/modelFiles/readJson.js'
import type { ModelContext, OpenModel } from './openModel.js'
import { sideBySide } from './sideBySide.js'

type Untrained = Extract<ModelOrigin, { readonly seed: number }>

/** Fresh weights for an architecture's configuration, with the tokenizer of a tokenizer.json. */
export const openUntrained = (
  architecture: string,
  origin: Untrained,
  { base }: ModelContext,
  rates: Partial<DropoutRates>,
): TaskEither<Problems, OpenModel> => {
  const path = resolve(base, origin.tokenizer)
  return pipe(
    readText(dirname(path), basename(path)),
    chainEitherK(text => fresh(architecture, origin, path, text, rates)),
  )
}

/** The file is taken as it is; without the class, readers would lower-case as BERT's tokenizer does. */
const tokenizerConfig = {
  tokenizer_class: 'PreTrainedTokenizerFast',
  pad_token: '[PAD]',
  unk_token: '[UNK]',
  cls_token: '[CLS]',
  sep_token: '[SEP]',
  mask_token: '[MASK]',
} as const

const fresh = (
  architecture: string,
  { config, seed }: Untrained,
  path: string,
  text: string,
  rates: Partial<DropoutRates>,
): Either<Problems, OpenModel> => {
  const full = { model_type: architecture, ...config }
  const encoder = readEncoder(full, rates)
  const json = decodeJson(object, text, path)
  const tokenizer = isLeft(json) ? json : readTokenizer(json.right, tokenizerConfig)
  if (isLeft(encoder) || isLeft(json) || isLeft(tokenizer)) {
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
  const weights = Object.entries(initialise(encoder.right, seed)).map(
    ([name, tensor]) => [name, { ...tensor, dtype: 'F32' as const }] as const,
  )
  return right({
    encoder: encoder.right,
    tokenizer: tokenizer.right,
    config: full,
    tokenizerFiles: { json: json.right, config: tokenizerConfig, texts: { 'tokenizer.json': text } },
    maxLength: facts.positions,
    lowerCase: false,
    includePrompt: true,
    prompts: { query: '', document: '' },
    defaultPromptName: null,
    similarity: 'cosine',
    truncateDim: null,
    declared: [],
    weights: sideBySide(encoder.right, new Map(weights)),
    carried: new Map(),
    hashes: { 'tokenizer.json': sha256Of(text), config: sha256Of(canonical({ config: full, seed })) },
  })
}
