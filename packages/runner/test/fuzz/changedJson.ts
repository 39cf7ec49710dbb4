import fc from 'fast-check'
import { texts } from '../random/texts.js'

/** JSON that `JSON.stringify` does not write: put in to the letter. */
const written = [
  'NaN',
  '-Infinity',
  '1e999',
  '1E-999',
  '-0',
  '9007199254740993',
  '1e400',
  '0.1e1',
  '01',
  '+1',
  "'a'",
  '"\\ud800"',
  '"\\u0000"',
  ',',
  '',
]
const numbers = [
  0,
  -1,
  1,
  0.5,
  -0.5,
  2,
  7,
  1000,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  1e9,
  1e15,
  1e308,
  1e-300,
  -(2 ** 53),
]
const paths = [
  '..',
  '../x',
  '../../../../etc/passwd',
  '/etc/passwd',
  '/nowhere/x',
  'a/../../b',
  'C:\\x',
  '\\\\host\\x',
  '~/x',
  'a\u0000b',
  'file:///etc/passwd',
  'https://example.invalid/x',
  'x'.repeat(5000),
]
const patterns = [
  '(a+)+$',
  '(a|a)*b',
  '(.*)*x',
  '(?:(?:a*)*)*b',
  '([a-z]+)*\\d',
  '(?<=(a+)+)b',
  '\\p{Nope}',
  '[',
  '(?i:(a|aa)+)$',
  'a{1000000}',
  '((a{100}){100}){100}',
]
const huge = ['x'.repeat(1_000_000), 'é'.repeat(70_000), ' '.repeat(300_000), '{'.repeat(100_000)]
const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'type',
  'path',
  'vocab',
  'id',
  'length',
  '',
  '0',
  '\u0000',
]

const strange: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...numbers) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, '', [], {}, [[]], [null], { type: 'Sequence' }, '0', 'NaN'),
  },
  { weight: 3, arbitrary: fc.constantFrom(...paths) },
  { weight: 3, arbitrary: fc.constantFrom(...patterns) },
  { weight: 3, arbitrary: fc.constantFrom(...written).map(text => ({ [letter]: text })) },
  { weight: 2, arbitrary: texts },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(...huge) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(10, 1000, 100_000)
      .map(levels => ({ [letter]: `${'['.repeat(levels)}${']'.repeat(levels)}` })),
  },
  { weight: 1, arbitrary: fc.constantFrom(1000, 100_000).map(count => Array.from({ length: count }, (_, i) => i)) },
)
const letter = '\u0001to the letter'

/** A change of JSON: a key or an item is deleted, replaced, renamed, copied, written twice, put inside itself, or swapped. */
export const jsonChanges = fc.record({
  how: fc.constantFrom('delete', 'replace', 'replace', 'replace', 'rename', 'copy', 'twice', 'nest', 'swap', 'add'),
  where: fc.nat(),
  other: fc.nat(),
  value: strange,
  key: fc.oneof(fc.constantFrom(...names), texts),
})
export type JsonChange = typeof jsonChanges extends fc.Arbitrary<infer C> ? C : never

/** The text of a JSON value with these changes; nothing where the text is no JSON. */
export const changedJson = (text: string, changes: readonly JsonChange[]): string | undefined => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  for (const change of changes) json = changed(json, change)
  return print(json)
}

type Path = readonly (string | number)[]
type Inside = Record<string | number, unknown>

/** Every key and index, as a path. Long lists of numbers are looked into only at their beginning. */
const pathsOf = (json: unknown, path: Path = []): readonly Path[] =>
  typeof json !== 'object' || json === null || Object.hasOwn(json, letter)
    ? [path]
    : [
        path,
        ...Object.keys(json)
          .slice(0, 40)
          .flatMap(key => pathsOf((json as Inside)[key], [...path, key])),
      ]

const changed = (json: unknown, { how, where, other, value, key }: JsonChange): unknown => {
  const all = pathsOf(json)
  const path = all[where % all.length]!
  if (path.length === 0) return how === 'replace' ? value : how === 'nest' ? [json] : json
  const parent = path.slice(0, -1).reduce<unknown>((inside, step) => (inside as Inside)[step], json) as Inside
  const last = path.at(-1)!
  const kept = parent[last]
  const put = (name: string | number, what: unknown) =>
    Object.defineProperty(parent, name, { value: what, enumerable: true, configurable: true, writable: true })
  const remove = () => (Array.isArray(parent) ? parent.splice(Number(last), 1) : delete parent[last])
  if (how === 'delete') remove()
  else if (how === 'replace') put(last, structuredClone(value))
  else if (how === 'add') put(Array.isArray(parent) ? parent.length : key, structuredClone(value))
  else if (how === 'copy') put(Array.isArray(parent) ? parent.length : key, structuredClone(kept))
  else if (how === 'nest') put(last, { [key || 'a']: kept })
  else if (how === 'twice') put(Array.isArray(parent) ? parent.length : `${last}${twice}`, structuredClone(value))
  else if (how === 'swap') {
    const from = all[other % all.length]!
    put(last, structuredClone(from.reduce<unknown>((inside, step) => (inside as Inside)[step], json)))
  } else {
    remove()
    put(Array.isArray(parent) ? parent.length : key, kept)
  }
  return json
}

/** Behind a key that is written as if it were not there. */
const twice = '\u0002again'

const print = (json: unknown): string => {
  const letters: string[] = []
  const text = JSON.stringify(json, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, letter)) return value
    letters.push(String((value as Inside)[letter]))
    return `\u0003${letters.length - 1}\u0003`
  })
  return (text ?? '')
    .replace(/"\\u0003(\d+)\\u0003"/g, (_, at: string) => letters[Number(at)]!)
    .replaceAll(JSON.stringify(twice).slice(1, -1), '')
}
