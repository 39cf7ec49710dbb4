import { spawn } from 'node:child_process'

export interface RunOptions {
  readonly cwd?: string
  readonly environment?: NodeJS.ProcessEnv
  /** Called a few times a second while the command runs; false ends it. */
  readonly goOn?: () => Promise<boolean>
}

export interface Ran {
  /** 0 is success; undefined when the command could not be started or was ended. */
  readonly code: number | undefined
  /** Standard output and error stream, as they came. */
  readonly output: string
}

/** Runs a program to its end; given to what needs one, so that a test can give another. */
export type Run = (command: string, parameters: readonly string[], options?: RunOptions) => Promise<Ran>

export const run: Run = (command, parameters, { cwd, environment = process.env, goOn = async () => true } = {}) =>
  new Promise(resolve => {
    const child = spawn(command, parameters, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const end = (code: number | undefined) => {
      clearInterval(watch)
      resolve({ code, output })
    }
    const watch = setInterval(async () => {
      if (await goOn()) return
      child.kill()
      end(undefined)
    }, 250)
    child.on('error', error => {
      output += error.message
      end(undefined)
    })
    child.on('close', code => end(code ?? undefined))
  })
