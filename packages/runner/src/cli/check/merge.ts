import type { Problem } from '@siamese/core'
import { type Located, located } from '../located.js'
import { wordAt } from '../wordAt.js'
import { type Complaint, keepsFromLoading, sentenceIn } from './complaints.js'

/** What the program says of one file; `loads` is false where it could not be run, and so says nothing of the pipeline. */
export interface Said {
  readonly loads: boolean
  readonly problems: readonly Problem[]
}

/**
 * The compiler's errors and the program's problems, each mistake once. The compiler knows the place to the column, the
 * program knows all mistakes and the nearest word: where both speak of the same one, it is the program's sentence at the
 * compiler's place. `textOf` gives the source, so that what stands at a place can be compared with what a sentence names.
 */
export const merge = (
  complaints: readonly Complaint[],
  { loads, problems }: Said,
  textOf: (file: string) => string,
): readonly Located[] => {
  const left = problems.map(located)
  const take = (index: number): Located | undefined => (index < 0 ? undefined : left.splice(index, 1)[0])
  const compiled = complaints.map((complaint): Located => {
    const sentence = sentenceIn(complaint)
    const twin = take(
      sentence === undefined
        ? nearest(left, complaint, each => names(each.sentence, words(complaint, textOf)))
        : nearest(left, complaint, each => says(each.sentence, sentence)),
    )
    const { file, line, column, code } = complaint
    const at = file === undefined ? {} : { place: `${file}:${line}:${column}`, file, line, column }
    if (twin !== undefined) return { ...twin, ...at }
    return sentence === undefined
      ? { sentence: complaint.message, ...at, code }
      : { sentence, ...stageIn(sentence), ...at }
  })
  // What the compiler said of it is why it does not load.
  return loads || !complaints.some(keepsFromLoading) ? [...compiled, ...left] : compiled
}

/** The same sentence; the program may go on with the nearest word. */
const says = (whole: string, sentence: string): boolean =>
  whole === sentence || whole.startsWith(`${sentence}. Did you mean`)

/** The fitting problem that stands nearest above, on the same line at best; else one that has no line. */
const nearest = (
  problems: readonly Located[],
  { file, line }: Complaint,
  fits: (problem: Located) => boolean,
): number => {
  const distances = problems.map(each => {
    if (!fits(each)) return Number.POSITIVE_INFINITY
    if (each.line === undefined) return 1e6
    return each.file === file && each.line <= line ? line - each.line : 2e6
  })
  const least = Math.min(...distances)
  return Number.isFinite(least) ? distances.indexOf(least) : -1
}

/** What the code has at the compiler's place: a name with dots and each part of it, or a text. */
const words = ({ file, line, column }: Complaint, textOf: (file: string) => string): readonly string[] => {
  const code = file === undefined ? undefined : textOf(file).split(/\r?\n/)[line - 1]
  if (code === undefined) return []
  const [word = ''] = /^[\w$.]+|^["'].*?["']$/.exec(wordAt(code, column)) ?? []
  return [word.replace(/^["']|["']$/g, '')].filter(each => each.length > 1)
}

const names = (sentence: string, some: readonly string[]): boolean =>
  some.some(word => sentence.split(/[^\w$.|*+-]+/).some(each => each.replace(/[.:]+$/, '') === word))

/** A sentence begins with who speaks. */
const stageIn = (sentence: string): { readonly stage?: string } => {
  const [, stage] = /^([a-z]\w*(?:\.\w+)*)/.exec(sentence) ?? []
  return stage === undefined ? {} : { stage }
}
