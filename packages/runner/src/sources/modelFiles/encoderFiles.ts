import type { Problems } from '@siamese/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ModuleStage } from './moduleStages.js'
import type { EncoderKind, Module, OwnStage } from './modulesJson.js'
import type { JsonObject } from './readJson.js'
import { readTableFiles } from './tableFiles.js'
import type { TokenizerFiles } from './tokenizerFiles.js'
import { readTransformerFiles } from './transformerFiles.js'
import type { WeightsFiles } from './weightsFiles.js'
import { readWordFiles } from './wordFiles.js'

/** What an encoder's own files say of it, without its weights. */
export interface EncoderFiles {
  /** config.json, or what stands for it, decoded and as text. */
  readonly config: JsonObject
  readonly configText: string
  readonly tokenizer: TokenizerFiles
  /** The longest input in tokens, special tokens included. */
  readonly maxLength: number
  /** Texts are lower-cased before the tokenizer's own normalizer. */
  readonly lowerCase: boolean
  readonly weightsFiles: WeightsFiles
  /** The files that say what it is, relative to its own folder; not all need be there. */
  readonly names: readonly string[]
  /** Stages that it computes itself, and those that are meant where a folder declares none. */
  readonly computes: readonly ModuleStage[]
  readonly undeclared: readonly ModuleStage[]
}

export const readEncoderFiles = (
  folder: string,
  { kind }: Pick<Module<EncoderKind | OwnStage>, 'kind'>,
): TaskEither<Problems, EncoderFiles> => {
  if (kind === 'Transformer') return readTransformerFiles(folder)
  return kind === 'WordEmbeddings' ? readWordFiles(folder) : readTableFiles(folder, kind)
}
