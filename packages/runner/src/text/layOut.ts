/** How a language writes texts and keys, what follows the last member, and what is written in its own way. */
export interface Dialect {
  readonly text: (text: string) => string
  readonly key: (key: string) => string
  readonly last: ',' | ''
  /** A value that is no literal (a call); `before` characters stand before it, `undefined` asks for one line. */
  readonly other?: (value: object, indent: string, before: number | undefined) => string | undefined
}

const width = 120

/**
 * Plain data, laid out as formatters leave it: an object has lines of its own, except in a list where it fits on one;
 * a list is on one line where it fits, except one of several lists or several objects.
 */
export const layOut = (value: unknown, dialect: Dialect, indent = '', before = 0, inList = false): string => {
  if (!isObject(value)) return flat(value, dialect)
  const other = dialect.other?.(value, indent, before)
  if (other !== undefined) return other
  const line = flat(value, dialect)
  const isList = Array.isArray(value)
  const fits = before + line.length + 1 <= width
  if (Object.keys(value).length === 0 || (isList ? fits && !isTable(value, dialect) : inList && fits)) return line
  const inner = `${indent}  `
  const members = Object.entries(value).map(([key, item]) => {
    const start = isList ? inner : `${inner}${dialect.key(key)}: `
    return `${start}${layOut(item, dialect, inner, start.length, isList)}`
  })
  return `${isList ? '[' : '{'}\n${members.join(',\n')}${dialect.last}\n${indent}${isList ? ']' : '}'}`
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Calls in a list stay on one line. */
const isTable = (list: readonly unknown[], { other }: Dialect): boolean =>
  list.length > 1 &&
  list.every(item => !isObject(item) || other?.(item, '', undefined) === undefined) &&
  (list.every(item => Array.isArray(item) && item.length > 1) ||
    list.every(item => isObject(item) && !Array.isArray(item) && Object.keys(item).length > 1))

/** The same on one line. */
export const flat = (value: unknown, dialect: Dialect): string => {
  if (typeof value === 'string') return dialect.text(value)
  if (!isObject(value)) return JSON.stringify(value).replace('e+', 'e')
  if (Array.isArray(value)) return `[${value.map(item => flat(item, dialect)).join(', ')}]`
  const other = dialect.other?.(value, '', undefined)
  if (other !== undefined) return other
  if (Object.keys(value).length === 0) return '{}'
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${dialect.key(key)}: ${flat(item, dialect)}`)
    .join(', ')} }`
}
