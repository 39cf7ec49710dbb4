import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { anchors, property, shorthand } from './characterSets.js'
import { literally } from './literally.js'

/**
 * A regular expression in Oniguruma's (Ruby's) syntax, in which tokenizer.json writes them, as one of JavaScript's that finds the same:
 * classes as Unicode 16 knows them, anchors at lines, `(?i:…)`, possessive repetitions and atomic groups.
 */
export const regularExpression = (written: string): Either<string, RegExp> => {
  try {
    const state = { written, at: 0, captures: 0, anyCase: false }
    const source = alternatives(state)
    if (state.at < written.length) throw new Error('a parenthesis was never opened')
    return right(new RegExp(source, 'gv'))
  } catch (error) {
    return left(`regular expressions that JavaScript can express; ${written} is none (${(error as Error).message})`)
  }
}

interface State {
  readonly written: string
  at: number
  captures: number
  anyCase: boolean
}

/** Up to the end or a closing parenthesis. */
const alternatives = (state: State): string => {
  const before = state.anyCase
  let source = ''
  while (state.at < state.written.length && state.written[state.at] !== ')') {
    if (state.written[state.at] === '|') {
      source += '|'
      state.at++
    } else source += repeated(state)
  }
  state.anyCase = before
  return source
}

const repeated = (state: State): string => {
  const started = state.captures
  const atom = one(state)
  const repeat = /^(?:[*+?]|\{\d*,?\d*\})[?+]?/.exec(state.written.slice(state.at))?.[0]
  if (repeat === undefined || repeat === '{}' || repeat === '{,}') return atom
  state.at += repeat.length
  const plain = repeat.replace(/^\{,/, '{0,')
  if (!repeat.endsWith('+') || repeat.length === 1) return atom + plain
  if (repeat.startsWith('{')) return `(?:${atom}${plain.slice(0, -1)})+`
  if (state.captures !== started) throw new Error('a possessive repetition of a group that captures')
  return atomic(state, atom + plain.slice(0, -1))
}

/** What matched is not given back: looked ahead for, and then taken as it was. */
const atomic = (state: State, inside: string): string => {
  state.captures++
  return `(?:(?=(?<atomic${state.captures}>${inside}))\\k<atomic${state.captures}>)`
}

const one = (state: State): string => {
  const rest = state.written.slice(state.at)
  const character = String.fromCodePoint(rest.codePointAt(0)!)
  if (character === '(') return group(state, rest)
  if (character === '[') return characterClass(state)
  if (character === '\\') return escaped(state, false)
  state.at += character.length
  if (character === '.') return '[^\\n]'
  if (character === '^') return '(?:^|(?<=\\n)(?!$))'
  if (character === '$') return '(?=\\n|$)'
  return letter(character, state.anyCase)
}

const group = (state: State, rest: string): string => {
  const opening = /^\((?:\?(?:[:=!>]|<[=!]|<\w+>|#[^)]*\)|[imx-]+[:)]))?/.exec(rest)![0]
  state.at += opening.length
  if (opening.startsWith('(?#')) return ''
  const options = /^\(\?([imx-]+)([:)])$/.exec(opening)
  if (options) {
    if (!/^-?i$/.test(options[1]!)) throw new Error(`the option ${options[1]}`)
    const before = state.anyCase
    state.anyCase = options[1] === 'i'
    if (options[2] === ')') return ''
    const inside = closed(state)
    state.anyCase = before
    return `(?:${inside})`
  }
  if (opening === '(?>') return atomic(state, closed(state))
  return `${opening === '(' ? '(?:' : opening}${closed(state)})`
}

const closed = (state: State): string => {
  const source = alternatives(state)
  if (state.written[state.at] !== ')') throw new Error('a parenthesis is not closed')
  state.at++
  return source
}

const characterClass = (state: State): string => {
  state.at++
  const negated = state.written[state.at] === '^'
  if (negated) state.at++
  const operands = ['']
  const add = (members: string) => operands.push(operands.pop()! + members)
  for (let first = true; first || state.written[state.at] !== ']'; first = false) {
    if (state.at >= state.written.length) throw new Error('a class is not closed')
    const rest = state.written.slice(state.at)
    const posix = /^\[:(\^?)(\w+):\]/.exec(rest)
    if (posix) {
      state.at += posix[0].length
      add(property(posix[2]!, posix[1] === '^'))
    } else if (rest.startsWith('&&')) {
      state.at += 2
      operands.push('')
    } else add(rest[0] === '[' ? characterClass(state) : range(state))
  }
  state.at++
  const members = operands.length === 1 ? operands[0] : operands.map(each => `[${each}]`).join('&&')
  return `[${negated ? '^' : ''}${members}]`
}

/** A character of a class or a range of them; small and capital letters alike under `(?i)`. */
const range = (state: State): string => {
  const from = member(state)
  const to = /^-[^\]]/.test(state.written.slice(state.at)) && !from.startsWith('[')
  if (!to) return state.anyCase && /^[a-z]$/i.test(from) ? bothCases(from) : from
  state.at++
  const until = member(state)
  const written = `${from}-${until}`
  if (!state.anyCase) return written
  if (/^[a-z]-[a-z]$/.test(written) || /^[A-Z]-[A-Z]$/.test(written))
    return `${written.toLowerCase()}${written.toUpperCase()}`
  throw new Error(`the range ${written} without case`)
}

const member = (state: State): string => {
  const character = String.fromCodePoint(state.written.codePointAt(state.at)!)
  if (character === '\\') return escaped(state, true)
  state.at += character.length
  return inClass(character)
}

const bothCases = (character: string): string => `${character.toLowerCase()}${character.toUpperCase()}`

const letter = (character: string, anyCase: boolean): string => {
  if (anyCase && /^[sk]$/i.test(character))
    return `[${bothCases(character)}${character.toLowerCase() === 's' ? 'ſ' : 'K'}]`
  if (anyCase && /\p{L}/u.test(character)) return `[${bothCases(character)}]`
  return literally(character)
}

const inClass = (character: string): string =>
  character.replace(
    /[()[\]{}/\-\\|&!#$%*+,.:;<=>?@^`~]/g,
    each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const escaped = (state: State, inside: boolean): string => {
  const rest = state.written.slice(state.at + 1)
  const named = /^([pP])\{(\^?)([\w ]+)\}/.exec(rest)
  if (named) {
    state.at += 1 + named[0].length
    return property(named[3]!, (named[1] === 'P') !== (named[2] === '^'))
  }
  const code = /^(?:x\{([\da-fA-F]+)\}|x([\da-fA-F]{1,2})|u([\da-fA-F]{4}))/.exec(rest)
  if (code) {
    state.at += 1 + code[0].length
    return `\\u{${code[1] ?? code[2] ?? code[3]}}`
  }
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0x5c)
  state.at += 1 + character.length
  if (Object.hasOwn(shorthand, character)) return shorthand[character]!
  if (/^[tnrfv]$/.test(character)) return `\\${character}`
  if (character === 'a') return '\\x07'
  if (character === 'e') return '\\x1b'
  if (!inside && Object.hasOwn(anchors, character)) return anchors[character]!
  if (/^[\da-zA-Z]$/.test(character)) throw new Error(`the escape \\${character}`)
  return inside ? inClass(character) : literally(character)
}
