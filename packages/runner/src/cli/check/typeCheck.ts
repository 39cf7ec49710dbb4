import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { findCompiler } from './compiler.js'
import { type Complaint, readComplaints } from './complaints.js'
import { nearestConfig, writeProject } from './project.js'

/** What the compiler says of some files. */
export interface TypeChecked {
  /** Of the files and what they import; files of installed packages are left out. Paths are absolute. */
  readonly complaints: readonly Complaint[]
  /** The files that it read, but for those of packages. */
  readonly reads: readonly string[]
  readonly notes: readonly string[]
  /** All that it printed but for the list of files. */
  readonly raw: string
}

/** Type-checks files, those of one project together. */
export const typeCheck = async (files: readonly string[]): Promise<TypeChecked> => {
  const projects = new Map<string, string[]>()
  for (const file of files) {
    const config = (await nearestConfig(dirname(file))) ?? `${dirname(file)}/`
    projects.set(config, [...(projects.get(config) ?? []), file])
  }
  const checked = await Promise.all([...projects].map(([config, some]) => checkProject(config, some)))
  return {
    complaints: checked.flatMap(each => each.complaints),
    reads: [...new Set(checked.flatMap(each => each.reads))],
    notes: [...new Set(checked.flatMap(each => each.notes))],
    raw: checked.map(each => each.raw).join(''),
  }
}

const checkProject = async (at: string, files: readonly string[]): Promise<TypeChecked> => {
  const extended = at.endsWith('/') ? undefined : at
  const folder = dirname(files[0]!)
  const [compiler, config] = await Promise.all([findCompiler(folder), writeProject(folder, extended, files)])
  const [program, ...before] = compiler.command
  const args = [...before, '-p', config, '--pretty', 'false', '--listFiles']
  const printed = await start(program, args, folder)
  const { complaints, files: read } = readComplaints(printed.out)
  const said = complaints.map(each => (each.file === undefined ? each : { ...each, file: resolve(folder, each.file) }))
  return {
    complaints: said.filter(({ file }) => file === undefined || isOwn(file)),
    reads: [...read.map(each => resolve(folder, each)).filter(isOwn), ...(extended === undefined ? [] : [extended])],
    notes: [
      ...(compiler.note === undefined ? [] : [compiler.note]),
      ...(printed.failed === undefined
        ? []
        : [`types are not checked: TypeScript ${compiler.version} ended with ${printed.failed}`]),
    ],
    raw: complaints.map(({ raw }) => `${raw}\n`).join('') + printed.err,
  }
}

const isOwn = (path: string): boolean => !/[\\/]node_modules[\\/]/.test(path) && !/\.d\.[cm]?ts$/.test(path)

interface Printed {
  readonly out: string
  readonly err: string
  /** How it ended, where that is not by saying what is wrong. */
  readonly failed: string | undefined
}

const start = (program: string, args: readonly string[], cwd: string): Promise<Printed> =>
  new Promise(done => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    const kept = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', text => {
      kept.out += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      kept.err += text
    })
    child.on('error', error => done({ ...kept, failed: error.message }))
    child.on('close', (code, signal) => {
      const line = kept.err.trim().split('\n')[0]
      const well = code !== null && code <= 2 && kept.err === ''
      done({ ...kept, failed: well ? undefined : `${signal ?? `exit code ${code}`}${line ? `: ${line}` : ''}` })
    })
  })
