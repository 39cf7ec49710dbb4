/** What a lock file holds: what JSON can say. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal }

const width = 120

/**
 * A literal in TypeScript, laid out as formatters leave it: an object has lines of its own, except in a list where it fits on one;
 * a list is on one line where it fits, except one of several lists or several objects.
 */
export const printLiteral = (value: Literal, indent = '', before = 0, inList = false): string => {
  const flat = printFlat(value)
  const isObject = typeof value === 'object' && value !== null && !isList(value) && Object.keys(value).length > 0
  const fits = before + flat.length + 1 <= width
  if (isList(value) ? (fits && !isTable(value)) || value.length === 0 : !isObject || (inList && fits)) return flat
  const inner = `${indent}  `
  const line = (start: string, item: Literal): string =>
    `${start}${printLiteral(item, inner, start.length, isList(value))},\n`
  return isList(value)
    ? `[\n${value.map(item => line(inner, item)).join('')}${indent}]`
    : `{\n${Object.entries(value as object)
        .map(([key, item]) => line(`${inner}${printKey(key)}: `, item))
        .join('')}${indent}}`
}

const isList = (value: Literal): value is readonly Literal[] => Array.isArray(value)

const isTable = (list: readonly Literal[]): boolean =>
  list.length > 1 &&
  (list.every(item => isList(item) && item.length > 1) ||
    list.every(item => typeof item === 'object' && item !== null && !isList(item) && Object.keys(item).length > 1))

const printFlat = (value: Literal): string => {
  if (typeof value === 'string') return printText(value)
  if (isList(value)) return `[${value.map(printFlat).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Object.keys(value).length === 0) return '{}'
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${printKey(key)}: ${printFlat(item)}`)
    .join(', ')} }`
}

const printKey = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : printText(key))

const printText = (text: string): string => {
  const json = JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
  return text.includes("'") ? json : `'${json.slice(1, -1).replace(/\\"/g, '"')}'`
}
