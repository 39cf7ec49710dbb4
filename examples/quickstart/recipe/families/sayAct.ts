import { type Phrase, phrase } from '../grammar/noun.js'
import { around, gerund, participle, past, type Verb } from '../grammar/verb.js'
import type { Random } from '../random.js'
import type { ActMeaning } from './act.js'
import { detailed } from './details.js'

const was = ({ plural }: Phrase) => (plural ? 'were' : 'was')
const is = ({ plural }: Phrase) => (plural ? 'are' : 'is')

/** The cook sliced the onion. / The cook is not slicing the onion. */
const active = (verb: Verb, agent: Phrase, patient: Phrase, meaning: ActMeaning, random: Random): string => {
  const no = meaning.denied ? 'not ' : ''
  if (!meaning.past) return `${agent.text} ${is(agent)} ${no}${around(verb, gerund(verb.head), patient.text)}`
  if (!meaning.denied) return `${agent.text} ${around(verb, past(verb.head), patient.text)}`
  return `${agent.text} ${random.pick(['did not', "didn't"])} ${around(verb, verb.head, patient.text)}`
}

/** The onion was sliced by the cook. / The onion is not being sliced by the cook. */
const passive = (verb: Verb, agent: Phrase, patient: Phrase, { past, denied }: ActMeaning): string => {
  const no = denied ? ' not' : ''
  const be = past ? `${was(patient)}${no}` : `${is(patient)}${no} being`
  return `${patient.text} ${be} ${around(verb, participle(verb.head), '')} by ${agent.text}`
}

/** The cook carried out the washing of the plates. / The washing of the plates by the cook took place yesterday. */
const nominal = (noun: string, agent: Phrase, patient: Phrase, meaning: ActMeaning, random: Random): string => {
  if (random.chance(0.5) && (meaning.place ?? meaning.time) && meaning.past)
    return `the ${noun} of ${patient.text} by ${agent.text} ${meaning.denied ? 'did not take place' : 'took place'}`
  const what = `the ${noun} of ${patient.text}`
  if (!meaning.past) return `${agent.text} ${is(agent)} ${meaning.denied ? 'not ' : ''}carrying out ${what}`
  return `${agent.text} ${meaning.denied ? 'did not carry' : 'carried'} out ${what}`
}

export const sayAct = (meaning: ActMeaning, random: Random): string => {
  const { act, turned, count } = meaning
  const quality = meaning.quality && random.pick(meaning.quality)
  const agent = phrase(meaning.agent, random, { indefinite: random.chance(0.2) })
  const patient = (indefinite: boolean) => phrase(meaning.patient, random, { count, quality, indefinite })
  const verbs = (turned ? act.opposite : undefined) ?? act.verbs
  const verb = random.pick(meaning.denied ? verbs.filter(({ before }) => !/^no /.test(before)) : verbs)
  const way = random.next()
  const clause =
    way < 0.35 && verb.passive
      ? passive(verb, agent, patient(false), meaning)
      : way > 0.82 && act.noun !== undefined && !turned
        ? nominal(act.noun, agent, patient(false), meaning, random)
        : active(verb, agent, patient(!act.mutual && !meaning.denied && random.chance(0.3)), meaning, random)
  return detailed(clause, meaning, random)
}
