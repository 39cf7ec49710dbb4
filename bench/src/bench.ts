import type { Agreement } from './agreement.js'
import { measureEncoding } from './encoding.js'
import { addMaterial } from './material.js'
import { type Measure, type Summary, summary } from './measure.js'
import { findPython } from './python.js'
import { disturbances } from './quiet.js'
import type { Settings } from './settings.js'
import { measureStartup } from './startup.js'
import { measureTraining, type Trained } from './training.js'

export interface Result {
  readonly settings: Pick<Settings, 'rounds' | 'steps' | 'sentences' | 'threads'>
  /** Why the numbers mean little; empty on a quiet machine. */
  readonly disturbances: readonly string[]
  readonly versions?: Trained['versions']
  readonly agreement?: Agreement
  readonly measures: readonly Summary[]
}

/** Everything that was asked for, one after the other. */
export const bench = async (
  { rounds, steps, sentences, threads, only, python: named, model, data }: Settings,
  report: (line: string) => void,
): Promise<Result> => {
  const python = findPython(named)
  const disturbed = disturbances()
  for (const sentence of disturbed) report(`warning: ${sentence}`)
  const sides = { material: await addMaterial(model, data), python, threads }
  const measures: Measure[] = []
  let trained: Trained | undefined
  if (only.includes('training') || only.includes('memory')) {
    trained = await measureTraining(sides, { rounds: only.includes('training') ? rounds : 1, steps }, report)
    if (only.includes('training')) measures.push(trained.speed)
  }
  if (only.includes('encoding')) measures.push(await measureEncoding(sides, { rounds, sentences }, report))
  if (only.includes('startup')) measures.push(await measureStartup(sides, { rounds }, report))
  if (trained !== undefined && only.includes('memory')) measures.push(trained.memory)
  return {
    settings: { rounds, steps, sentences, threads },
    disturbances: disturbed,
    ...(trained === undefined ? {} : { versions: trained.versions, agreement: trained.agreement }),
    measures: measures.map(summary),
  }
}
