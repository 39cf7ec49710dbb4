import { jsonMembers } from '../jsonMembers.js'
import type { JsonObject } from './readJson.js'
import { isTable } from './tableWeights.js'

/**
 * config.json of a trained model: the architecture's own configuration carried through as it was written. The weights are
 * the base model's as 32-bit floats, so a head's class and half precision are not claimed any more. A stage that reads all layers finds
 * them in the library only where the configuration asks for them.
 */
export const writtenConfig = (
  config: JsonObject,
  text: string = JSON.stringify(config),
  reads: 'all layers' | 'the last' = 'the last',
): string => {
  const { architectures, model_type } = config
  const named = Array.isArray(architectures) ? String(architectures[0]).replace(/For[A-Z]\w*$/, 'Model') : undefined
  const members = new Map(jsonMembers(text))
  members.delete('torch_dtype')
  if (!isTable(model_type)) members.set('architectures', JSON.stringify([named ?? baseClass(String(model_type))]))
  members.set('dtype', '"float32"')
  if (reads === 'all layers') members.set('output_hidden_states', 'true')
  return `{\n${[...members].map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`).join(',\n')}\n}\n`
}

const classes: Readonly<Record<string, string>> = {
  bert: 'BertModel',
  roberta: 'RobertaModel',
  'xlm-roberta': 'XLMRobertaModel',
  distilbert: 'DistilBertModel',
  mpnet: 'MPNetModel',
  electra: 'ElectraModel',
  albert: 'AlbertModel',
  modernbert: 'ModernBertModel',
  'deberta-v2': 'DebertaV2Model',
}

const baseClass = (type: string): string => {
  const name = classes[type]
  if (name === undefined) throw new Error(`internal: no Hugging Face class is known for ${type}`)
  return name
}

/** tokenizer_config.json with the limit, which lives there since version 6 of sentence-transformers. */
export const writtenTokenizerConfig = (config: JsonObject, tokenizer: JsonObject, maxLength: number): JsonObject => ({
  ...(Object.keys(config).length > 0 ? config : freshTokenizerConfig(tokenizer)),
  model_max_length: maxLength,
})

/** By what they are for, as BERT's and RoBERTa's tokenizers write them. */
const specialTokens: Readonly<Record<string, readonly string[]>> = {
  unk_token: ['[UNK]', '<unk>'],
  sep_token: ['[SEP]', '</s>'],
  pad_token: ['[PAD]', '<pad>'],
  cls_token: ['[CLS]', '<s>'],
  mask_token: ['[MASK]', '<mask>'],
}

/**
 * For a tokenizer made here: the class that takes tokenizer.json as it is (without it, readers would lower-case as BERT's tokenizer does),
 * and the special tokens that it has.
 */
export const freshTokenizerConfig = ({ added_tokens: added }: JsonObject): JsonObject => {
  const contents = new Set(Array.isArray(added) ? added.map(token => (token as JsonObject).content) : [])
  const named = Object.entries(specialTokens).map(([key, tokens]) => [key, tokens.find(token => contents.has(token))])
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    ...Object.fromEntries(named.filter(([, token]) => token !== undefined)),
  }
}
