import type { Domain, State } from '../domains/domain.js'
import { type Noun, phrase } from '../grammar/noun.js'
import { another, nameOf, sentence, type Wording, wordings } from '../grammar/wording.js'
import type { Random } from '../random.js'
import { family } from './scene.js'

/** "The shop is closed." = "The shop is shut."; "The shop is not open." says nearly the same. */
interface Condition {
  readonly domain: Domain
  readonly state: State
  readonly subject: Noun
  readonly opposite: boolean
  readonly denied: boolean
  readonly time: Wording | undefined
}

const times = wordings(
  'today, this evening, yesterday, on Monday, on Friday, on Sunday, this morning, last night, in the summer, in the winter',
)
const now = /^(today|this evening)$/

const say = ({ state, opposite, denied, time, ...meaning }: Condition, random: Random): string => {
  const subject = phrase(meaning.subject, random)
  const when = time === undefined ? '' : random.pick(time)
  const present = when === '' || now.test(when)
  const be = subject.plural ? (present ? 'are' : 'were') : present ? 'is' : 'was'
  const how = random.pick(opposite ? state.opposite : state.is)
  const no = denied ? 'not' : ''
  return when !== '' && random.chance(0.4)
    ? sentence(`${when},`, subject.text, be, no, how)
    : sentence(subject.text, be, no, how, when)
}

const stateScene = family<Condition>({
  name: 'state',
  domain: ({ domain }) => domain.name,
  event: ({ state }) => state.is[0]!,
  participants: ({ subject }) => [subject.name],
  say,
  contrasts: {
    denial: meaning =>
      meaning.state.either ? { ...meaning, opposite: !meaning.opposite, denied: !meaning.denied } : undefined,
    opposite: meaning => (meaning.denied ? undefined : { ...meaning, opposite: !meaning.opposite }),
    negation: meaning => ({ ...meaning, denied: !meaning.denied }),
    leftOut: meaning => (meaning.time && now.test(nameOf(meaning.time)) ? { ...meaning, time: undefined } : undefined),
    time: (meaning, random) => meaning.time && { ...meaning, time: another(times, meaning.time, random) },
    agent: (meaning, random) => {
      const subject = another(meaning.state.subjects, meaning.subject, random)
      return subject && { ...meaning, subject }
    },
  },
})

export const drawState = (domain: Domain, random: Random) => {
  const state = random.pick(domain.states)
  return stateScene({
    domain,
    state,
    subject: random.pick(state.subjects),
    opposite: random.chance(0.5),
    denied: random.chance(0.2),
    time: random.chance(0.4) ? random.pick(random.chance(0.3) ? times.slice(0, 2) : times) : undefined,
  })
}
