import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { inOrder, type Located } from '../located.js'
import { sourceText } from '../sourceText.js'
import type { Complaint } from './complaints.js'
import { merge, type Said } from './merge.js'
import type { Program } from './runProgram.js'
import type { TypeChecked } from './typeCheck.js'

/** What is known of one pipeline file. */
export interface Checked {
  /** As it was named. */
  readonly file: string
  readonly problems: readonly Located[]
  readonly notes: readonly string[]
  /** What it is, where it could be loaded: its data, its model, its width. */
  readonly pipeline?: Program['pipeline']
  /** Files that it depends on, absolute. */
  readonly reads: readonly string[]
}
export interface AllChecked {
  readonly files: readonly Checked[]
  /** What TypeScript's compiler printed. */
  readonly raw: string
}

const isTypeScript = (file: string): boolean => /\.[cm]?ts$/.test(file)
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true
const nothingSaid: TypeChecked = { complaints: [], reads: [], notes: [], raw: '' }

/** Checks files by the compiler and by the program, side by side, and says each mistake once. */
export const checkFiles = async (files: readonly string[], names: readonly string[] = []): Promise<AllChecked> => {
  const typed = files.map(file => resolve(file)).filter(file => isTypeScript(file) && isFile(file))
  // The compiler is another program: it is at work while this one is being loaded.
  const compiling = typed.length === 0 ? undefined : import('./typeCheck.js').then(each => each.typeCheck(typed))
  const { runProgram } = await import('./runProgram.js')
  const programs: Program[] = []
  for (const file of files) programs.push(await printingAside(() => runProgram(file, names)))
  const compiled = (await compiling) ?? nothingSaid
  return {
    files: files.map((file, i) =>
      joined(
        file,
        programs[i]!,
        compiled,
        files.map(each => resolve(each)),
      ),
    ),
    raw: compiled.raw,
  }
}

/** What a pipeline prints while it is loaded is no result of this command. */
const printingAside = async <A>(load: () => Promise<A>): Promise<A> => {
  const { write } = process.stdout
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write
  try {
    return await load()
  } finally {
    process.stdout.write = write
  }
}

const joined = (file: string, program: Program, compiled: TypeChecked, all: readonly string[]): Checked => {
  const path = resolve(file)
  const own = isTypeScript(path)
  const of = own ? compiled.complaints.filter(each => belongs(each, path, all)) : []
  const merged = merge(of, program satisfies Said, cachedText())
  const imported = own ? compiled.reads.filter(each => !all.includes(each)) : []
  return {
    file,
    problems: inOrder(merged, [path]),
    notes: [...(own ? compiled.notes : []), ...program.notes],
    ...(program.pipeline === undefined ? {} : { pipeline: program.pipeline }),
    reads: [...new Set([path, ...imported, ...program.reads])],
  }
}

/** An error in a file that several pipelines import, or in none, is told with the first of them. */
const belongs = ({ file }: Complaint, path: string, all: readonly string[]): boolean =>
  file === path || ((file === undefined || !all.includes(file)) && path === all.find(isTypeScript))

const cachedText = () => {
  const texts = new Map<string, string>()
  return (file: string): string => {
    if (!texts.has(file)) texts.set(file, sourceText(file))
    return texts.get(file)!
  }
}
