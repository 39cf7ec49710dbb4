import type { Comparison, Domain, Scale } from '../domains/domain.js'
import { comparative } from '../grammar/adjective.js'
import { type Noun, phrase } from '../grammar/noun.js'
import { another, sentence } from '../grammar/wording.js'
import type { Random } from '../random.js'
import { family } from './scene.js'

/** "The lake is deeper than the river." = "The river is shallower than the lake." */
interface Compared {
  readonly domain: Domain
  readonly comparison: Comparison
  readonly scale: Scale
  readonly more: Noun
  readonly less: Noun
  readonly denied: boolean
}

const say = ({ scale, denied, ...sides }: Compared, random: Random): string => {
  const more = phrase(sides.more, random).text
  const less = phrase(sides.less, random).text
  const high = random.pick(scale.more)
  const low = random.pick(scale.less)
  return denied
    ? random.pick([
        sentence(more, 'is not', comparative(high), 'than', less),
        sentence(less, 'is at least as', high, 'as', more),
        sentence(more, 'is at most as', high, 'as', less),
      ])
    : random.pick([
        sentence(more, 'is', comparative(high), 'than', less),
        sentence(less, 'is', comparative(low), 'than', more),
        sentence(less, 'is not as', high, 'as', more),
        sentence('compared with', `${less},`, more, 'is', comparative(high)),
      ])
}

const comparisonScene = family<Compared>({
  name: 'comparison',
  domain: ({ domain }) => domain.name,
  event: ({ scale }) => scale.more[0]!,
  participants: ({ more, less }) => [more.name, less.name],
  say,
  contrasts: {
    roles: meaning => (meaning.denied ? undefined : { ...meaning, more: meaning.less, less: meaning.more }),
    negation: meaning => ({ ...meaning, denied: !meaning.denied }),
    object: (meaning, random) => {
      const less = another(meaning.comparison.things, meaning.less, random)!
      return less === meaning.more ? undefined : { ...meaning, less }
    },
    action: (meaning, random) => ({
      ...meaning,
      scale: another(meaning.comparison.scales, meaning.scale, random)!,
    }),
  },
})

export const drawComparison = (domain: Domain, random: Random) => {
  const comparison = random.pick(domain.comparisons)
  const more = random.pick(comparison.things)
  return comparisonScene({
    domain,
    comparison,
    scale: random.pick(comparison.scales),
    more,
    less: another(comparison.things, more, random)!,
    denied: random.chance(0.08),
  })
}
