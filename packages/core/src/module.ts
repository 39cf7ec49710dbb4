import type * as tf from '@tensorflow/tfjs-core'
import type { AnyShape, Change } from './flow.js'
import { change } from './flow.js'
import { type Fields, none, type Options, type Plain, type RequiredOf, type Settings } from './options.js'
import type { Facts } from './sentence.js'
import { type Misplaced, misplaced } from './sentences.js'
import { constructorOf, type Definition, type Mistaken, type Refused, type Rule, type Stage } from './stage.js'

/** The one rule of all modules: sentence embeddings in, sentence embeddings of the same width out. */
export interface Module<Name extends string, Wrong = undefined> extends Rule {
  readonly out: this['in'] extends AnyShape
    ? Misplaced<Name, ['sentenceEmbeddings'], this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Wrong extends string
        ? Refused<Wrong>
        : Change<this['in'], {}, Facts>
    : never
}

export interface ModuleConstructor<Name extends string, Written> {
  <const O extends Partial<Written> = {}>(
    settings?: O,
  ): Stage<Module<Name, Mistaken<Name, RequiredOf<Written>, keyof Written, O>>, O>
  readonly definition: Definition
}

/** What is done to sentence embeddings after the pooling, from its tensor function: `[sentences, width]` to the same. */
export const defineModule = <const Name extends string, const P extends Fields = {}>(module: {
  readonly name: Name
  readonly options?: Options<P>
  readonly apply: (embeddings: tf.Tensor2D, settings: Settings<P>) => tf.Tensor2D
}): ModuleConstructor<Name, Plain<P>> =>
  constructorOf<ModuleConstructor<Name, Plain<P>>>({
    name: module.name,
    options: (module.options ?? none) as Options<Fields>,
    does: { family: 'module', apply: (embeddings, settings) => module.apply(embeddings, settings as Settings<P>) },
    judge: flow => {
      const wrong = misplaced(module.name, ['sentenceEmbeddings'], flow.kind)
      return { problems: wrong === undefined ? [] : [wrong], flow: change(flow, {}, {}) }
    },
  })
