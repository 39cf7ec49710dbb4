import type { Literal } from './lockLiteral.js'

/** A literal and where it ends, or where the text stops being one. */
export type Parsed = { readonly literal: Literal; readonly end: number } | { readonly fault: number }

/** Reads a literal of TypeScript as data: either kind of quotes, names with or without them, comments, a last comma. Code is not read. */
export const parseLiteral = (text: string, from: number, depth = 0): Parsed => {
  const at = skipSpace(text, from)
  if (depth > deepest) return { fault: at }
  if (text[at] === '[') return parseList(text, at + 1, depth + 1)
  if (text[at] === '{') return parseObject(text, at + 1, depth + 1)
  const quoted = parseText(text, at)
  if (quoted !== undefined) return quoted
  const word = match(text, at, /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.$])/y)
  return word === undefined ? { fault: at } : { literal: JSON.parse(word) as Literal, end: at + word.length }
}

/** Past white space and comments. */
export const skipSpace = (text: string, at: number): number =>
  at + match(text, at, /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y)!.length

/** Nothing that is written to a lock goes as deep. */
const deepest = 100

const parseList = (text: string, from: number, depth: number): Parsed => {
  const items: Literal[] = []
  for (let at = skipSpace(text, from); ; ) {
    if (text[at] === ']') return { literal: items, end: at + 1 }
    const item = parseLiteral(text, at, depth)
    if ('fault' in item) return item
    items.push(item.literal)
    const next = afterComma(text, item.end, ']')
    if (next === undefined) return { fault: skipSpace(text, item.end) }
    at = next
  }
}

const parseObject = (text: string, from: number, depth: number): Parsed => {
  const members: [string, Literal][] = []
  for (let at = skipSpace(text, from); ; ) {
    if (text[at] === '}') return { literal: Object.fromEntries(members), end: at + 1 }
    const key = parseKey(text, at)
    if (key === undefined) return { fault: at }
    const colon = skipSpace(text, key.end)
    if (text[colon] !== ':') return { fault: colon }
    const value = parseLiteral(text, colon + 1, depth)
    if ('fault' in value) return value
    members.push([key.literal, value.literal])
    const next = afterComma(text, value.end, '}')
    if (next === undefined) return { fault: skipSpace(text, value.end) }
    at = next
  }
}

/** Where the next member or the closing bracket stands, or `undefined` when neither a comma nor the bracket follows. */
const afterComma = (text: string, from: number, close: string): number | undefined => {
  const at = skipSpace(text, from)
  if (text[at] === ',') return skipSpace(text, at + 1)
  return text[at] === close ? at : undefined
}

const parseKey = (text: string, at: number): { readonly literal: string; readonly end: number } | undefined => {
  const name = match(text, at, /[A-Za-z_$][\w$]*/y)
  return name === undefined ? parseText(text, at) : { literal: name, end: at + name.length }
}

const parseText = (text: string, at: number): { readonly literal: string; readonly end: number } | undefined => {
  const quoted = match(text, at, /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y)
  if (quoted === undefined) return undefined
  // The same text with the quotes and escapes of JSON.
  const inside = quoted.slice(1, -1).replace(/\\.|"/g, part => (part === '"' ? '\\"' : part === "\\'" ? "'" : part))
  try {
    return { literal: JSON.parse(`"${inside}"`) as string, end: at + quoted.length }
  } catch {
    return undefined
  }
}

const match = (text: string, at: number, pattern: RegExp): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
