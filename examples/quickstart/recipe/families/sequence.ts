import type { Domain } from '../domains/domain.js'
import { type Noun, phrase } from '../grammar/noun.js'
import { around, gerund, past, type Verb, type Verbs } from '../grammar/verb.js'
import { another, sentence } from '../grammar/wording.js'
import type { Random } from '../random.js'
import { family } from './scene.js'

/** "The cook washed the pan before tasting the soup." = "After washing the pan, the cook tasted the soup." */
interface Sequence {
  readonly domain: Domain
  readonly agent: Noun
  readonly first: Verbs
  readonly second: Verbs
}

const did = (verb: Verb) => around(verb, past(verb.head), '')
const doing = (verb: Verb) => around(verb, gerund(verb.head), '')
const named = (step: Verbs) => around(step[0]!, step[0]!.head, '')

const say = (meaning: Sequence, random: Random): string => {
  const agent = phrase(meaning.agent, random).text
  const first = random.pick(meaning.first)
  const second = random.pick(meaning.second)
  return random.pick([
    sentence(agent, did(first), 'before', doing(second)),
    sentence('before', `${doing(second)},`, agent, did(first)),
    sentence(agent, did(second), 'after', doing(first)),
    sentence('after', `${doing(first)},`, agent, did(second)),
    sentence(agent, did(first), 'and then', did(second)),
  ])
}

const sequenceScene = family<Sequence>({
  name: 'sequence',
  domain: ({ domain }) => domain.name,
  event: () => 'sequence',
  participants: ({ agent, first, second }) => [agent.name, named(first), named(second)],
  say,
  contrasts: {
    order: meaning => ({ ...meaning, first: meaning.second, second: meaning.first }),
    agent: (meaning, random) => ({ ...meaning, agent: another(meaning.domain.people, meaning.agent, random)! }),
    object: (meaning, random) => {
      const second = another(meaning.domain.steps, meaning.second, random)!
      return second === meaning.first ? undefined : { ...meaning, second }
    },
  },
})

export const drawSequence = (domain: Domain, random: Random) => {
  const first = random.pick(domain.steps)
  return sequenceScene({
    domain,
    agent: random.pick(domain.people),
    first,
    second: another(domain.steps, first, random)!,
  })
}
