import type { JsonSchema } from './described.js'
import type { Line, TestName } from './rule.js'

type Against = string | number
const bound =
  (key: string) =>
  (against: Against): JsonSchema =>
    typeof against === 'number' ? { [key]: against } : {}
const nothing = (): JsonSchema => ({})

/** What a line says of its own setting. A line about what flows or about the model says nothing before there is a pipeline. */
const ofSetting: { readonly [T in TestName]: (against: Against) => JsonSchema } = {
  'is positive': () => ({ exclusiveMinimum: 0 }),
  'is whole': () => ({ type: 'integer' }),
  'is a layer of': nothing,
  'is a share': () => ({ minimum: 0, maximum: 1 }),
  '<=': bound('maximum'),
  '>=': bound('minimum'),
  'is within': nothing,
  'is not': against => (typeof against === 'number' ? { not: { const: against } } : {}),
  'is not on': against => {
    const split = /^'(.*)'$/.exec(String(against))?.[1]
    return split === undefined ? {} : { not: { pattern: `^${split}\\.` } }
  },
  '=': nothing,
  'is one of': nothing,
  lists: nothing,
  'goes with': nothing,
  or: nothing,
  excludes: nothing,
  'is some': () => ({ minItems: 1 }),
  'as long as': nothing,
  'each counts': () => ({ items: { type: 'integer', exclusiveMinimum: 0 }, minItems: 1 }),
  'each is odd': () => ({ items: { not: { multipleOf: 2 } } }),
  'each is positive': () => ({ items: { type: 'number', exclusiveMinimum: 0 } }),
  'each <=': nothing,
  descends: () => ({ uniqueItems: true }),
  rises: () => ({ uniqueItems: true }),
  'each is within 1': () => ({ items: { type: 'number', minimum: -1, maximum: 1 } }),
  'makes pairs of': nothing,
  'groups by': nothing,
  'is directly behind': nothing,
}

/** What the lines about one setting say of it, together. */
export const settingRules = (rules: readonly Line[], setting: string): JsonSchema => {
  const said = rules
    .filter(([fact, , , , when]) => fact === setting && when === undefined)
    .map(([, test, against]) => ofSetting[test](against))
  const { maximum, not, ...rest }: Record<string, unknown> = Object.assign({}, ...said)
  const without = (not as { readonly const?: unknown } | undefined)?.const
  // At most 1 and not 1 is below 1, which editors say better.
  if (maximum !== undefined && maximum === without) return { ...rest, exclusiveMaximum: maximum }
  return { ...rest, ...(maximum === undefined ? {} : { maximum }), ...(not === undefined ? {} : { not }) }
}

/** What a line says of two settings of a stage. One with a default is always there. */
export const stageRules = (rules: readonly Line[], unwritten: readonly string[]): readonly JsonSchema[] =>
  rules.flatMap(([fact, test, against]): readonly JsonSchema[] => {
    const other = String(against)
    if (!unwritten.includes(fact) || !unwritten.includes(other)) return []
    if (test === 'or') return [{ anyOf: [{ required: [fact] }, { required: [other] }] }]
    if (test === 'excludes') return [{ not: { required: [fact, other] } }]
    if (test === 'goes with') return [{ dependencies: { [fact]: [other] } }]
    return []
  })
