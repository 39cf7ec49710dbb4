import type { TokenizerFiles } from './tokenizerFiles.js'
import { writtenTokenizerConfig } from './writtenConfig.js'

/** The tokenizer's files by name, with the limit that the model has now. */
export const writtenTokenizer = (
  { json, config, texts }: TokenizerFiles,
  maxLength: number,
): Readonly<Record<string, string>> => ({
  'tokenizer.json': pretty(json),
  ...texts,
  'tokenizer_config.json': pretty(writtenTokenizerConfig(config, json, maxLength)),
})

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
