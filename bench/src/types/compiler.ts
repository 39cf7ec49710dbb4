import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from '../program.js'

export type Compiler = '5.9' | '7'
const compilers: Readonly<Record<Compiler, string>> = {
  '5.9': 'node_modules/typescript-5/lib/tsc.js',
  '7': 'node_modules/typescript/bin/tsc',
}
export const root = fileURLToPath(new URL('../../..', import.meta.url))

export interface Cost {
  readonly instantiations: number
  /** Seconds of checking, and of everything from reading the files on. */
  readonly check: number
  readonly total: number
}

/** What one run of a compiler over a project costs. */
export const costOf = async (compiler: Compiler, project: string): Promise<Cost> => {
  const words = [
    join(root, compilers[compiler]),
    '-p',
    project,
    '--noEmit',
    '--extendedDiagnostics',
    '--pretty',
    'false',
  ]
  const { code, output } = await runProgram(process.execPath, words)
  if (code !== 0)
    throw new Error(`TypeScript ${compiler} refuses ${project}:\n${output.split('\n').slice(0, 5).join('\n')}`)
  return readCost(output)
}

export const readCost = (output: string): Cost => {
  const number = (name: string): number => {
    const found = new RegExp(`^${name}: +([\\d.]+)s?$`, 'm').exec(output)?.[1]
    if (found === undefined) throw new Error(`internal: the compiler's diagnostics have no line ${name}`)
    return Number(found)
  }
  return { instantiations: number('Instantiations'), check: number('Check time'), total: number('Total time') }
}

/** A program in a folder of its own, below this package, so that it finds the packages that this one depends on. */
export const projectOf = async (name: string, text: string): Promise<string> => {
  const folder = join(root, 'bench/dist/types/programs', name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'program.ts'), text)
  const options = {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    sourceMap: false,
    types: [],
  }
  const base = join(root, 'tsconfig.base.json')
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: base, compilerOptions: options, include: ['.'] }),
  )
  return folder
}
