import type * as tf from '@tensorflow/tfjs-core'
import { type Differs, differs, type Tail, tail } from './declared.js'
import type { TokenVectors } from './does.js'
import type { AnyShape, Embedded } from './flow.js'
import { type Fields, none, type Options, type Plain, type RequiredOf, type Settings } from './options.js'
import { type Misplaced, misplaced } from './sentences.js'
import { constructorOf, type Definition, type Mistaken, type Refused, type Rule, type Stage } from './stage.js'

/** The one rule of all poolings: token embeddings in, sentence embeddings of the same width out. */
export interface Pool<Name extends string, Wrong = undefined> extends Rule {
  readonly name: Name
  readonly takes: readonly ['tokenEmbeddings']
  readonly out: this['in'] extends AnyShape
    ? Misplaced<Name, ['tokenEmbeddings'], this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Wrong extends string
        ? Refused<Wrong>
        : Differs<Name, this['in']> extends infer Other extends string
          ? Refused<Other>
          : Embedded<this['in'], Tail<this['in']['left']>>
    : never
}

export interface PoolingConstructor<Name extends string, Written> {
  <const O extends Partial<Written>>(
    settings: O,
  ): Stage<Pool<Name, Mistaken<Name, RequiredOf<Written>, keyof Written, O>>, O>
  (): Stage<Pool<Name, Mistaken<Name, RequiredOf<Written>, keyof Written, {}>>, {}>
  readonly definition: Definition<Name>
}

/** A pooling from its tensor function: `tokens` `[sentences, length, width]` and `mask` `[sentences, length]` to `[sentences, width]`. */
export const definePooling = <const Name extends string, const P extends Fields = {}>(pooling: {
  readonly name: Name
  /** What it is for, in a line. */
  readonly about?: string
  readonly options?: Options<P>
  readonly apply: (input: TokenVectors, settings: Settings<P>) => tf.Tensor2D
}): PoolingConstructor<Name, Plain<P>> =>
  constructorOf<PoolingConstructor<Name, Plain<P>>>({
    name: pooling.name,
    ...(pooling.about === undefined ? {} : { about: pooling.about }),
    options: (pooling.options ?? none) as Options<Fields>,
    rules: [],
    does: { family: 'pooling', apply: (input, settings) => pooling.apply(input, settings as Settings<P>) },
    judge: flow => {
      const wrong = misplaced(pooling.name, ['tokenEmbeddings'], flow.kind) ?? differs(pooling.name, flow)
      return {
        problems: wrong === undefined ? [] : [wrong],
        flow: { ...flow, kind: 'sentenceEmbeddings', left: tail(flow.left) },
      }
    },
  })
