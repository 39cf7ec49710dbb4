/** Where a text stops being JSON, and what should stand there. Node's own messages differ by version and often lack the place. */
export interface JsonFault {
  readonly at: number
  readonly expected: string
}

export const jsonFault = (text: string): JsonFault => {
  const end = value(text, space(text, 0), 0)
  return typeof end === 'number' ? { at: space(text, end), expected: 'the end of the line' } : end
}

/** The place after what was read, or the fault. */
type After = number | JsonFault

const deepest = 100

const value = (text: string, at: number, depth: number): After => {
  const first = text[at]
  if (depth > deepest) return { at, expected: `at most ${deepest} values inside each other` }
  if (first === '{') return members(text, at + 1, '}', member, depth)
  if (first === '[') return members(text, at + 1, ']', value, depth)
  if (first === '"') return string(text, at)
  return token(text, at, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y) ?? { at, expected: 'a value' }
}

type Read = (text: string, at: number, depth: number) => After

const members = (text: string, start: number, close: string, read: Read, depth: number): After => {
  let at = space(text, start)
  if (text[at] === close) return at + 1
  while (true) {
    const end = read(text, at, depth + 1)
    if (typeof end !== 'number') return end
    at = space(text, end)
    if (text[at] === close) return at + 1
    if (text[at] !== ',') return { at, expected: `, or ${close}` }
    at = space(text, at + 1)
  }
}

const member: Read = (text, at, depth) => {
  if (text[at] !== '"') return { at, expected: 'a name in double quotes' }
  const end = string(text, at)
  if (typeof end !== 'number') return end
  const colon = space(text, end)
  return text[colon] === ':' ? value(text, space(text, colon + 1), depth) : { at: colon, expected: ':' }
}

const string = (text: string, at: number): After => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside a string
  const end = token(text, at + 1, /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y)!
  if (text[end] === '"') return end + 1
  return { at: end, expected: text[end] === '\\' ? 'a valid escape' : 'a closing "' }
}

const token = (text: string, at: number, pattern: RegExp): number | undefined => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

const space = (text: string, at: number): number => token(text, at, /[ \t\r\n]*/y)!
