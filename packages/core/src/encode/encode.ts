import * as t from 'io-ts'
import { described } from '../described.js'
import { modelFacts, type modelFields } from '../modelFacts.js'
import { type ModelStage, modelStage } from '../modelStage.js'
import { options } from '../options.js'
import { modelCodec } from '../plain.js'
import { describe, interpret, type RuleOf } from '../stage.js'

const settings = {
  insteadOf: [
    described(
      t.array(t.string, 'a list of stage names'),
      "The stages that the model's own files declare after the encoder, where others are meant",
    ),
    undefined,
  ],
  layer: [
    described(
      t.number,
      'Whose output the token embeddings are: 0 is that of the embeddings, 1 that of the first layer; -1, counted from the end, is the last',
    ),
    -1,
  ],
} as const
const description = describe({
  name: 'encode',
  about: "Token ids to the hidden states of the encoder's last layer, or of another, a vector a token",
  takes: ['tokens'],
  options: options({ model: modelCodec, ...settings }),
  rules: [
    [
      'size',
      '=',
      'vocabulary',
      '{stage}: {model} knows {size} tokens and the tokenizer makes {vocabulary}: use the tokenizer of {model}',
    ],
    [
      'lowerCase',
      '=',
      'lowers',
      '{stage}: lower case is {lowerCase} for {model} and {lowers} for the tokenizer: use the tokenizer of {model}',
    ],
    [
      'insteadOf',
      'lists',
      'modules',
      '{stage}: {model} declares {modules}; insteadOf says {insteadOf}: write the names that are declared, in order',
    ],
    ['layer', 'is whole', 0, '{stage}: layer is {layer}: choose a whole number'],
    [
      'layer',
      'is a layer of',
      'layers',
      '{stage}: {model} has {layers} layers and layer is {layer}: choose 0, the embeddings, to {layers}, or count back from -1, the last',
    ],
  ],
  gives: { kind: 'tokenEmbeddings', width: 'hidden', model: 'encoder' },
})
/** The description as the types see it: the model stands for its sizes. */
interface Seen extends Omit<typeof description, 'options'> {
  readonly options: { readonly fields: typeof modelFields & typeof settings; readonly decode: never }
}
export interface Encode extends RuleOf<Seen> {}

/**
 * Token ids to the encoder's last hidden states, `[sentences, length, hidden]`, or to those of `layer`; what is above it is neither
 * computed nor trained nor saved. One encoder serves every text column.
 * The stages that the model's own files declare have to follow; `insteadOf` names them where others are meant.
 */
export const encode: ModelStage<Encode, typeof settings> = modelStage(
  interpret(description, { family: 'encode' }, modelFacts),
)
