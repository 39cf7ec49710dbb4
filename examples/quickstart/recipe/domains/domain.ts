import type { Noun } from '../grammar/noun.js'
import type { Verbs } from '../grammar/verb.js'
import type { Wording } from '../grammar/wording.js'

/** Someone does something to something. `opposite` undoes it or is its contrary; `noun` is the nominalisation. */
export interface Act {
  readonly verbs: Verbs
  readonly opposite: Verbs | undefined
  readonly noun: string | undefined
  readonly agents: readonly Noun[]
  readonly patients: readonly Noun[]
  readonly counted: boolean
  readonly qualities: readonly Wording[]
  /** Whether the two could change places, as in "the dog chased the cat". */
  readonly mutual: boolean
}

export interface State {
  readonly subjects: readonly Noun[]
  readonly is: Wording
  readonly opposite: Wording
  /** Whether "not open" says "closed", as it does not for hot and cold. */
  readonly either: boolean
}

export interface Scale {
  readonly more: Wording
  readonly less: Wording
}

export interface Comparison {
  readonly things: readonly Noun[]
  readonly scales: readonly Scale[]
}

/** What stands, lies or grows somewhere, and how many. `verbs` says it of the holder: "the bowl contains three apples". */
export interface Tally {
  readonly where: string
  readonly holder: string
  readonly verbs: Wording
  readonly things: readonly Noun[]
}

export interface Timetable {
  readonly subjects: readonly Noun[]
  readonly start: Wording
  readonly startNoun: string
  readonly end: Wording
  readonly endNoun: string
}

export interface Domain {
  readonly name: string
  readonly people: readonly Noun[]
  readonly places: readonly Wording[]
  readonly acts: readonly Act[]
  readonly meetings: readonly Act[]
  readonly gifts: readonly Noun[]
  readonly steps: readonly Verbs[]
  readonly states: readonly State[]
  readonly comparisons: readonly Comparison[]
  readonly tallies: readonly Tally[]
  readonly timetables: readonly Timetable[]
}
