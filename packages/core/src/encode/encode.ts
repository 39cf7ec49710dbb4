import type { Model } from '../model.js'
import { type ModelFacts, modelFacts, type modelFields } from '../modelStage.js'
import { options } from '../options.js'
import { modelCodec } from '../plain.js'
import { describe, interpret, make, type RuleOf, type Stage } from '../stage.js'

const description = describe({
  name: 'encode',
  takes: ['tokens'],
  options: options({ model: modelCodec }),
  rules: [
    [
      'size',
      '=',
      'vocabulary',
      '{stage}: {model} knows {size} tokens and the tokenizer makes {vocabulary}: use the tokenizer of {model}',
    ],
  ],
  gives: { kind: 'tokenEmbeddings', width: 'hidden' },
})
/** The description as the types see it: the model stands for its sizes. */
interface Seen extends Omit<typeof description, 'options'> {
  readonly options: { readonly fields: typeof modelFields; readonly decode: never }
}
export interface Encode extends RuleOf<Seen> {}

const def = interpret(description, { family: 'encode' }, modelFacts)

/** Token ids to the encoder's last hidden states, `[sentences, length, hidden]`. One encoder serves every text column. */
export const encode = <const M extends Model>(
  model: M,
): Stage<Encode, ModelFacts<M['model'], M['hidden'], M['positions'], M['vocabulary']>> => make(def, { model })
encode.definition = def
