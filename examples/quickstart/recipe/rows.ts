import { bagOfWords } from './bagOfWords.js'
import { anyone } from './domains/everyone.js'
import { drawScene } from './families/draw.js'
import type { Scene } from './families/scene.js'
import { nouns } from './grammar/noun.js'
import { fraction, type Random, random } from './random.js'
import { type Kind, kindNames, kinds, scoreOf } from './scores.js'

export interface Row {
  readonly sentence1: string
  readonly sentence2: string
  readonly score: number
}

/** A row with the way its meanings differ, which the file does not say. */
export interface Made extends Row {
  readonly kind: Kind
}

const everyone = nouns(anyone).map(({ name }) => name)

export const sizes = { train: 6000, dev: 400, test: 600 } as const
export type Split = keyof typeof sizes
export const splits = Object.keys(sizes) as readonly Split[]

/** Of all combinations of participants and events, 70 % are for training only, 12 % for dev, 18 % for test. */
const splitOf = ({ key }: Scene): Split => {
  const at = fraction(key)
  return at < 0.7 ? 'train' : at < 0.82 ? 'dev' : 'test'
}

const shared = (a: Scene, b: Scene): readonly string[] =>
  [a.event, ...a.participants].filter(part => [b.event, ...b.participants].includes(part))

/** "The man thanked the lady" might stand anywhere. */
const showsTopic = ({ participants }: Scene) => participants.some(name => !everyone.includes(name))

/** A second scene that has nothing but the topic, one person, or nothing in common with the first. */
const apart = (kind: Kind, scene: Scene, source: Random): Scene | undefined => {
  const other = drawScene(source)
  const common = shared(scene, other)
  const same = other.domain === scene.domain
  if (kind === 'topic') return same && common.length === 0 && [scene, other].every(showsTopic) ? other : undefined
  if (kind === 'unrelated') return !same && common.length === 0 ? other : undefined
  return !same && common.length === 1 && common[0] === scene.participants[0] && common[0] === other.participants[0]
    ? other
    : undefined
}

const isApart = (kind: Kind) => kind === 'topic' || kind === 'person' || kind === 'unrelated'
const further = ['time', 'place'] as const

const tryPair = (kind: Kind, split: Split, source: Random): Made | undefined => {
  const scene = drawScene(source)
  const changed = isApart(kind) ? apart(kind, scene, source) : scene.contrast(kind, source)
  if (changed === undefined) return undefined
  const more = source.pick(further)
  const twice = kind !== 'paraphrase' && !isApart(kind) && more !== kind && source.chance(0.12)
  const again = twice ? changed.contrast(more, source) : undefined
  const other = again ?? changed
  if (splitOf(scene) !== split || splitOf(other) !== split) return undefined
  const score = scoreOf(again === undefined ? [kind] : [kind, more])
  const tries = Array.from({ length: 3 }, () => ({
    sentence1: scene.say(source),
    sentence2: other.say(source),
    score,
    kind,
  }))
  const different = tries.filter(({ sentence1, sentence2 }) => sentence1 !== sentence2)
  return different.sort((a, b) =>
    score > 4 ? bagOfWords(a) - bagOfWords(b) : isApart(kind) ? 0 : bagOfWords(b) - bagOfWords(a),
  )[0]
}

/** How many pairs of each kind; what rounding leaves over are paraphrases. */
const quotas = (size: number): readonly Kind[] => {
  const total = kindNames.reduce((sum, kind) => sum + kinds[kind].weight, 0)
  const each = kindNames.flatMap(kind => new Array<Kind>(Math.floor((kinds[kind].weight / total) * size)).fill(kind))
  return [...each, ...new Array<Kind>(size - each.length).fill('paraphrase')]
}

/** All splits. No pair comes twice in either order, and no sentence is in two splits. */
export const makeRows = (): Readonly<Record<Split, readonly Made[]>> => {
  const pairs = new Set<string>()
  const home = new Map<string, Split>()
  const make = (split: Split): readonly Made[] => {
    const source = random(splits.indexOf(split) + 1)
    const isNew = ({ sentence1, sentence2 }: Row) =>
      !pairs.has([sentence1, sentence2].sort().join('\n')) &&
      [sentence1, sentence2].every(text => (home.get(text) ?? split) === split)
    const one = (kind: Kind): Made => {
      for (let tries = 0; tries < 100_000; tries++) {
        const made = tryPair(kind, split, source)
        if (made === undefined || !isNew(made)) continue
        pairs.add([made.sentence1, made.sentence2].sort().join('\n'))
        home.set(made.sentence1, split).set(made.sentence2, split)
        return made
      }
      throw new Error(`internal: no new ${kind} pair for ${split}`)
    }
    return source.shuffle(quotas(sizes[split])).map(one)
  }
  return { train: make('train'), dev: make('dev'), test: make('test') }
}

export const toJsonLines = (rows: readonly Row[]): string =>
  rows.map(({ sentence1, sentence2, score }) => `${JSON.stringify({ sentence1, sentence2, score })}\n`).join('')
