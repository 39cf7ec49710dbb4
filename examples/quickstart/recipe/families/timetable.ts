import type { Domain, Timetable } from '../domains/domain.js'
import { type Noun, phrase } from '../grammar/noun.js'
import { clocks } from '../grammar/number.js'
import { third } from '../grammar/verb.js'
import { another, sentence, type Wording, wordings } from '../grammar/wording.js'
import type { Random } from '../random.js'
import { family } from './scene.js'

/** "The train leaves at half past eight on Monday." = "On Monday, the departure of the train is at 8:30." */
interface Timed {
  readonly domain: Domain
  readonly timetable: Timetable
  readonly subject: Noun
  readonly ending: boolean
  readonly clock: Wording
  readonly day: Wording | undefined
  readonly denied: boolean
}

const days = wordings('on Monday, on Tuesday, on Wednesday, on Friday, on Saturday, today, tomorrow, every day|daily')

const verb = (words: string): string => {
  const [head = '', ...rest] = words.split(' ')
  return [third(head), ...rest].join(' ')
}

const say = ({ timetable, ending, clock, day, denied, ...meaning }: Timed, random: Random): string => {
  const subject = phrase(meaning.subject, random).text
  const words = random.pick(ending ? timetable.end : timetable.start)
  const noun = ending ? timetable.endNoun : timetable.startNoun
  const does = denied ? `does not ${words}` : verb(words)
  const is = denied ? 'is not' : 'is'
  const clause = random.chance(0.65) ? `${subject} ${does}` : `the ${noun} of ${subject} ${is}`
  const when = day === undefined ? '' : random.pick(day)
  return when !== '' && when !== 'daily' && random.chance(0.4)
    ? sentence(`${when},`, clause, random.pick(clock))
    : sentence(clause, random.pick(clock), when)
}

const timetableScene = family<Timed>({
  name: 'timetable',
  domain: ({ domain }) => domain.name,
  event: ({ timetable }) => timetable.start[0]!,
  participants: ({ subject }) => [subject.name],
  say,
  contrasts: {
    number: (meaning, random) => ({ ...meaning, clock: another(clocks, meaning.clock, random)! }),
    opposite: meaning => (meaning.denied ? undefined : { ...meaning, ending: !meaning.ending }),
    negation: meaning => ({ ...meaning, denied: !meaning.denied }),
    leftOut: meaning => meaning.day && { ...meaning, day: undefined },
    time: (meaning, random) => meaning.day && { ...meaning, day: another(days, meaning.day, random) },
    agent: (meaning, random) => ({
      ...meaning,
      subject: another(meaning.timetable.subjects, meaning.subject, random)!,
    }),
  },
})

export const drawTimetable = (domain: Domain, random: Random) => {
  const timetable = random.pick(domain.timetables)
  return timetableScene({
    domain,
    timetable,
    subject: random.pick(timetable.subjects),
    ending: random.chance(0.4),
    clock: random.pick(clocks),
    day: random.chance(0.5) ? random.pick(days) : undefined,
    denied: random.chance(0.08),
  })
}
