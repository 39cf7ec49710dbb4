import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PipelineJson } from '@siamese/core'
import type { RunOptions } from '../../src/run/run.js'

/** One call on files, and what happens there. */
export interface Fault {
  readonly call: 'open' | 'write' | 'sync' | 'datasync' | 'rename' | 'rm' | 'mkdir' | 'truncate' | 'append'
  /** A regular expression for the path; of a rename, `from → to`. */
  readonly path: string
  readonly nth?: number
  readonly when?: 'before' | 'half' | 'after'
  /** Ends the process, or gives this error of the system. */
  readonly what: 'kill' | 'ENOSPC' | 'EDQUOT' | 'EROFS' | 'EACCES' | 'ENOENT'
}
/** What a process of its own does. */
export interface Child {
  readonly pipeline: PipelineJson
  readonly out: string
  readonly options: Pick<RunOptions, 'base' | 'engine' | 'eager' | 'checkpointEvery' | 'keep' | 'threads'>
  readonly goesOn?: boolean
  readonly fault?: Fault
  /** Ends the process at an event. */
  readonly at?: { readonly event: string; readonly nth: number }
}

export interface Ended {
  /** Nothing where it was killed. */
  readonly code: number | null
  readonly text: string
  /** Milliseconds from the moment that it had its folder. */
  readonly took: number
}

let children = 0
/** Runs a child; with `after`, it is killed so many milliseconds after it has its folder, which `started` is told. */
export const child = (config: Child, after?: number, started?: () => void): Promise<Ended> =>
  new Promise(resolve => {
    const base = config.options.base!
    const file = join(base, `child-${++children}.json`)
    writeFileSync(file, JSON.stringify(config))
    const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
    const made = spawn(process.execPath, ['--import', path('faults.mjs'), path('child.mjs'), file], {
      cwd: base,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    let began = performance.now()
    made.stderr.setEncoding('utf8').on('data', (some: string) => {
      text += some
    })
    made.stdout.setEncoding('utf8').on('data', (some: string) => {
      text += some
      if (!some.startsWith('started')) return
      began = performance.now()
      started?.()
      if (after !== undefined) setTimeout(() => made.kill('SIGKILL'), after)
    })
    made.on('close', code => resolve({ code, text, took: performance.now() - began }))
  })
