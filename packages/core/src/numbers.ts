/** Whole numbers in types, digit by digit: the cost grows with the digits. A fraction or a plain `number` is open: it passes here, and its value is checked. */
type Order<A extends string, B extends string> = A extends B
  ? '='
  : '0123456789' extends `${string}${A}${string}${B}${string}`
    ? '<'
    : '>'

type Compare<A extends string, B extends string, Sofar = '='> = A extends `${infer D}${infer X}`
  ? B extends `${infer E}${infer Y}`
    ? Compare<X, Y, Sofar extends '=' ? Order<D, E> : Sofar>
    : '>'
  : B extends ''
    ? Sofar
    : '<'

interface Tally {
  0: []
  1: [0]
  2: [0, 0]
  3: [0, 0, 0]
  4: [0, 0, 0, 0]
  5: [0, 0, 0, 0, 0]
  6: [0, 0, 0, 0, 0, 0]
  7: [0, 0, 0, 0, 0, 0, 0]
  8: [0, 0, 0, 0, 0, 0, 0, 0]
  9: [0, 0, 0, 0, 0, 0, 0, 0, 0]
}
type TallyOf<Digit> = Digit extends `${infer D extends keyof Tally}` ? Tally[D] : []
type Reversed<S extends string, Done extends string = ''> = S extends `${infer D}${infer Rest}`
  ? Reversed<Rest, `${D}${Done}`>
  : Done
/** From the last digit to the first. */
type Add<A extends string, B extends string, Carry extends 0[] = [], Done extends string = ''> = `${A}${B}` extends ''
  ? Carry extends []
    ? Done
    : `1${Done}`
  : [...TallyOf<First<A>>, ...TallyOf<First<B>>, ...Carry]['length'] extends infer N extends number
    ? `${N}` extends `1${infer D extends number}`
      ? Add<Others<A>, Others<B>, [0], `${D}${Done}`>
      : Add<Others<A>, Others<B>, [], `${N}${Done}`>
    : never
type First<S> = S extends `${infer D}${string}` ? D : '0'
type Others<S> = S extends `${string}${infer Rest}` ? Rest : ''

/** Of whole numbers; with an open number it is open. */
export type Sum<A extends number, B extends number> = number extends A | B
  ? number
  : false extends IsWhole<A> | IsWhole<B>
    ? number
    : Add<Reversed<`${A}`>, Reversed<`${B}`>> extends `${infer N extends number}`
      ? N
      : number

export type AtMost<A, B> = A extends number
  ? B extends number
    ? number extends A | B
      ? true
      : `${A}` extends `-${string}`
        ? true
        : `${B}` extends `-${string}`
          ? false
          : false extends IsWhole<A> | IsWhole<B>
            ? true
            : '>' extends Compare<`${A}`, `${B}`>
              ? false
              : true
    : true
  : true

/** Decimals need no arithmetic: their text tells. */
export type IsShare<A> = A extends number
  ? number extends A
    ? true
    : `${A}` extends `-${string}`
      ? false
      : `${A}` extends '0' | '1' | `0.${string}` | `${string}e-${string}`
        ? true
        : false
  : true

export type IsPositive<A> = A extends number
  ? number extends A
    ? true
    : `${A}` extends '0' | `-${string}`
      ? false
      : true
  : true

export type IsWhole<A> = A extends number ? (number extends A ? true : `${A}` extends `${bigint}` ? true : false) : true

/** A number from −1 − layers to layers. */
export type IsLayerOf<A, Layers> = A extends number
  ? Layers extends number
    ? number extends A | Layers
      ? true
      : `${A}` extends `-${infer FromEnd extends number}`
        ? AtMost<FromEnd, Sum<Layers, 1>>
        : AtMost<A, Layers>
    : true
  : true

export type IsEven<A> = A extends number
  ? number extends A
    ? true
    : `${A}` extends `${string}${0 | 2 | 4 | 6 | 8}`
      ? true
      : false
  : true

/** Lists: every number whole and above 0, above 0, at most `B`, or below the one before it. A list of unknown length is open. */
export type EachCounts<L> = L extends readonly []
  ? false
  : L extends readonly [infer A, ...infer Rest]
    ? false extends IsWhole<A> | IsPositive<A>
      ? false
      : Rest extends readonly []
        ? true
        : EachCounts<Rest>
    : true
export type EachPositive<L> = L extends readonly [infer A, ...infer Rest]
  ? false extends IsPositive<A>
    ? false
    : EachPositive<Rest>
  : true
export type EachOdd<L> = L extends readonly [infer A, ...infer Rest]
  ? true extends IsEven<A>
    ? false
    : EachOdd<Rest>
  : true
export type EachAtMost<L, B> = L extends readonly [infer A, ...infer Rest]
  ? false extends AtMost<A, B>
    ? false
    : EachAtMost<Rest, B>
  : true
export type Descends<L> = L extends readonly [infer A extends number, infer B extends number, ...infer Rest]
  ? number extends A | B
    ? Descends<readonly [B, ...Rest]>
    : false extends AtMost<A, B>
      ? Descends<readonly [B, ...Rest]>
      : false
  : true
/** A cosine's range. */
export type EachWithinOne<L> = L extends readonly [infer A extends number, ...infer Rest]
  ? number extends A
    ? EachWithinOne<Rest>
    : `${A}` extends '-1' | '0' | '1' | `${'' | '-'}0.${string}` | `${string}e-${string}`
      ? EachWithinOne<Rest>
      : false
  : true

/** The larger of two; open where one of them is. */
export type Larger<A extends number, B extends number> = number extends A | B
  ? number
  : AtMost<A, B> extends true
    ? B
    : A
