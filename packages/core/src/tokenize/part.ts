import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { brief } from '../brief.js'

type Json = Readonly<Record<string, unknown>>

/** What a part of a tokenizer.json needs besides its own settings. */
export interface Surroundings {
  readonly classes: Uint8Array
  /** tokenizer_config.json */
  readonly config: Json
}

/** Makes what a part describes; on the left, what a tokenizer.json needs instead: `normalizers that it knows (…); it has X`. */
export type ReadPart<Made> = (json: unknown, around: Surroundings) => Either<string, Made>

/** A part whose settings have a codec. */
export const part =
  <Settings, Made>(
    codec: t.Decoder<unknown, Settings>,
    make: (settings: Settings, around: Surroundings) => Either<string, Made>,
  ): ReadPart<Made> =>
  (json, around) => {
    const decoded = codec.decode(json)
    return isLeft(decoded) ? left(wrongKeys(json, decoded.left)) : make(decoded.right, around)
  }

/** One of several kinds of part, by `type`. */
export const oneOf =
  <Made>(what: string, kinds: () => Readonly<Record<string, ReadPart<Made>>>): ReadPart<Made> =>
  (json, around) => {
    const type = (json as { readonly type?: unknown } | null | undefined)?.type
    const known = kinds()
    const read = typeof type === 'string' && Object.hasOwn(known, type) ? known[type] : undefined
    return read === undefined
      ? left(`${what} that are known (${Object.keys(known).join(', ')}); it has ${named(type)}`)
      : read(json, around)
  }

/** All of a list, or the first that cannot be read. */
export const allOf = <Made>(
  parts: readonly unknown[],
  read: ReadPart<Made>,
  around: Surroundings,
): Either<string, readonly Made[]> => {
  const made: Made[] = []
  for (const each of parts) {
    const one = read(each, around)
    if (isLeft(one)) return one
    made.push(one.right)
  }
  return right(made)
}

const named = (type: unknown): string =>
  type === undefined || type === null ? 'one without a type' : typeof type === 'string' ? type : brief(type)

const wrongKeys = (json: unknown, errors: t.Errors): string => {
  const { type } = json as { readonly type?: unknown }
  const keys = errors.map(({ context }) =>
    context
      .map(({ key }) => key)
      .filter(key => key !== '' && !/^\d+$/.test(key))
      .join('.'),
  )
  return `well-formed settings of ${named(type)}; these are not: ${[...new Set(keys)].join(', ')}`
}
