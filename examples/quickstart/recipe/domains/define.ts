import { nouns } from '../grammar/noun.js'
import { verbs } from '../grammar/verb.js'
import { wording, wordings } from '../grammar/wording.js'
import type { Act, Comparison, Domain, State, Tally, Timetable } from './domain.js'

interface ActOptions {
  readonly opposite?: string
  readonly noun?: string
  readonly counted?: boolean
  readonly qualities?: string
}

type Unpeopled = Omit<Act, 'agents'>

export const act = (ways: string, things: string, options: ActOptions = {}): Unpeopled => ({
  verbs: verbs(ways),
  opposite: options.opposite === undefined ? undefined : verbs(options.opposite),
  noun: options.noun,
  patients: nouns(things),
  counted: options.counted ?? false,
  qualities: options.qualities === undefined ? [] : wordings(options.qualities),
  mutual: false,
})

export const meeting = (ways: string, opposite?: string): Omit<Unpeopled, 'patients'> => {
  const { patients: _, ...rest } = act(ways, 'nobody', opposite === undefined ? {} : { opposite })
  return { ...rest, mutual: true }
}

export const state = (subjects: string, is: string, opposite: string, either = false): State => ({
  subjects: nouns(subjects),
  is: wording(is),
  opposite: wording(opposite),
  either,
})

/** Scales are written `tall < short`. */
export const comparison = (things: string, ...scales: readonly string[]): Comparison => ({
  things: nouns(things),
  scales: scales.map(scale => {
    const [more = '', less = ''] = scale.split('<')
    return { more: wording(more), less: wording(less) }
  }),
})

export const tally = (where: string, holder: string, ways: string, things: string): Tally => ({
  where,
  holder,
  verbs: wording(ways),
  things: nouns(things),
})

export const timetable = (
  subjects: string,
  [start, startNoun]: readonly [string, string],
  [end, endNoun]: readonly [string, string],
): Timetable => ({ subjects: nouns(subjects), start: wording(start), startNoun, end: wording(end), endNoun })

interface Plain {
  readonly name: string
  readonly people: string
  readonly places: string
  readonly acts: readonly Unpeopled[]
  readonly meetings: readonly Omit<Unpeopled, 'patients'>[]
  readonly gifts?: string
  readonly steps?: string
  readonly states: readonly State[]
  readonly comparisons: readonly Comparison[]
  readonly tallies: readonly Tally[]
  readonly timetables?: readonly Timetable[]
}

export const domain = (plain: Plain): Domain => {
  const people = nouns(plain.people)
  return {
    name: plain.name,
    people,
    places: wordings(plain.places),
    acts: plain.acts.map(one => ({ ...one, agents: people })),
    meetings: plain.meetings.map(one => ({ ...one, agents: people, patients: people })),
    gifts: plain.gifts === undefined ? [] : nouns(plain.gifts),
    steps: plain.steps === undefined ? [] : plain.steps.split(',').map(step => verbs(step.trim())),
    states: plain.states,
    comparisons: plain.comparisons,
    tallies: plain.tallies,
    timetables: plain.timetables ?? [],
  }
}
