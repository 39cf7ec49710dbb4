import { type Bootstrapped, ownOf, type Problems, pairedBootstrap } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Metrics } from '../../evaluate/evaluate.js'
import type { Manifest } from '../folder/manifest.js'
import { readMetrics } from '../folder/metricsFile.js'
import { type Predictions, readPredictions } from '../folder/predictions.js'
import { readManifest } from '../folder/readManifest.js'
import { unreadable } from '../folder/unreadable.js'
import { readVersioned } from '../folder/versioned.js'
import { howItEnded, readRunState, stateFile } from '../runState.js'
import { type ComparedSetting, differingSettings } from './settings.js'

export interface CompareOptions {
  /** Resamplings of the bootstrap; 1000 when not written. */
  readonly samples?: number
  readonly seed?: number
}
/** A number over the steps. */
export type Curve = readonly { readonly step: number; readonly value: number }[]

export interface ComparedRun {
  readonly folder: string
  /** How the run stands, where it did not finish. */
  readonly unfinished?: string
  /** Of the trained model; of the given one where nothing was trained or the run did not end. */
  readonly metrics: Metrics
  readonly curves: Readonly<Record<string, Curve>>
  /** What of its files cannot be read, a sentence each. */
  readonly unread: readonly string[]
}
/** Whether a run's Spearman correlation is another than the first run's, or may be so by chance. */
export interface Significance extends Bootstrapped {
  readonly metric: string
  readonly first: string
  readonly second: string
  readonly pairs: number
}
export interface Comparison {
  readonly runs: readonly ComparedRun[]
  readonly settings: readonly ComparedSetting[]
  readonly significance: readonly Significance[]
}

/** Runs side by side: settings that differ, metrics, curves, and what of a difference to the first run may be chance. */
export const compare =
  (folders: readonly string[], options: CompareOptions = {}): TaskEither<Problems, Comparison> =>
  async () => {
    const read = await Promise.all(folders.map(folder => readManifest(folder)()))
    const wrong = read.flatMap(each => (isLeft(each) ? each.left : []))
    if (wrong.length > 0) return left(wrong)
    const manifests = read.flatMap((each): readonly Manifest[] => (isLeft(each) ? [] : [each.right]))
    const predictions = await Promise.all(folders.map(readPredictions))
    return right({
      runs: await Promise.all(folders.map(comparedRun)),
      settings: differingSettings(manifests),
      significance: folders.slice(1).flatMap((second, i) =>
        significanceOf(predictions[0]!, predictions[i + 1]!, options).map(each => ({
          ...each,
          first: folders[0]!,
          second,
        })),
      ),
    })
  }

const comparedRun = async (folder: string): Promise<ComparedRun> => {
  const { lines, said } = await readMetrics(folder)
  const curves: Record<string, { step: number; value: number }[]> = {}
  for (const { step, ...line } of lines)
    for (const [name, value] of Object.entries(line))
      if (typeof value === 'number' && (name === 'loss' || name.includes('.'))) {
        const curve = ownOf(curves, name) ?? []
        curve.push({ step, value })
        curves[name] = curve
      }
  const evaluated = lines.filter(line => Object.keys(line).some(name => name.includes('.')))
  const last = evaluated.find(({ trained }) => trained === true) ?? evaluated[0] ?? {}
  const metrics = Object.entries(last).filter(([name, value]) => name.includes('.') && typeof value === 'number')
  const { state } = (await readRunState(folder)) ?? {}
  const unfinished = state === 'finished' ? undefined : await howItEnded(folder)
  return {
    folder,
    ...(unfinished === undefined ? {} : { unfinished }),
    metrics: Object.fromEntries(metrics) as Metrics,
    curves,
    unread: await unreadable([readVersioned(stateFile, folder)], said),
  }
}

/** Where both judged the same pairs by the same scores. */
const significanceOf = (
  first: Readonly<Record<string, Predictions>>,
  second: Readonly<Record<string, Predictions>>,
  options: CompareOptions,
): readonly Omit<Significance, 'first' | 'second'>[] =>
  Object.entries(first).flatMap(([name, { scores, similarities }]) => {
    const other = second[name]
    if (other === undefined || other.scores.join() !== scores.join()) return []
    return Object.entries(similarities).flatMap(([similarity, values]) => {
      const others = other.similarities[similarity]
      if (others === undefined) return []
      const metric = `${name}spearman_${similarity}`
      return [{ metric, pairs: scores.length, ...pairedBootstrap(values, others, scores, options) }]
    })
  })
