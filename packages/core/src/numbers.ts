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
