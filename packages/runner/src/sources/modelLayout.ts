import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, left, map as mapEither, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { fileTrouble } from './fileTrouble.js'
import { gather, gatherEach } from './gather.js'
import { isThere } from './isThere.js'
import { decodeModule, type ModuleStage } from './modelFiles/moduleStages.js'
import { decodeModules, type Module, ModulesJson } from './modelFiles/modulesJson.js'
import { promptsConfigName, readUse, type Use } from './modelFiles/promptsConfig.js'
import { decodeJson, type JsonObject, object, readOptionalJson, readText, words } from './modelFiles/readJson.js'
import { maxLengthOf, readSentenceConfig, sentenceConfigNames } from './modelFiles/sentenceConfig.js'
import { readTokenizerFiles, type TokenizerFiles, tokenizerFileNames } from './modelFiles/tokenizerFiles.js'
import { findWeights, type WeightsFiles } from './modelFiles/weightsFiles.js'

/** What a model folder says of itself, without its weights. */
export interface ModelLayout extends Use {
  readonly folder: string
  /** `model_type` of config.json: bert, roberta … */
  readonly architecture: string
  /** config.json, decoded and as it is written. */
  readonly config: JsonObject
  readonly configText: string
  readonly tokenizer: TokenizerFiles
  /** The longest input in tokens, special tokens included. */
  readonly maxLength: number
  /** Texts are lower-cased before the tokenizer's own normalizer. */
  readonly lowerCase: boolean
  /** The stages after the encoder, in order. */
  readonly modules: readonly ModuleStage[]
  /** Where the encoder's own files lie inside the folder; mostly the folder itself, which is the empty path. */
  readonly encoderPath: string
  readonly weightsFiles: WeightsFiles
  /** For each module the file of its own weights, when it has any. */
  readonly moduleWeightsFiles: readonly (string | undefined)[]
  /** Names of the files that say what the model is, relative to the folder; not all need be there. */
  readonly fileNames: readonly string[]
}

/**
 * Decodes a folder in the sentence-transformers layout, of version 6 or before, or a plain Hugging Face checkpoint,
 * which gets mean pooling as in the reference. Only files inside the folder are read.
 */
export const readModelLayout = (folder: string): TaskEither<Problems, ModelLayout> =>
  pipe(
    isFolder(folder),
    chain(() => readModules(folder)),
    chain(modules => readParts(folder, modules)),
  )

const isFolder =
  (folder: string): TaskEither<Problems, void> =>
  async () => {
    try {
      if ((await stat(folder)).isDirectory()) {
        const model = join(folder, 'model')
        const isRun = (await isThere(join(folder, 'manifest.json'))) && (await isThere(model))
        return isRun ? left([problem(`${folder} is the folder of a run: its model is in ${model}.`)]) : right(undefined)
      }
    } catch (error) {
      return left([fileTrouble(error, folder)])
    }
    return left([problem(`${folder} is a file; a model is a folder with a config.json.`)])
  }

interface Declared {
  readonly encoder: Module
  /** The modules after the encoder; unknown when the folder has no modules.json. */
  readonly after: readonly Module[] | undefined
}

const readModules = (folder: string): TaskEither<Problems, Declared> =>
  pipe(
    readOptionalJson(ModulesJson, folder, 'modules.json'),
    chainEitherK((list): Either<Problems, Declared> => {
      if (!list) return right({ encoder: { kind: 'Transformer', path: '' }, after: undefined })
      return pipe(
        decodeModules(list, join(folder, 'modules.json')),
        mapEither(([encoder, ...after]) => ({ encoder: encoder!, after })),
      )
    }),
  )

const EncoderConfig = t.intersection([object, t.type({ model_type: words })])

const readEncoderConfig = (folder: string) =>
  pipe(
    readText(folder, 'config.json'),
    chainEitherK(text =>
      pipe(
        decodeJson(EncoderConfig, text, join(folder, 'config.json')),
        mapEither(config => ({ config, configText: text })),
      ),
    ),
  )

const readParts = (folder: string, { encoder, after }: Declared): TaskEither<Problems, ModelLayout> => {
  const { path } = encoder
  const inner = join(folder, path)
  return pipe(
    gather({
      encoder: readEncoderConfig(inner),
      sentence: readSentenceConfig(inner),
      tokenizer: readTokenizerFiles(inner),
      use: readUse(folder),
      modules: gatherEach((module: Module) => decodeModule(folder, module))(after ?? []),
      weightsFiles: findWeights(inner),
    }),
    chainEitherK(({ encoder: { config, configText }, sentence, tokenizer, use, modules, weightsFiles }) =>
      pipe(
        maxLengthOf(sentence, tokenizer.config, config, folder),
        mapEither(maxLength => ({
          ...use,
          folder,
          architecture: config.model_type,
          config,
          configText,
          tokenizer,
          maxLength,
          lowerCase: sentence.do_lower_case ?? false,
          modules: after ? modules.map(({ stage }) => stage) : [undeclaredPooling(config)],
          encoderPath: path,
          weightsFiles,
          moduleWeightsFiles: modules.map(({ weights }) => weights),
          fileNames: [
            'modules.json',
            promptsConfigName,
            ...encoderFileNames(weightsFiles).map(name => (path === '' ? name : `${path}/${name}`)),
            ...(after ?? []).filter(module => module.path !== '').map(module => `${module.path}/config.json`),
            ...modules.flatMap(({ weights }) => weights ?? []),
          ],
        })),
      ),
    ),
  )
}

const encoderFileNames = ({ index, files }: WeightsFiles): readonly string[] => [
  'config.json',
  ...sentenceConfigNames,
  ...tokenizerFileNames,
  ...(index === undefined ? [] : [index]),
  ...files,
]

/** What the reference does with a checkpoint that declares no pooling. */
const undeclaredPooling = ({ architectures, is_causal }: JsonObject): ModuleStage => {
  const causal = Array.isArray(architectures) && String(architectures[0]).endsWith('ForCausalLM') && is_causal !== false
  return { stage: causal ? 'pool.lastToken' : 'pool.mean', prompt: 'included' }
}
