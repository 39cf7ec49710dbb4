import { materials } from './material.js'
import { type Summary, summary } from './measure.js'
import { findPython } from './python.js'
import { disturbances } from './quiet.js'
import type { Measured } from './row.js'
import { rows } from './rows.js'
import type { Settings } from './settings.js'

export interface Result {
  readonly settings: Pick<Settings, 'rounds' | 'steps' | 'sentences' | 'threads'>
  /** Why the numbers mean little; empty on a quiet machine. */
  readonly disturbances: readonly string[]
  readonly versions: Measured['versions']
  readonly rows: readonly Summary[]
  /** Rows that could not be measured, and why. */
  readonly failures: readonly string[]
}

/** Every row that was asked for, one after the other. */
export const bench = async (asked: Settings, report: (line: string) => void): Promise<Result> => {
  const { rounds, steps, sentences, threads, only } = asked
  const python = findPython(asked.python)
  const disturbed = disturbances()
  for (const sentence of disturbed) report(`warning: ${sentence}`)
  const given = { rounds, steps, sentences, threads, python, report, materials: materials(asked, python) }
  const measured: Summary[] = []
  const failures: string[] = []
  let versions: Measured['versions'] = {}
  for (const row of rows.filter(({ name }) => only.includes(name))) {
    try {
      const done = await row.measure(given)
      versions = { ...versions, ...done.versions }
      measured.push(summary(row, done))
    } catch (error) {
      failures.push(`${row.name}: ${(error as Error).message}`)
      report(`failed: ${failures.at(-1)}`)
    }
  }
  return {
    settings: { rounds, steps, sentences, threads },
    disturbances: disturbed,
    versions,
    rows: measured,
    failures,
  }
}
