import type { Path } from '@siamese/core'
import type { Either } from 'fp-ts/lib/Either.js'

/** A text that was read: its value, and where in the text something of it stands. What is not there stands where it is missing. */
export interface Written {
  readonly json: unknown
  readonly at: (path: Path) => number
}
/** Why a text is none, and where. */
export interface TextFault {
  readonly sentence: string
  readonly at: number
}
export type Read = Either<readonly TextFault[], Written>

/** `12:5`, as editors count: both from 1. */
export const lineAndColumn = (text: string, at: number): string => {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return `${lines.length}:${lines.at(-1)!.length + 1}`
}
