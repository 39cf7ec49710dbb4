import { layOut } from '../text/layOut.js'

/** What a lock file holds: what JSON can say. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal }

const printKey = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : printText(key))

const printText = (text: string): string => {
  const json = JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
  const count = (quote: string): number => text.split(quote).length
  return count("'") > count('"') ? json : `'${json.slice(1, -1).replace(/\\"/g, '"').replaceAll("'", "\\'")}'`
}

/** How TypeScript writes a literal. */
export const typeScript = { text: printText, key: printKey, last: ',' } as const

/** A literal in TypeScript. */
export const printLiteral = (value: Literal, indent = '', before = 0): string =>
  layOut(value, typeScript, indent, before)
