import { type Noun, nouns } from '../grammar/noun.js'
import { type Verbs, verbs } from '../grammar/verb.js'
import { type Wording, wording, wordings } from '../grammar/wording.js'

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
