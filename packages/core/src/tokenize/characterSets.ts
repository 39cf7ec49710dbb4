import { rangesOf } from './characters.js'
import { unassigned } from './unassigned.js'

const assigned = rangesOf(unassigned)
  .map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`)
  .join('')

/** A class of JavaScript's, as Unicode 16 has it. */
const known = (members: string): string => `[[${members}]--[${assigned}]]`

const word = known('\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}²³¹¼½¾')
const classes: Readonly<Record<string, string>> = {
  alpha: known('\\p{Alphabetic}'),
  alnum: known('\\p{Alphabetic}\\p{Nd}'),
  digit: known('\\p{Nd}'),
  lower: known('\\p{Lowercase}'),
  upper: known('\\p{Uppercase}'),
  punct: known('\\p{P}\\p{S}'),
  space: '[\\p{White_Space}]',
  blank: '[\\p{Zs}\\t]',
  cntrl: '[\\p{Cc}]',
  xdigit: '[\\da-fA-F]',
  word,
}

const not = (set: string): string => `[^${set}]`
export const shorthand: Readonly<Record<string, string>> = {
  s: classes.space!,
  S: not(classes.space!),
  d: classes.digit!,
  D: not(classes.digit!),
  w: word,
  W: not(word),
  h: classes.xdigit!,
  H: not(classes.xdigit!),
}
export const anchors: Readonly<Record<string, string>> = {
  A: '^',
  z: '$',
  Z: '(?=\\n?$)',
  b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
  B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
}

/** A class by name: POSIX's, a general category or a script. */
export const property = (name: string, negated: boolean): string => {
  const set = classes[name.toLowerCase()] ?? known(unicodeName(name))
  return negated ? not(set) : set
}

const unicodeName = (name: string): string => {
  for (const each of [`\\p{${name}}`, `\\p{Script=${name}}`]) {
    try {
      new RegExp(each, 'v')
      return each
    } catch {}
  }
  throw new Error(`the class ${name}`)
}

/** A character of a word, for the library's other regular expressions (Rust's). */
const wordCharacter = known('\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}')
export const endsWithWord = new RegExp(`${wordCharacter}$`, 'v')
export const startsWithWord = new RegExp(`^${wordCharacter}`, 'v')
export const wordsOrMarks = new RegExp(`${wordCharacter}+|[^${wordCharacter}\\p{White_Space}]+`, 'gv')
