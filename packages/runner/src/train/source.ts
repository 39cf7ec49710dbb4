import type { Problem, Sampling, TrainSettings } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Batch } from '../compute/batch.js'
import type { Rows } from '../sources/rows.js'
import { type Length, lengthOf } from './batches.js'
import { type Collation, collate, readFor } from './collate.js'
import { epochsOf, openSampler, type Sampler } from './sampler.js'
import type { Seen } from './seen.js'
import { type Turn, turnsIn, turnsOf } from './turns.js'
import type { Moment } from './uniform.js'

/** A data set that is trained on: the split, its rows, and what makes a batch of some. */
export interface TrainedSet {
  readonly split: string
  readonly rows: Rows
  readonly collation: Collation
}

/** What a run learns from, batch by batch: one data set, or several that take turns. */
export interface Source extends Length {
  readonly sets: readonly TrainedSet[]
  /** The batches of an epoch (from 0), the same each time they are asked for. */
  readonly batches: (epoch: number) => readonly Turn[]
  /** How many batches an epoch has. */
  readonly count: (epoch: number) => number
  readonly read: (turn: Turn) => Promise<Seen>
  readonly collate: (turn: Turn, read: Seen, moment?: Moment) => Batch
  readonly setOf: (turn: Turn) => TrainedSet
}

/** Reads what samplers have to know of the rows. */
export const openSource = async (
  sets: readonly TrainedSet[],
  sampling: Sampling,
  settings: TrainSettings,
): Promise<Either<Problem, Source>> => {
  const samplers: Sampler[] = []
  for (const { split, rows, collation } of sets) {
    const opened = await openSampler({ ...settings, on: split }, collation.loss, rows)
    if (isLeft(opened)) return opened
    samplers.push(opened.right)
  }
  return right(sourceOf(sets, samplers, sampling, settings))
}

export const sourceOf = (
  sets: readonly TrainedSet[],
  samplers: readonly Sampler[],
  sampling: Sampling,
  settings: TrainSettings,
): Source => {
  const [only, ...others] = samplers
  const setOf = ({ set }: Turn): TrainedSet => sets[set]!
  /** Rows that are drawn for each epoch have numbers of their own in each. */
  const numbered = (turn: Turn, epoch: number): Turn => {
    const { rows } = setOf(turn)
    return rows.drawnFrom === undefined ? turn : { ...turn, rows: turn.rows.map(row => epoch * rows.count + row) }
  }
  const reading = {
    sets,
    read: async (turn: Turn) => {
      const { collation, rows } = setOf(turn)
      return readFor(collation, await rows.read(turn.rows))
    },
    collate: (turn: Turn, read: Seen, moment?: Moment) => collate(setOf(turn).collation, read, moment),
    setOf,
  }
  if (only !== undefined && others.length === 0)
    return { ...reading, ...only, batches: epoch => only.batches(epoch).map(rows => numbered({ set: 0, rows }, epoch)) }
  const count = (epoch: number) => turnsIn(samplers, sampling, epoch)
  return {
    ...reading,
    ...lengthOf(epochsOf(settings).map(count), settings),
    count,
    batches: epoch => turnsOf(samplers, { sampling, seed: settings.seed }, epoch).map(turn => numbered(turn, epoch)),
  }
}

/** The data set that has most turns: the one that is shown where one stands for all. */
export const mostOften = (source: Source): TrainedSet => {
  const [only, ...others] = source.sets
  if (only !== undefined && others.length === 0) return only
  const turns = source.sets.map(() => 0)
  for (const { set } of source.batches(0)) turns[set]!++
  return source.sets[turns.indexOf(Math.max(...turns))]!
}
