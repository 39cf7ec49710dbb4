import type { Random } from '../random.js'
import type { Kind } from '../scores.js'

/** One meaning: it can be said in several ways, and changed into a meaning that differs in one known way. */
export interface Scene {
  readonly domain: string
  /** What happens between whom, without details: decides the split, so that no combination is in two splits. */
  readonly key: string
  readonly event: string
  readonly participants: readonly string[]
  readonly say: (random: Random) => string
  readonly contrast: (kind: Kind, random: Random) => Scene | undefined
}

export type Contrasts<M> = Partial<Readonly<Record<Kind, (meaning: M, random: Random) => M | undefined>>>

interface Family<M> {
  readonly name: string
  readonly domain: (meaning: M) => string
  readonly event: (meaning: M) => string
  readonly participants: (meaning: M) => readonly string[]
  readonly say: (meaning: M, random: Random) => string
  readonly contrasts: Contrasts<M>
}

/** A family of meanings as a function from meaning to scene. Who did what to whom, turned round, keeps its key. */
export const family =
  <M>(of: Family<M>) =>
  (meaning: M): Scene => {
    const participants = of.participants(meaning)
    return {
      domain: of.domain(meaning),
      key: [of.name, of.event(meaning), ...[...participants].sort()].join(' / '),
      event: of.event(meaning),
      participants,
      say: random => of.say(meaning, random),
      contrast: (kind, random) => {
        const changed = kind === 'paraphrase' ? meaning : of.contrasts[kind]?.(meaning, random)
        return changed === undefined ? undefined : family(of)(changed)
      },
    }
  }
