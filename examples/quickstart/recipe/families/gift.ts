import type { Domain } from '../domains/domain.js'
import { type Noun, type Phrase, phrase } from '../grammar/noun.js'
import { participle, past } from '../grammar/verb.js'
import { another, type Wording, wording } from '../grammar/wording.js'
import type { Random } from '../random.js'
import { type Details, detailed, drawDetails, otherPlace, otherTime, withoutDetail } from './details.js'
import { family } from './scene.js'

interface Handing {
  readonly give: Wording
  readonly take: Wording
}

const handings: readonly Handing[] = [
  { give: wording('give|hand'), take: wording('get|receive') },
  { give: wording('sell'), take: wording('buy|purchase') },
  { give: wording('lend'), take: wording('borrow') },
  { give: wording('send|mail'), take: wording('receive|get') },
]

/** "The neighbour lent the gardener a ladder." = "The gardener borrowed a ladder from the neighbour." */
interface Gift extends Details {
  readonly domain: Domain
  readonly handing: Handing
  readonly giver: Noun
  readonly taker: Noun
  readonly thing: Noun
  readonly denied: boolean
}

const was = ({ plural }: Phrase) => (plural ? 'were' : 'was')

const say = (meaning: Gift, random: Random): string => {
  const { handing, denied } = meaning
  const giver = phrase(meaning.giver, random)
  const taker = phrase(meaning.taker, random)
  const thing = phrase(meaning.thing, random, { indefinite: true })
  const give = random.pick(handing.give)
  const take = random.pick(handing.take)
  const did = (head: string) => (denied ? `did not ${head}` : past(head))
  const given = `${denied ? 'not ' : ''}${participle(give)}`
  const clause = random.pick([
    () => `${giver.text} ${did(give)} ${taker.text} ${thing.text}`,
    () => `${giver.text} ${did(give)} ${thing.text} to ${taker.text}`,
    () => `${taker.text} ${did(take)} ${thing.text} from ${giver.text}`,
    () => `${thing.text} ${was(thing)} ${given} to ${taker.text} by ${giver.text}`,
  ])()
  return detailed(clause, meaning, random)
}

const giftScene = family<Gift>({
  name: 'gift',
  domain: ({ domain }) => domain.name,
  event: ({ handing }) => handing.give[0]!,
  participants: ({ giver, taker, thing }) => [giver.name, taker.name, thing.name],
  say,
  contrasts: {
    time: otherTime,
    place: otherPlace(({ domain }) => domain.places),
    leftOut: withoutDetail,
    roles: meaning => ({ ...meaning, giver: meaning.taker, taker: meaning.giver }),
    negation: meaning => ({ ...meaning, denied: !meaning.denied }),
    object: (meaning, random) => ({ ...meaning, thing: another(meaning.domain.gifts, meaning.thing, random)! }),
    agent: (meaning, random) => {
      const giver = another(meaning.domain.people, meaning.giver, random)!
      return giver === meaning.taker ? undefined : { ...meaning, giver }
    },
    action: (meaning, random) => {
      const handing = another(handings, meaning.handing, random)!
      const alike = [handing, meaning.handing].every(({ take }) => take.includes('get'))
      return alike ? undefined : { ...meaning, handing }
    },
  },
})

export const drawGift = (domain: Domain, random: Random) => {
  const giver = random.pick(domain.people)
  return giftScene({
    domain,
    handing: random.pick(handings),
    giver,
    taker: another(domain.people, giver, random)!,
    thing: random.pick(domain.gifts),
    denied: random.chance(0.1),
    ...drawDetails(domain.places, true, random),
  })
}
