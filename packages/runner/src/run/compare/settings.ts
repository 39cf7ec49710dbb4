import { unwritten } from '@siamese/core'
import { canonical } from '../../canonical.js'
import { vocabulary } from '../../vocabulary.js'
import type { Manifest } from '../folder/manifest.js'

/** A setting that is not the same in all runs, with its value in each; undefined where a run has none. */
export interface ComparedSetting {
  readonly setting: string
  readonly values: readonly unknown[]
  /** In which runs nobody wrote it, so that the stage's default was in force. */
  readonly filled: readonly boolean[]
}

/** What differs between pipelines, the engine and the precision: `train.learningRate`, `pool.mean` where a stage is not in all. */
export const differingSettings = (manifests: readonly Manifest[]): readonly ComparedSetting[] => {
  const runs = manifests.map(leavesOf)
  const names = [...new Set(runs.flatMap(({ written }) => [...written.keys()]))]
  return names
    .map(setting => ({
      setting,
      values: runs.map(({ written, filled }) => written.get(setting) ?? filled.get(setting)),
      filled: runs.map(({ written, filled }) => !written.has(setting) && filled.has(setting)),
    }))
    .filter(({ values }) => values.some(value => canonical(value ?? null) !== canonical(values[0] ?? null)))
}

interface Leaves {
  readonly written: ReadonlyMap<string, unknown>
  /** What its stages take for settings that nobody wrote. */
  readonly filled: ReadonlyMap<string, unknown>
}

const leavesOf = ({ pipeline, engine, computing, hashes }: Manifest): Leaves => {
  const written = new Map<string, unknown>([['data', pipeline.data.data]])
  const filled = new Map<string, unknown>()
  for (const [split, hash] of Object.entries(hashes.data)) written.set(`data.${split}`, hash.slice(0, 8))
  const seen: Record<string, number> = {}
  for (const { stage, ...settings } of pipeline.stages) {
    const place = (seen[String(stage)] ?? 0) + 1
    seen[String(stage)] = place
    const name = place === 1 ? String(stage) : `${stage} ${place}`
    written.set(name, true)
    for (const [setting, value] of Object.entries(settings)) written.set(`${name}.${setting}`, value)
    const known = vocabulary.find(({ definition }) => definition.name === stage)
    const left = known === undefined ? {} : unwritten(known.definition)
    for (const [setting, value] of Object.entries(left)) filled.set(`${name}.${setting}`, value)
  }
  written.set('engine', engine.name)
  written.set('precision', computing.precision)
  return { written, filled }
}
