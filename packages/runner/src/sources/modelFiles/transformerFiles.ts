import { join } from 'node:path'
import type { Problems } from '@siamese/core'
import { map as mapEither } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { gather } from '../gather.js'
import type { EncoderFiles } from './encoderFiles.js'
import type { ModuleStage } from './moduleStages.js'
import { decodeJson, type JsonObject, object, readText, words } from './readJson.js'
import { maxLengthOf, readSentenceConfig, sentenceConfigNames } from './sentenceConfig.js'
import { readTokenizerFiles, tokenizerFileNames } from './tokenizerFiles.js'
import { findWeights } from './weightsFiles.js'

/** The files of a Hugging Face checkpoint, with what sentence-transformers keeps beside them. */
export const readTransformerFiles = (folder: string): TaskEither<Problems, EncoderFiles> =>
  pipe(
    gather({
      encoder: readConfig(folder),
      sentence: readSentenceConfig(folder),
      tokenizer: readTokenizerFiles(folder),
      weightsFiles: findWeights(folder),
    }),
    chainEitherK(({ encoder: { config, configText }, sentence, tokenizer, weightsFiles }) =>
      pipe(
        maxLengthOf(sentence, tokenizer.config, config, folder),
        mapEither(maxLength => ({
          config,
          configText,
          tokenizer,
          maxLength,
          lowerCase: sentence.do_lower_case ?? false,
          weightsFiles,
          names: [
            'config.json',
            ...sentenceConfigNames,
            ...tokenizerFileNames,
            ...(weightsFiles.index === undefined ? [] : [weightsFiles.index]),
            ...weightsFiles.files,
          ],
          computes: [],
          undeclared: [undeclaredPooling(config)],
        })),
      ),
    ),
  )

const EncoderConfig = t.intersection([object, t.type({ model_type: words })])

const readConfig = (folder: string) =>
  pipe(
    readText(folder, 'config.json'),
    chainEitherK(text =>
      pipe(
        decodeJson(EncoderConfig, text, join(folder, 'config.json')),
        mapEither(config => ({ config, configText: text })),
      ),
    ),
  )

/** What the reference does with a checkpoint that declares no pooling. */
const undeclaredPooling = ({ architectures, is_causal }: JsonObject): ModuleStage => {
  const causal = Array.isArray(architectures) && String(architectures[0]).endsWith('ForCausalLM') && is_causal !== false
  return { stage: causal ? 'pool.lastToken' : 'pool.mean', prompt: 'included' }
}
