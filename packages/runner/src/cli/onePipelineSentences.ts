/** Sentences about which of several pipelines in a file a command is to read. */

/**
 * Why: The command is about one pipeline, and the file holds several.
 * Cure: Name one by its number.
 * Types: The command line has no types.
 */
export const severalHere = (file: string, count: number, what: string): string =>
  `${file} has ${count} ${what}s: name one with --${what} 1 to --${what} ${count}`

/**
 * Why: Points and parts are counted from 1, in the order in which they run.
 * Cure: Name one that is there.
 * Types: The command line has no types.
 */
export const noneNamed = (file: string, what: string, number: number, count: number): string =>
  `--${what} ${number}: ${file} has ${what}s 1 to ${count}`

/**
 * Why: A file with one pipeline has nothing to name.
 * Cure: Leave the option out.
 * Types: The command line has no types.
 */
export const nothingToName = (file: string, what: string, number: number): string =>
  `--${what} ${number}: ${file} has no ${what}s: leave the option out`
