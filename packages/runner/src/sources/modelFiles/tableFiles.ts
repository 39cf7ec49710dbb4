import { join } from 'node:path'
import { bare, type Problems, problem, unlimited } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, map, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { gather, gatherEach } from '../gather.js'
import { readSafetensorsHeader } from '../safetensors.js'
import type { EncoderFiles } from './encoderFiles.js'
import type { EncoderKind, OwnStage } from './modulesJson.js'
import { flag, maybe, readOptionalJson, words } from './readJson.js'
import { tableNames } from './tableWeights.js'
import { readTokenizerFiles, type TokenizerFiles } from './tokenizerFiles.js'
import { findWeights, type WeightsFiles } from './weightsFiles.js'

const Model2Vec = t.partial({ model_type: maybe(words), normalize: maybe(flag) })
/** What Model2Vec writes beside its table. */
export const readModel2Vec = (folder: string) => readOptionalJson(Model2Vec, folder, 'config.json')

/**
 * The files of static embeddings, as sentence-transformers (`StaticEmbedding`) and Model2Vec write them: a tokenizer and one table, whose
 * sizes are all that there is to know. The library computes the mean of the rows in the same module.
 */
export const readTableFiles = (folder: string, kind: EncoderKind | OwnStage): TaskEither<Problems, EncoderFiles> =>
  pipe(
    gather({
      tokenizer: readTokenizerFiles(folder),
      model2Vec: readModel2Vec(folder),
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
    chainEitherK(({ tokenizer, model2Vec, weights: { files, sizes } }): Either<Problems, EncoderFiles> => {
      const config = { model_type: 'static', ...sizes }
      const mean = { stage: 'pool.mean', prompt: 'included' }
      const normalized = model2Vec?.normalize === true ? [{ stage: 'pool.normalize' }] : []
      return right({
        config,
        configText: JSON.stringify(config),
        tokenizer: withoutSpecialTokens(tokenizer),
        maxLength: limitOf(tokenizer),
        lowerCase: false,
        weightsFiles: files,
        names: ['config.json', 'tokenizer.json', ...(files.index === undefined ? [] : [files.index]), ...files.files],
        computes: kind === 'StaticEmbedding' ? [mean] : [],
        undeclared: [mean, ...normalized],
      })
    }),
  )

/** Rows and columns of the table, read off the weights without reading them. */
export const sizesOf = (folder: string, { files }: WeightsFiles) =>
  pipe(
    gatherEach((file: string) => readSafetensorsHeader(join(folder, file)))(files),
    chainEitherK((headers): Either<Problems, { readonly hidden_size: number; readonly vocab_size: number }> => {
      const shapes = new Map(headers.flat().map(({ name, shape }) => [name, shape]))
      const [rows, width] = tableNames.map(name => shapes.get(name)).find(shape => shape?.length === 2) ?? []
      if (rows === undefined || width === undefined)
        return left([
          problem(
            `${folder} has no table of token vectors: static embeddings have one, ${tableNames[0]} or ${tableNames.at(-1)}.`,
          ),
        ])
      return right({ hidden_size: width, vocab_size: shapes.get('mapping')?.[0] ?? rows })
    }),
  )

/** The library adds none, whatever the file says. */
const withoutSpecialTokens = ({ json, config, texts }: TokenizerFiles): TokenizerFiles => {
  const { 'tokenizer.json': _, ...others } = texts
  return { json: bare(json), config, texts: others }
}

/** The library has no limit of its own; one that tokenizer.json has is the native library's, and holds. */
const limitOf = ({ json }: TokenizerFiles): number => {
  const limit = (json.truncation as { readonly max_length?: unknown } | null | undefined)?.max_length
  return Number.isSafeInteger(limit) && (limit as number) > 0 ? (limit as number) : unlimited
}
