import { jsonFileText } from '../jsonFileText.js'
import type { TokenizerFiles } from './tokenizerFiles.js'
import { writtenTokenizerConfig } from './writtenConfig.js'

/** The tokenizer's files by name, with the limit that the model has now. */
export const writtenTokenizer = (
  { json, config, texts }: TokenizerFiles,
  maxLength: number,
): Readonly<Record<string, string>> => ({
  'tokenizer.json': jsonFileText(json),
  ...texts,
  'tokenizer_config.json': jsonFileText(writtenTokenizerConfig(config, json, maxLength)),
})
