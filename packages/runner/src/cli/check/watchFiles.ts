import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Terminal } from '../terminal.js'
import { type CheckReport, tell } from './report.js'
import { watchPaths } from './watchPaths.js'

export interface Watching {
  /** What `--with` names. */
  readonly names: readonly string[]
  readonly json: boolean
  readonly verbose: boolean
}

/** Checks again after each change of what the files depend on, until Ctrl-C. */
export const watchFiles = (
  files: readonly string[],
  { names, json, verbose }: Watching,
  to: Terminal,
): Promise<number> =>
  new Promise(done => {
    const named = files.map(file => resolve(file))
    let stop = (): void => undefined
    const check = () => {
      stop()
      if (!json) to.live(() => ['checking …'])
      stop = checkAside(files, [...withNames(names), ...(verbose ? ['--verbose'] : [])], report => {
        if (report !== undefined) watched.look([...named, ...report.files.flatMap(each => each.reads)])
        to.clear()
        if (!json && process.stdout.isTTY) process.stdout.write('\x1b[2J\x1b[3J\x1b[H')
        if (report !== undefined) tell(report, { json }, to)
        if (!json) to.err(to.errors.paint.dim(`${new Date().toLocaleTimeString()}  watching; Ctrl-C ends`))
      })
    }
    const watched = watchPaths(check)
    const end = () => {
      stop()
      watched.close()
      process.off('SIGINT', end).off('SIGTERM', end)
      done(0)
    }
    process.on('SIGINT', end).on('SIGTERM', end)
    watched.look(named)
    check()
  })

const withNames = (names: readonly string[]): readonly string[] => names.flatMap(name => ['--with', name])

/** Checks in a process of its own, which knows no earlier version of any module; what comes back ends it. */
const checkAside = (
  files: readonly string[],
  options: readonly string[],
  ended: (report: CheckReport | undefined) => void,
): (() => void) => {
  const command = fileURLToPath(new URL('../../../bin/siamese.js', import.meta.url))
  const args = ['check', ...files, '--json', ...options]
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'inherit'], windowsHide: true })
  let out = ''
  let stopped = false
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.on('close', () => {
    if (!stopped) ended(lastDocument(out))
  })
  return () => {
    stopped = true
    child.kill('SIGKILL')
  }
}

/** The report; a pipeline may have printed something of its own before it. */
const lastDocument = (out: string): CheckReport | undefined => {
  try {
    const from = out.startsWith('{\n') ? 0 : out.lastIndexOf('\n{\n') + 1
    const report = JSON.parse(out.slice(from)) as CheckReport
    return 'files' in report ? report : undefined
  } catch {
    return undefined
  }
}
