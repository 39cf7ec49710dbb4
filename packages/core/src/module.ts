import type * as tf from '@tensorflow/tfjs-core'
import { type Differs, differs, type Tail, tail } from './declared.js'
import type { AnyShape, Embedded } from './flow.js'
import { type Fields, none, type Options, type Plain, type RequiredOf, type Settings } from './options.js'
import { type Misplaced, misplaced } from './sentences.js'
import { constructorOf, type Definition, type Mistaken, type Refused, type Rule, type Stage } from './stage.js'

/** The one rule of all modules: sentence embeddings in, sentence embeddings of the same width out. */
export interface Module<Name extends string, Wrong = undefined> extends Rule {
  readonly out: this['in'] extends AnyShape
    ? Misplaced<Name, ['sentenceEmbeddings'], this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Wrong extends string
        ? Refused<Wrong>
        : Differs<Name, this['in']> extends infer Other extends string
          ? Refused<Other>
          : Embedded<this['in'], Tail<this['in']['left']>>
    : never
}

export interface ModuleConstructor<Name extends string, Written> {
  <const O extends Partial<Written> = {}>(
    settings?: O,
  ): Stage<Module<Name, Mistaken<Name, RequiredOf<Written>, keyof Written, O>>, O>
  readonly definition: Definition<Name>
}

/** What is done to sentence embeddings after the pooling, from its tensor function: `[sentences, width]` to the same. */
export const defineModule = <const Name extends string, const P extends Fields = {}>(module: {
  readonly name: Name
  /** What it is for, in a line. */
  readonly about?: string
  readonly options?: Options<P>
  readonly apply: (embeddings: tf.Tensor2D, settings: Settings<P>) => tf.Tensor2D
}): ModuleConstructor<Name, Plain<P>> =>
  constructorOf<ModuleConstructor<Name, Plain<P>>>({
    name: module.name,
    ...(module.about === undefined ? {} : { about: module.about }),
    options: (module.options ?? none) as Options<Fields>,
    rules: [],
    does: { family: 'module', apply: (embeddings, settings) => module.apply(embeddings, settings as Settings<P>) },
    judge: flow => {
      const wrong = misplaced(module.name, ['sentenceEmbeddings'], flow.kind) ?? differs(module.name, flow)
      return {
        problems: wrong === undefined ? [] : [wrong],
        flow: { ...flow, kind: 'sentenceEmbeddings', left: tail(flow.left) },
      }
    },
  })
