import { type Problem, problem, splitNames } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** Which files hold which split, in the order of `splitNames`; and the files that say no split. */
export interface SplitFiles {
  readonly splits: Readonly<Record<string, readonly string[]>>
  readonly leftOut: readonly string[]
}

const words: Readonly<Record<string, string>> = {
  train: 'train',
  training: 'train',
  dev: 'dev',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  test: 'test',
}

/** Splits from file names: a word between other characters (`sts-train.csv`, `data/test-00000-of-00001.parquet`), else the name of a folder. */
export const splitsOf = (paths: readonly string[]): SplitFiles => {
  const sorted = [...paths].sort()
  // A single file needs no name for its split.
  if (sorted.length === 1) return { splits: { [splitOf(sorted[0]!) ?? 'train']: sorted }, leftOut: [] }
  return {
    splits: grouped(sorted.flatMap(path => (splitOf(path) === undefined ? [] : [[splitOf(path)!, path] as const]))),
    leftOut: sorted.filter(path => splitOf(path) === undefined),
  }
}

/** Splits as given: `--split train=a.jsonl --split train=b.jsonl`. Files that are not named are not used. */
export const givenSplits = (given: readonly string[], paths: readonly string[]): Either<Problem, SplitFiles> => {
  const pairs: (readonly [string, string])[] = []
  for (const text of given) {
    const [, name, path] = /^([A-Za-z][\w-]*)=(.+)$/.exec(text) ?? []
    if (name === undefined || path === undefined)
      return left(problem(`--split ${text}: expected a name and a file, as in --split dev=${paths[0] ?? 'dev.jsonl'}`))
    if (!paths.includes(path)) return left(problem(`--split ${text}: there is no ${path}; there are ${few(paths)}`))
    pairs.push([name, path])
  }
  const used = new Set(pairs.map(([, path]) => path))
  return right({ splits: grouped(pairs), leftOut: [...paths].sort().filter(path => !used.has(path)) })
}

/** Names for a sentence: all when they are few. */
export const few = (names: readonly string[]): string =>
  names.length === 0
    ? 'none'
    : names.length > 8
      ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`
      : names.join(', ')

const splitOf = (path: string): string | undefined => {
  const parts = path.toLowerCase().split('/').reverse()
  for (const part of parts) {
    const found = new Set(part.split(/[^a-z]+/).flatMap(word => (Object.hasOwn(words, word) ? [words[word]!] : [])))
    if (found.size > 0) return found.size === 1 ? [...found][0] : undefined
  }
  return undefined
}

const grouped = (pairs: readonly (readonly [split: string, path: string])[]): SplitFiles['splits'] =>
  Object.fromEntries(
    splitNames([...new Set(pairs.map(([split]) => split))]).map(name => [
      name,
      pairs.filter(([split]) => split === name).map(([, path]) => path),
    ]),
  )
