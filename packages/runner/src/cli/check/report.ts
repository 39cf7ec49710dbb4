import { relative } from 'node:path'
import { countOf } from '../../countOf.js'
import type { Located } from '../located.js'
import { problemText } from '../problemText.js'
import { type Terminal, usersMistake } from '../terminal.js'
import type { AllChecked } from './checkFiles.js'

/** What `siamese check --json` prints. */
export interface CheckReport {
  /** Of all files, in their order. */
  readonly problems: readonly Located[]
  readonly files: readonly FileReport[]
  /** With `--verbose`: what TypeScript's compiler printed. */
  readonly compiler?: string
}
export interface FileReport {
  /** As it was named. */
  readonly file: string
  readonly fits: boolean
  readonly data?: string
  readonly model?: string
  readonly width?: number
  /** Of a sweep. */
  readonly points?: number
  /** Of a sequence. */
  readonly parts?: number
  readonly problems: readonly Located[]
  readonly notes: readonly string[]
  /** What it depends on, from the current folder: itself, what it imports, its data, the files of its model. */
  readonly reads: readonly string[]
}

export const reportOf = ({ files, raw }: AllChecked, verbose: boolean): CheckReport => ({
  problems: files.flatMap(({ problems }) => problems),
  files: files.map(({ file, problems, notes, pipeline, reads }) => ({
    file,
    fits: problems.length === 0,
    ...(pipeline === undefined ? {} : pipeline),
    problems,
    notes,
    reads: reads.map(path => relative(process.cwd(), path)),
  })),
  ...(verbose ? { compiler: raw } : {}),
})

/** Tells what was found, as text or as one JSON document, and gives the exit code. */
export const tell = (report: CheckReport, { json }: { readonly json: boolean }, to: Terminal): number => {
  const { files, problems, compiler } = report
  if (json) to.out(JSON.stringify(report, null, 2))
  else {
    for (const each of files) tellFile(each, to)
    if (files.length > 1) (problems.length > 0 ? to.err : to.out)(summary(files))
    if (compiler) to.err(`\n${to.errors.paint.dim("TypeScript's compiler:")}\n${compiler.trimEnd()}`)
  }
  return problems.length > 0 ? usersMistake : 0
}

const tellFile = (
  { file, fits, problems, notes, data, model, width, points, parts }: FileReport,
  to: Terminal,
): void => {
  for (const each of problems) to.err(problemText(numbered(each), to.errors))
  if (fits) to.out(`${file}: ${data}, ${model}, width ${width}: ${fit(points, parts)}`)
  for (const note of notes) to.err(`  ${to.errors.paint.warning('note')} ${note}`)
}

const fit = (points: number | undefined, parts: number | undefined): string => {
  const each = parts === undefined ? '' : ` of ${countOf(parts, 'part')}`
  if (points !== undefined) return `${countOf(points, 'point')}${each} ${points === 1 ? 'fits' : 'fit'}`
  return parts === undefined ? 'fits' : `${countOf(parts, 'part')} ${parts === 1 ? 'fits' : 'fit'}`
}

/** The compiler's own words carry its own number, by which they can be looked up. */
const numbered = (each: Located): Located =>
  each.code === undefined ? each : { ...each, sentence: `${each.sentence} (${each.code})` }

export const summary = (files: readonly FileReport[]): string => {
  const wrong = files.filter(({ fits }) => !fits)
  const problems = wrong.reduce((sum, each) => sum + each.problems.length, 0)
  const fit = files.length - wrong.length
  if (problems === 0) return `${files.length} files: all fit`
  const found = countOf(problems, 'problem')
  if (fit === 0) return `${files.length} files: none fits, ${found}`
  return `${files.length} files: ${fit === 1 ? '1 fits' : `${fit} fit`}, ${wrong.length === 1 ? '1 has' : `${wrong.length} have`} ${found}`
}
