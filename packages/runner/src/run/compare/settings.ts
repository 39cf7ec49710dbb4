import { canonical } from '../../canonical.js'
import type { Manifest } from '../folder/manifest.js'

/** A setting that is not the same in all runs, with its value in each; undefined where nobody wrote it. */
export interface ComparedSetting {
  readonly setting: string
  readonly values: readonly unknown[]
}

/** What differs between pipelines, the engine and the precision: `train.learningRate`, `pool.mean` where a stage is not in all. */
export const differingSettings = (manifests: readonly Manifest[]): readonly ComparedSetting[] => {
  const leaves = manifests.map(leavesOf)
  const names = [...new Set(leaves.flatMap(each => [...each.keys()]))]
  return names
    .map(setting => ({ setting, values: leaves.map(each => each.get(setting)) }))
    .filter(({ values }) => values.some(value => canonical(value ?? null) !== canonical(values[0] ?? null)))
}

const leavesOf = ({ pipeline, engine, computing, hashes }: Manifest): ReadonlyMap<string, unknown> => {
  const leaves = new Map<string, unknown>([['data', pipeline.data.data]])
  for (const [split, hash] of Object.entries(hashes.data)) leaves.set(`data.${split}`, hash.slice(0, 8))
  const seen: Record<string, number> = {}
  for (const { stage, ...settings } of pipeline.stages) {
    const place = (seen[String(stage)] ?? 0) + 1
    seen[String(stage)] = place
    const name = place === 1 ? String(stage) : `${stage} ${place}`
    leaves.set(name, true)
    for (const [setting, value] of Object.entries(settings)) leaves.set(`${name}.${setting}`, value)
  }
  leaves.set('engine', engine.name)
  leaves.set('precision', computing.precision)
  return leaves
}
