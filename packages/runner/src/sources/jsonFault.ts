/** Where a text stops being JSON, and what should stand there. Node's own messages differ by version and often lack the place. */
export interface JsonFault {
  readonly at: number
  readonly expected: string
}

export const jsonFault = (text: string): JsonFault => {
  const end = value(text, space(text, 0))
  return typeof end === 'number' ? { at: space(text, end), expected: 'the end of the line' } : end
}

/** The place after what was read, or the fault. */
type After = number | JsonFault

const value = (text: string, at: number): After => {
  const first = text[at]
  if (first === '{') return members(text, at + 1, '}', member)
  if (first === '[') return members(text, at + 1, ']', value)
  if (first === '"') return string(text, at)
  return token(text, at, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y) ?? { at, expected: 'a value' }
}

const members = (text: string, start: number, close: string, read: (text: string, at: number) => After): After => {
  let at = space(text, start)
  if (text[at] === close) return at + 1
  while (true) {
    const end = read(text, at)
    if (typeof end !== 'number') return end
    at = space(text, end)
    if (text[at] === close) return at + 1
    if (text[at] !== ',') return { at, expected: `, or ${close}` }
    at = space(text, at + 1)
  }
}

const member = (text: string, at: number): After => {
  if (text[at] !== '"') return { at, expected: 'a name in double quotes' }
  const end = string(text, at)
  if (typeof end !== 'number') return end
  const colon = space(text, end)
  return text[colon] === ':' ? value(text, space(text, colon + 1)) : { at: colon, expected: ':' }
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
