import type { Materials } from './material.js'
import type { Settings } from './settings.js'
import type { Command } from './worker.js'

/** Who takes part in a row: ours in one precision, or a peer. */
export interface Contestant {
  readonly name: string
  readonly side: 'ours' | 'peer'
  readonly command: Command
}

/** What each contestant made of one round. */
export type ByName<A> = Readonly<Record<string, A>>

/** One thing that is measured, in rounds, on all contestants. */
export interface Row {
  /** What `--only` picks it by. */
  readonly name: string
  readonly what: string
  readonly unit: string
  /** Of two speeds or two durations the ratio is how many times as fast ours is; of two amounts, ours / the peer's. */
  readonly compares: 'speeds' | 'durations' | 'amounts'
  readonly measure: (given: Given) => Promise<Measured>
}

/** What every row is measured with. */
export interface Given extends Pick<Settings, 'rounds' | 'steps' | 'sentences' | 'threads'> {
  readonly materials: Materials
  readonly python: string
  readonly report: (line: string) => void
}

export interface Measured {
  /** Names, in the order of their turns. */
  readonly ours: readonly string[]
  readonly peers: readonly string[]
  readonly rounds: readonly ByName<number>[]
  /** Why a contestant did not take part. */
  readonly unavailable: ByName<string>
  readonly versions: ByName<ByName<string>>
  /** What else there is to know, a sentence each. */
  readonly notes: readonly string[]
}
