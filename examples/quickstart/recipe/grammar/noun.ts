import type { Random } from '../random.js'
import { number } from './number.js'
import { type Wording, wording } from './wording.js'

/**
 * A noun is written `child/children|kid`: ways to say it, each with its plural where that is irregular.
 * A final `+` makes it a plural that is never counted (`stairs+`), a final `~` a noun that always takes "the" (`lawn~`).
 */
export interface Noun {
  readonly name: string
  readonly form: 'counted' | 'plural' | 'unique'
  readonly one: Wording
  readonly many: Wording
}

const plural = (word: string): string =>
  /[^aeiou]y$/.test(word)
    ? `${word.slice(0, -1)}ies`
    : /(s|x|z|ch|sh)$/.test(word)
      ? `${word}es`
      : /[^f]fe?$/.test(word) && !/(roof|chief|chef|safe|reef|giraffe)$/.test(word)
        ? word.replace(/fe?$/, 'ves')
        : `${word}s`

export const noun = (text: string): Noun => {
  const forms = wording(text)
  const bare = forms.map(way => way.replace(/[+~]$/, '').split('/'))
  const one = bare.map(([word]) => word!)
  const form = text.includes('+') ? 'plural' : text.includes('~') ? 'unique' : 'counted'
  return { name: one[0]!, form, one, many: bare.map(([word, many]) => many ?? plural(word!)) }
}

export const nouns = (list: string): readonly Noun[] => list.split(',').map(noun)

export const a = (words: string): string =>
  /^([aeio]|hour|un(?!i)|umb|ug)/.test(words) && !/^one/.test(words) ? `an ${words}` : `a ${words}`

export interface Phrase {
  readonly text: string
  readonly plural: boolean
}

/** How the noun is said: `the old fence`, `a fence`, `three old fences`. */
export interface Dress {
  readonly count?: number | undefined
  readonly quality?: string | undefined
  readonly indefinite?: boolean
}

export const phrase = (thing: Noun, random: Random, { count, quality, indefinite = false }: Dress = {}): Phrase => {
  const with_ = (word: string) => (quality === undefined ? word : `${quality} ${word}`)
  if (count !== undefined) return { text: `${number(count, random)} ${with_(random.pick(thing.many))}`, plural: true }
  const word = with_(random.pick(thing.one))
  return {
    text: indefinite && thing.form === 'counted' ? a(word) : `the ${word}`,
    plural: thing.form === 'plural',
  }
}
