import * as t from 'io-ts'
import { described } from '../described.js'
import { modelFacts, type modelFields } from '../modelFacts.js'
import { type ModelStage, modelStage } from '../modelStage.js'
import { options } from '../options.js'
import { modelCodec } from '../plain.js'
import { describe, interpret, type RuleOf } from '../stage.js'

const settings = {
  maxLength: [
    described(t.number, "The longest text in tokens, special tokens included; the model's own limit if not written"),
    undefined,
  ],
} as const
const description = describe({
  name: 'tokenize',
  about: "Texts to token ids, with the model's own tokenizer",
  takes: ['texts'],
  options: options({ model: modelCodec, ...settings }),
  rules: [
    ['maxLength', '<=', 'positions', '{stage}: {model} has {positions} positions and maxLength is {maxLength}'],
    [
      'maxLength',
      '>=',
      3,
      '{stage}: maxLength is {maxLength}: choose 3 or more, as most models put [CLS] and [SEP] around a text',
    ],
    ['maxLength', 'is whole', 0, '{stage}: maxLength is {maxLength}, not a whole number of tokens'],
  ],
  gives: { kind: 'tokens', model: 'tokenizer' },
})
/** The description as the types see it: the model stands for its sizes. */
interface Seen extends Omit<typeof description, 'options'> {
  readonly options: { readonly fields: typeof modelFields & typeof settings; readonly decode: never }
}
export interface Tokenize extends RuleOf<Seen> {}

/**
 * Texts to token ids with the model's own tokenizer, special tokens included.
 * What is longer than `maxLength` tokens (the model's own limit when not written) is cut at the end that the tokenizer declares, the right
 * one in most, and counted.
 */
export const tokenize: ModelStage<Tokenize, typeof settings> = modelStage(
  interpret(description, { family: 'tokenize' }, modelFacts),
)
