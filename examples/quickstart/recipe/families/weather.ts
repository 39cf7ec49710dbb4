import { another, nameOf, type Wording, wording, wordings } from '../grammar/wording.js'
import type { Random } from '../random.js'
import { type Details, detailed, otherPlace, withoutDetail } from './details.js'
import { family } from './scene.js'

interface Weather {
  readonly name: string
  readonly verb: string
  readonly did: string
  readonly noun: Wording
}

/** "It rained heavily in the north on Monday." = "On Monday, there was heavy rain in the north." */
interface Spell extends Details {
  readonly weather: Weather
  readonly strength: Wording | undefined
  readonly denied: boolean
}

const kinds: readonly Weather[] = [
  { name: 'rain', verb: 'rain', did: 'rained', noun: wording('rain|rainfall') },
  { name: 'snow', verb: 'snow', did: 'snowed', noun: wording('snow|snowfall') },
  { name: 'hail', verb: 'hail', did: 'hailed', noun: wording('hail') },
]
const places = wordings(
  'in the north, in the south, in the mountains, on the coast|by the sea, in the valley, in the capital, in the west, on the island, in the desert, over the lake',
)
const times = wordings(
  'yesterday, last night, this morning, on Monday, on Tuesday, on Friday, on Sunday, last week, all day, at the weekend, in January, in March, in November',
)
/** An adverb, and the adjective that goes with the noun. */
const strengths = wordings('heavily|heavy, lightly|light, constantly|constant')

const say = (meaning: Spell, random: Random): string => {
  const { weather, strength, denied } = meaning
  const [adverb = '', adjective = ''] = strength ?? []
  const noun = [adjective, random.pick(weather.noun)].filter(word => word !== '').join(' ')
  const clause = random.pick([
    [denied ? `it did not ${weather.verb}` : `it ${weather.did}`, adverb].filter(word => word !== '').join(' '),
    denied ? `there was no ${noun}` : `there was ${noun}`,
  ])
  if (!denied && meaning.place && random.chance(0.25)) {
    const where = random.pick(meaning.place).replace(/^(in|on|by|over) /, '')
    return detailed(`${where} had ${noun}`, { ...meaning, place: undefined }, random)
  }
  return detailed(clause, meaning, random)
}

const weatherScene = family<Spell>({
  name: 'weather',
  domain: () => 'weather',
  event: ({ weather }) => weather.name,
  participants: ({ place, time }) => [place ? nameOf(place) : '', time ? nameOf(time) : ''],
  say,
  contrasts: {
    time: (meaning, random) => meaning.time && { ...meaning, time: another(times, meaning.time, random) },
    place: otherPlace(() => places),
    leftOut: (meaning, random) =>
      meaning.strength ? { ...meaning, strength: undefined } : withoutDetail(meaning, random),
    quality: (meaning, random) =>
      meaning.strength && { ...meaning, strength: another(strengths, meaning.strength, random) },
    action: (meaning, random) => ({ ...meaning, weather: another(kinds, meaning.weather, random)! }),
    negation: meaning => (meaning.strength ? undefined : { ...meaning, denied: !meaning.denied }),
  },
})

export const drawWeather = (random: Random) =>
  weatherScene({
    weather: random.pick(kinds),
    strength: random.chance(0.6) ? random.pick(strengths) : undefined,
    denied: false,
    place: random.pick(places),
    time: random.pick(times),
  })
