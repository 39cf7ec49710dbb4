import { clocks } from '../grammar/number.js'
import { another, sentence, type Wording, wordings } from '../grammar/wording.js'
import type { Random } from '../random.js'

/** Where and when something happened. */
export interface Details {
  readonly place: Wording | undefined
  readonly time: Wording | undefined
}

const days = wordings(
  'yesterday, last night, this morning, on Monday, on Tuesday, on Friday, on Sunday, last week, in the summer, in the winter, two weeks ago|a fortnight ago, a year ago|twelve months ago, an hour ago|sixty minutes ago',
)

const drawTime = (random: Random): Wording => random.pick(random.chance(0.7) ? days : clocks)

export const drawDetails = (places: readonly Wording[], past: boolean, random: Random): Details => ({
  place: random.chance(0.35) ? random.pick(places) : undefined,
  time: past && random.chance(0.45) ? drawTime(random) : undefined,
})

export const otherTime = <M extends Details>(meaning: M, random: Random): M | undefined =>
  meaning.time && { ...meaning, time: another(days, meaning.time, random) }

export const otherPlace =
  <M extends Details>(places: (meaning: M) => readonly Wording[]) =>
  (meaning: M, random: Random): M | undefined =>
    meaning.place && { ...meaning, place: another(places(meaning), meaning.place, random) }

export const withoutDetail = <M extends Details>(meaning: M, random: Random): M | undefined =>
  meaning.place && (!meaning.time || random.chance(0.5))
    ? { ...meaning, place: undefined }
    : meaning.time && { ...meaning, time: undefined }

/** The details stand at the end, or one of them before the clause. */
export const detailed = (clause: string, { place, time }: Details, random: Random): string => {
  const where = place === undefined ? '' : random.pick(place)
  const when = time === undefined ? '' : random.pick(time)
  if (when !== '' && random.chance(0.35)) return sentence(`${when},`, clause, where)
  if (where !== '' && random.chance(0.2)) return sentence(`${where},`, clause, when)
  return sentence(clause, where, when)
}
