import type {
  AtMost,
  Descends,
  EachAtMost,
  EachCounts,
  EachOdd,
  EachPositive,
  EachWithinOne,
  IsEven,
  IsLayerOf,
  IsPositive,
  IsShare,
  IsWhole,
} from './numbers.js'
import type { Fault } from './problem.js'
import { type Fact, type Facts, type Fill, fill } from './sentence.js'

/** Every test once as a type. `A` is the fact, `B` what it is held against; what is not written (`undefined`) passes. */
interface Tests<A, B> {
  '=': A extends undefined
    ? true
    : B extends undefined
      ? true
      : A extends number
        ? number extends A | B
          ? true
          : A extends B
            ? true
            : false
        : A extends B
          ? true
          : false
  '<=': AtMost<A, B>
  '>=': AtMost<B, A>
  /** As `<=`, of what is written alone. */
  'is within': AtMost<A, B>
  'is positive': IsPositive<A>
  'is whole': IsWhole<A>
  /** The output of a layer, by its number from 0, the embeddings, or from −1, the last. */
  'is a layer of': IsLayerOf<A, B>
  'is a share': IsShare<A>
  'is one of': A extends undefined
    ? true
    : string extends A
      ? true
      : B extends readonly (infer Member)[]
        ? A extends Member
          ? true
          : false
        : true
  'is not': A extends undefined ? true : number extends A | B ? true : A extends B ? false : true
  'is not on': A extends `${B & string}.${string}` | `${string}.${B & string}.${string}` ? false : true
  'goes with': A extends undefined ? true : B extends undefined ? false : true
  lists: A extends undefined
    ? true
    : B extends readonly unknown[]
      ? number extends B['length']
        ? true
        : [A, B] extends [B, A]
          ? true
          : false
      : true
  or: A extends undefined ? (B extends undefined ? false : true) : true
  excludes: A extends undefined ? true : B extends undefined ? true : false
  'is some': A extends readonly [] ? false : true
  'as long as': A extends readonly unknown[]
    ? B extends readonly unknown[]
      ? number extends A['length'] | B['length']
        ? true
        : A['length'] extends B['length']
          ? true
          : false
      : true
    : true
  'each counts': EachCounts<A>
  'each is positive': EachPositive<A>
  'each is odd': EachOdd<A>
  'each <=': EachAtMost<A, B>
  descends: Descends<A>
  rises: A extends readonly [infer X, infer Y]
    ? number extends X | Y
      ? true
      : X extends Y
        ? false
        : AtMost<X, Y>
    : true
  'each is within 1': EachWithinOne<A>
  /** `grouped by label` takes two rows of a class together, of two classes at least. */
  'makes pairs of': A extends 'grouped by label' ? (false extends IsEven<B> | AtMost<4, B> ? false : true) : true
  'groups by': A extends 'grouped by label'
    ? B extends readonly (infer R)[]
      ? string extends R
        ? true
        : [Extract<R, `${string}: class`>] extends [never]
          ? false
          : true
      : true
    : true
  /** Nothing with weights stands between the encoder and the stage; the program knows of every stage there. */
  'is directly behind': A extends { readonly weighted: true } ? false : true
}
export type TestName = keyof Tests<0, 0>

const tests: { readonly [T in TestName]: (a: unknown, b: unknown) => boolean } = {
  '=': (a, b) => a === undefined || b === undefined || a === b,
  '<=': (a, b) => typeof a !== 'number' || typeof b !== 'number' || a <= b,
  'is within': (a, b) => typeof a !== 'number' || typeof b !== 'number' || a <= b,
  '>=': (a, b) => typeof a !== 'number' || typeof b !== 'number' || a >= b,
  'is positive': a => typeof a !== 'number' || a > 0,
  'is whole': a => typeof a !== 'number' || Number.isInteger(a),
  'is a layer of': (a, b) => typeof a !== 'number' || typeof b !== 'number' || (-1 - b <= a && a <= b),
  'is a share': a => typeof a !== 'number' || (a >= 0 && a <= 1),
  'is one of': (a, b) => a === undefined || !Array.isArray(b) || b.includes(a),
  'is not': (a, b) => a === undefined || a !== b,
  'is not on': (a, b) => typeof a !== 'string' || !`.${a}`.includes(`.${b}.`),
  'goes with': (a, b) => a === undefined || b !== undefined,
  lists: (a, b) => a === undefined || JSON.stringify(a) === JSON.stringify(b),
  or: (a, b) => a !== undefined || b !== undefined,
  excludes: (a, b) => a === undefined || b === undefined,
  'is some': a => !Array.isArray(a) || a.length > 0,
  'as long as': (a, b) => !Array.isArray(a) || !Array.isArray(b) || a.length === b.length,
  'each counts': a => !Array.isArray(a) || (a.length > 0 && a.every(each => Number.isInteger(each) && each > 0)),
  'each is odd': a => !Array.isArray(a) || a.every(each => Math.abs(each % 2) === 1),
  'each is positive': a => !Array.isArray(a) || a.every(each => each > 0),
  'each <=': (a, b) => !Array.isArray(a) || typeof b !== 'number' || a.every(each => each <= b),
  descends: a => !Array.isArray(a) || a.every((each, i) => i === 0 || each < a[i - 1]),
  rises: a => !Array.isArray(a) || a.every((each, i) => i === 0 || each > a[i - 1]),
  'each is within 1': a => !Array.isArray(a) || a.every(each => Math.abs(each) <= 1),
  'makes pairs of': (a, b) => a !== 'grouped by label' || typeof b !== 'number' || (b >= 4 && b % 2 === 0),
  'groups by': (a, b) =>
    a !== 'grouped by label' || !Array.isArray(b) || b.some(role => String(role).endsWith(': class')),
  'is directly behind': a => (a as { readonly untouched?: boolean } | undefined)?.untouched !== false,
}

/**
 * A rule is data, read twice: by tsc (`Judge`) and by the program (`judge`).
 * A line: a fact, a test, a fact's name or a number (a text that names no fact stands for itself), the sentence when it fails,
 * and, where it holds only then, another fact and what that is.
 */
export type Line = readonly [
  fact: string,
  test: TestName,
  against: string | number,
  sentence: string,
  when?: readonly [fact: string, is: string | number | boolean],
]

type Against<X extends Facts, B> = B extends number ? B : B extends `'${infer Literal}'` ? Literal : Fact<X, B>

/** The sentence of the first line that fails, or `undefined`. That one fails is found without an order, which is cheaper; only then is it looked for in order. */
export type Judge<Lines extends readonly unknown[], X extends Facts> = [
  Failing<Worth<Lines[number], Exclude<keyof X['fields'], keyof X['settings']>>, X>,
] extends [never]
  ? undefined
  : First<Lines, X>

/** A default meets the lines that hold it against nothing else. Lines are looked at by their members: as tuples they cost the compiler twice as much. */
type Worth<L, Unwritten> = L extends { readonly 0: Unwritten; readonly 1: Alone }
  ? never
  : L extends { readonly 0: Unwritten; readonly 1: '<=' | '>='; readonly 2: number }
    ? never
    : L
type Alone =
  | 'is positive'
  | 'is whole'
  | 'is a layer of'
  | 'is a share'
  | 'is not'
  | 'is within'
  | 'makes pairs of'
  | 'groups by'
type Failing<L, X extends Facts> = L extends { readonly 0: infer A; readonly 1: infer T; readonly 2: infer B }
  ? false extends Tests<Fact<X, A>, Against<X, B>>[T & TestName]
    ? L extends readonly [unknown, unknown, unknown, unknown, ...infer When]
      ? Holds<When, X> extends true
        ? L
        : never
      : never
    : never
  : never
type Holds<When, X extends Facts> = When extends readonly [readonly [infer A, infer Is]]
  ? [Fact<X, A>] extends [Is]
    ? true
    : false
  : true
type First<Lines, X extends Facts> = Lines extends readonly [
  readonly [infer A, infer T, infer B, infer Sentence, ...infer When],
  ...infer Rest,
]
  ? [Failing<readonly [A, T, B, Sentence, ...When], X>] extends [never]
    ? First<Rest, X>
    : Fill<Sentence & string, X>
  : undefined

/** The sentence of every line that fails, with the fact that it is about. */
export const judge = (lines: readonly Line[], facts: Readonly<Record<string, unknown>>): readonly Fault[] =>
  lines
    .filter(([fact, test, against, , when]) => {
      const b = typeof against === 'number' ? against : (/^'(.*)'$/.exec(against)?.[1] ?? facts[against])
      return !tests[test](facts[fact], b) && (when === undefined || facts[when[0]] === when[1])
    })
    .map(([fact, , , sentence]) => ({ sentence: fill(sentence, facts), at: [fact] }))
