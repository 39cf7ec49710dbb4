import type { Act, Domain } from '../domains/domain.js'
import type { Noun } from '../grammar/noun.js'
import { drawNumber, nextNumber, otherNumber } from '../grammar/number.js'
import { another, type Wording } from '../grammar/wording.js'
import type { Random } from '../random.js'
import { type Details, drawDetails, otherPlace, otherTime, withoutDetail } from './details.js'
import { sayAct } from './sayAct.js'
import { family } from './scene.js'

/** "The cook sliced three onions in the kitchen." Also "The nurse thanked the doctor.", where the roles can be turned. */
export interface ActMeaning extends Details {
  readonly domain: Domain
  readonly act: Act
  readonly agent: Noun
  readonly patient: Noun
  readonly count: number | undefined
  readonly quality: Wording | undefined
  readonly past: boolean
  readonly denied: boolean
  /** The opposite verb of the act is meant. */
  readonly turned: boolean
}

const fresh = (meaning: ActMeaning, act: Act, random: Random): ActMeaning => ({
  ...meaning,
  act,
  patient: random.pick(act.patients.filter(patient => patient !== meaning.agent)),
  count: undefined,
  quality: undefined,
  turned: false,
})

export const actScene = family<ActMeaning>({
  name: 'act',
  domain: ({ domain }) => domain.name,
  event: ({ act }) => act.verbs[0]!.head,
  participants: ({ agent, patient }) => [agent.name, patient.name],
  say: sayAct,
  contrasts: {
    time: otherTime,
    place: otherPlace(({ domain }) => domain.places),
    leftOut: (meaning, random) =>
      meaning.quality === undefined ? withoutDetail(meaning, random) : { ...meaning, quality: undefined },
    nextNumber: (meaning, random) => {
      const count = meaning.count && nextNumber(meaning.count, random)
      return count ? { ...meaning, count } : undefined
    },
    number: (meaning, random) =>
      (meaning.count && { ...meaning, count: otherNumber(meaning.count, random) }) || undefined,
    quality: (meaning, random) =>
      meaning.quality && { ...meaning, quality: another(meaning.act.qualities, meaning.quality, random) },
    agent: (meaning, random) => {
      const agent = another(meaning.act.agents, meaning.agent, random)
      return agent && agent !== meaning.patient ? { ...meaning, agent } : undefined
    },
    object: (meaning, random) => {
      const patient = another(meaning.act.patients, meaning.patient, random)
      return patient && patient !== meaning.agent && (!meaning.count || patient.form === 'counted')
        ? { ...meaning, patient }
        : undefined
    },
    action: (meaning, random) => {
      const { meetings, acts } = meaning.domain
      const others = (meaning.act.mutual ? meetings : acts).filter(
        act =>
          act !== meaning.act &&
          act.patients.some(({ name }) => name === meaning.patient.name) &&
          (!meaning.count || act.counted),
      )
      return others.length === 0 ? undefined : { ...meaning, act: random.pick(others), turned: false }
    },
    roles: meaning => (meaning.act.mutual ? { ...meaning, agent: meaning.patient, patient: meaning.agent } : undefined),
    opposite: meaning =>
      meaning.act.opposite && !meaning.denied ? { ...meaning, turned: !meaning.turned } : undefined,
    negation: meaning => (meaning.count ? undefined : { ...meaning, denied: !meaning.denied }),
    partial: (meaning, random) => {
      const { meetings, acts } = meaning.domain
      const act = another([...acts, ...meetings], meaning.act, random)!
      const changed = fresh(meaning, act, random)
      return changed.patient.name === meaning.patient.name ? undefined : changed
    },
  },
})

export const drawAct = (domain: Domain, acts: readonly Act[], random: Random) => {
  const act = random.pick(acts)
  const agent = random.pick(act.agents)
  const patient = random.pick(act.patients.filter(one => one.name !== agent.name))
  const past = random.chance(0.82)
  const count = act.counted && patient.form === 'counted' && random.chance(0.6) ? drawNumber(random) : undefined
  return actScene({
    domain,
    act,
    agent,
    patient,
    count,
    quality: act.qualities.length > 0 && random.chance(0.4) ? random.pick(act.qualities) : undefined,
    past,
    denied: count === undefined && random.chance(0.15),
    turned: act.opposite !== undefined && random.chance(0.4),
    ...drawDetails(domain.places, past, random),
  })
}
