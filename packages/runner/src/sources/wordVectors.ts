import { type Problem, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { readLines } from './dataText.js'
import { pipeTrouble } from './pipeTrouble.js'
import { shortened } from './shortened.js'

/** Word vectors of a text file; the first row is a padding token of zeros. */
export interface WordVectors {
  readonly words: readonly string[]
  readonly width: number
  /** `[words, width]`, row by row. */
  readonly values: Float32Array
  /** Lines that were left out, in words. */
  readonly broken: readonly string[]
  /** Words that have several lines. */
  readonly twice: readonly string[]
}

export interface WordVectorsAsked {
  /** What happens at a line that is broken. */
  readonly broken: 'refused' | 'left out'
  readonly mostWords?: number
}

/** In the place of the reference's, under its name. */
export const paddingToken = 'PADDING_TOKEN'
const told = 5

/**
 * A file of GloVe or word2vec, gunzipped where it ends in .gz: a word and its numbers a line, between single blanks; a first line of two
 * numbers is word2vec's and says how many there are. Of a word with several lines each has a row, and the last is the one that is used.
 */
export const readWordVectors = async (
  path: string,
  { broken: atBroken, mostWords = Number.POSITIVE_INFINITY }: WordVectorsAsked,
): Promise<Either<Problems, WordVectors>> => {
  const pipe = await pipeTrouble(path)
  if (pipe !== undefined) return left([pipe])
  const words: string[] = [paddingToken]
  const seen = new Set<string>()
  const twice = new Set<string>()
  const rows: Float32Array[] = []
  const broken: string[] = []
  let width: number | undefined
  const take = (line: string, number: number) => {
    const [word = '', ...numbers] = line.trimEnd().split(' ')
    if (width === undefined && numbers.length === 1) return
    const values = Float32Array.from(numbers, each => (each === '' ? Number.NaN : Number(each)))
    const wrong = values.findIndex(value => !Number.isFinite(value))
    if (word === '' && numbers.length === 0) broken.push(`${path}:${number} is empty`)
    else if (wrong >= 0) broken.push(`${path}:${number}: '${shortened(numbers[wrong]!)}' is no number`)
    else if (width !== undefined && values.length !== width)
      broken.push(`${path}:${number} has ${values.length} numbers, and the first vector ${width}`)
    else {
      width = values.length
      if (seen.has(word)) twice.add(word)
      seen.add(word)
      words.push(word)
      rows.push(values)
    }
  }
  reading: for await (const block of readLines({ path, name: path })) {
    if (isLeft(block)) return left([block.left])
    const lines = block.right.text.split('\n')
    if (lines.at(-1) === '') lines.pop()
    for (const [i, line] of lines.entries()) {
      if (rows.length >= mostWords) break reading
      take(line, block.right.line + i)
    }
  }
  if (broken.length > 0 && atBroken === 'refused') return left(refusals(broken))
  if (width === undefined) return left([problem(`${path} has no vectors: a line is a word and its numbers.`)])
  const values = new Float32Array((rows.length + 1) * width)
  for (const [i, row] of rows.entries()) values.set(row, (i + 1) * width)
  return right({ words, width, values, broken, twice: [...twice] })
}

const refusals = (broken: readonly string[]): Problems => [
  ...broken.slice(0, told).map((sentence): Problem => ({ sentence: `${sentence}.` })),
  problem(
    `${broken.length === 1 ? 'One line is' : `${broken.length} lines are`} broken: mend the file, or keep the rest with --skip-broken.`,
  ),
]
