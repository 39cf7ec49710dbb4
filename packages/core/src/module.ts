import type * as tf from '@tensorflow/tfjs-core'
import { type Differs, differs, type Tail, tail } from './declared.js'
import type { ModuleFacts, Shapes, Weights } from './does.js'
import type { Dropout } from './encode/dropout.js'
import { type AnyShape, isWidth, type Resized, type Weighted } from './flow.js'
import type { IsPositive, IsWhole } from './numbers.js'
import { type Fields, none, type Options, type Plain, type RequiredOf, type Settings } from './options.js'
import { type Misplaced, misplaced } from './sentences.js'
import { constructorOf, type Definition, type Mistaken, type Refused, type Rule, type Stage } from './stage.js'
import { type NotAWidth, notAWidth } from './widthSentences.js'

/** The one rule of all modules: sentence embeddings in, sentence embeddings of the same width out. */
export interface Module<Name extends string, Wrong = undefined> extends Resizing<Name, Wrong, undefined, undefined> {}

/** The same where the width that comes out is `Width`: a number, or a setting, which is `Unwritten` when it is not written. */
export interface Resizing<Name extends string, Wrong, Width, Unwritten> extends Rule {
  readonly name: Name
  readonly out: this['in'] extends AnyShape
    ? Misplaced<Name, ['sentenceEmbeddings'], this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Wrong extends string
        ? Refused<Wrong>
        : Unfit<Name, WidthOf<Width, Unwritten, this['settings']>> extends infer Sentence extends string
          ? Refused<Sentence>
          : Differs<Name, this['in']> extends infer Other extends string
            ? Refused<Other>
            : Resized<
                this['in'],
                Tail<this['in']['left']>,
                WidthOf<Width, Unwritten, this['settings']>,
                Weighted<this['in']['encodes']>
              >
    : never
}
type WidthOf<Width, Unwritten, S> = Width extends string ? (Width extends keyof S ? S[Width] : Unwritten) : Width
type Unfit<Name extends string, Width> = Width extends number
  ? false extends IsPositive<Width> | IsWhole<Width>
    ? NotAWidth<Name, `${Width}`>
    : undefined
  : undefined

type Default<Width, P> = Width extends keyof P
  ? P[Width] extends readonly [unknown, infer Unwritten, ...unknown[]]
    ? Unwritten
    : undefined
  : undefined

type ModuleRule<Name extends string, Wrong, Width, Unwritten> = Width extends undefined
  ? Module<Name, Wrong>
  : Resizing<Name, Wrong, Width, Unwritten>

export interface ModuleConstructor<Name extends string, Written, Width = undefined, Unwritten = undefined> {
  <const O extends Partial<Written> = {}>(
    settings?: O,
  ): Stage<ModuleRule<Name, Mistaken<Name, RequiredOf<Written>, keyof Written, O>, Width, Unwritten>, O>
  readonly definition: Definition<Name>
}

/** What is done to sentence embeddings after the pooling, from its tensor function: `[sentences, width]` to the same, or to another width. */
export const defineModule = <
  const Name extends string,
  const P extends Fields = {},
  const Width extends number | (keyof P & string) | undefined = undefined,
>(module: {
  readonly name: Name
  /** What it is for, in a line. */
  readonly about?: string
  readonly options?: Options<P>
  /** The width that comes out, where it is another one: a number, or the name of the setting that says it. */
  readonly width?: Width
  /** Shapes of its own weights, by name. They are trained, saved with the model and read with it. */
  readonly weights?: (facts: ModuleFacts, settings: Settings<P>) => Shapes
  readonly apply: (embeddings: tf.Tensor2D, settings: Settings<P>, weights: Weights, dropout: Dropout) => tf.Tensor2D
}): ModuleConstructor<Name, Plain<P>, Width, Default<Width, P>> => {
  const { name, width, weights } = module
  return constructorOf<ModuleConstructor<Name, Plain<P>, Width, Default<Width, P>>>({
    name,
    ...(module.about === undefined ? {} : { about: module.about }),
    options: (module.options ?? none) as Options<Fields>,
    rules: [],
    // The family's functions take any settings; the definition's own types hold for what its codec lets through.
    does: {
      family: 'module',
      ...(weights === undefined ? {} : { weights: weights as never }),
      apply: module.apply as never,
    },
    judge: (flow, settings) => {
      const to: unknown = typeof width === 'string' ? settings[width] : width
      const unfit = to === undefined || isWidth(to) ? undefined : notAWidth(name, String(to))
      const wrong = misplaced(name, ['sentenceEmbeddings'], flow.kind) ?? unfit ?? differs(name, flow)
      return {
        problems: wrong === undefined ? [] : [wrong],
        flow: {
          ...flow,
          kind: 'sentenceEmbeddings',
          left: tail(flow.left),
          width: isWidth(to) ? to : flow.width,
          weighted: true,
        },
      }
    },
  })
}
