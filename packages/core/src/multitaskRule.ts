import type { Join } from './columns.js'
import type { Data } from './data.js'
import type { Unfinished } from './declared.js'
import type { Aim, Aimed, Aims, AnyShape, NoAim } from './flow.js'
import type { Out } from './joint.js'
import type { Larger } from './numbers.js'
import type { Misplaced } from './sentences.js'
import type { One, Open, Refused, Rule } from './stage.js'
import type { OfSet } from './taskFlow.js'
import type { NoLoss, NoSet, NotALoss, NotSeveral, Together } from './taskSentences.js'
import type { NamesOf, SetsOf } from './tasks.js'

/** The rule: every data set has a loss, which reads that data set. A loss that does not fit speaks for itself. */
export interface Multitask<Losses> extends Rule {
  readonly out: this['in'] extends AnyShape
    ? Misplaced<'multitask', ['sentenceEmbeddings'], this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Unfinished<'multitask', this['in']> extends infer Early extends string
        ? Refused<Early>
        : true extends Open<Losses> | IsOpen<this['in']['data'], this['in']['splits']>
          ? OpenAim<this['in']>
          : SetsOf<this['in']['from']> extends infer Sets extends readonly Data[]
            ? [Exclude<keyof Losses, NamesOf<Sets>[number]>] extends [never]
              ? EachSet<Sets, Losses, this['in']>
              : Refused<
                  NoSet<
                    One<Exclude<keyof Losses, NamesOf<Sets>[number]>>,
                    this['in']['data'],
                    Join<NamesOf<Sets>, ', '>
                  >
                >
            : Refused<
                this['in']['columns'] extends readonly []
                  ? Together<this['in']['data']>
                  : NotSeveral<this['in']['data']>
              >
    : never
}
/** Data sets whose names are known only when the program runs. */
type IsOpen<Name, Splits extends readonly string[]> = string extends Name
  ? true
  : number extends Splits['length']
    ? true
    : `${string}+${string}` extends Name
      ? true
      : false
type OpenAim<F extends AnyShape> = Aimed<F, Aim<'multitask', string, number, readonly [], readonly string[]>>

type EachSet<
  Sets,
  Losses,
  F extends AnyShape,
  By = {},
  Predicts extends string = 'nothing',
  Smallest extends number = 1,
  Reads extends readonly string[] = readonly ['label: class'],
> = Sets extends readonly [infer D extends Data, ...infer Rest]
  ? LossOf<Losses, D, F> extends infer After
    ? After extends { readonly kind: 'objective'; readonly aim: infer A extends Aim }
      ? EachSet<
          Rest,
          Losses,
          F,
          By & { readonly [N in D['data']]: A },
          Most<Predicts | A['predicts']>,
          Larger<Smallest, A['smallestBatch']>,
          [Extract<Reads[number], `${string}: class`>] extends [never] ? Reads : A['reads']
        >
      : After extends Refused
        ? After
        : Refused<NotALoss<D['data']>>
    : never
  : Aimed<F, Aims<By, Predicts, Smallest, readonly [], Reads>>
/** What weights of several losses are for: classes, where one of them predicts some. */
type Most<Predicts extends string> = 'classes' extends Predicts
  ? 'classes'
  : 'weights' extends Predicts
    ? 'weights'
    : 'nothing'
type LossOf<Losses, D extends Data, F extends AnyShape> = D['data'] extends keyof Losses
  ? Out<OfSet<F, D, NoAim>, Losses[D['data']]>
  : Refused<NoLoss<D['data'], F['data']>>
