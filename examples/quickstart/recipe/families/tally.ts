import type { Domain, Tally } from '../domains/domain.js'
import { type Noun, phrase } from '../grammar/noun.js'
import { drawNumber, nextNumber, otherNumber } from '../grammar/number.js'
import { another, sentence } from '../grammar/wording.js'
import type { Random } from '../random.js'
import { family } from './scene.js'

/** "There are three apples and two pears in the bowl." = "The bowl contains two pears and 3 apples." */
interface Counted {
  readonly domain: Domain
  readonly tally: Tally
  readonly first: Noun
  readonly firstCount: number
  readonly second: Noun
  readonly secondCount: number
}

const say = ({ tally, first, firstCount, second, secondCount }: Counted, random: Random): string => {
  const both = random
    .shuffle([phrase(first, random, { count: firstCount }), phrase(second, random, { count: secondCount })])
    .map(({ text }) => text)
    .join(' and ')
  return random.pick([
    sentence('there are', both, tally.where),
    sentence(`${tally.where},`, 'there are', both),
    sentence(both, 'are', tally.where),
    sentence(tally.holder, random.pick(tally.verbs), both),
  ])
}

const tallyScene = family<Counted>({
  name: 'tally',
  domain: ({ domain }) => domain.name,
  event: ({ tally }) => tally.where,
  participants: ({ first, second }) => [first.name, second.name],
  say,
  contrasts: {
    nextNumber: (meaning, random) => {
      const firstCount = nextNumber(meaning.firstCount, random)
      return (firstCount && { ...meaning, firstCount }) || undefined
    },
    number: (meaning, random) => ({ ...meaning, firstCount: otherNumber(meaning.firstCount, random) }),
    numbersSwapped: meaning => ({ ...meaning, firstCount: meaning.secondCount, secondCount: meaning.firstCount }),
    object: (meaning, random) => {
      const first = another(meaning.tally.things, meaning.first, random)!
      return first === meaning.second ? undefined : { ...meaning, first }
    },
  },
})

export const drawTally = (domain: Domain, random: Random) => {
  const tally = random.pick(domain.tallies)
  const first = random.pick(tally.things)
  const firstCount = drawNumber(random)
  return tallyScene({
    domain,
    tally,
    first,
    firstCount,
    second: another(tally.things, first, random)!,
    secondCount: random.chance(0.5) ? otherNumber(firstCount, random) : (nextNumber(firstCount, random) ?? 2),
  })
}
