import type { JsonSchema } from '@siamese/core'
import fc from 'fast-check'
import { texts } from './texts.js'

/** Values that a JSON Schema lets through. */
export const valuesOf = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const {
    type,
    anyOf,
    items,
    properties = {},
    additionalProperties,
  } = schema as {
    readonly type?: string
    readonly anyOf?: readonly JsonSchema[]
    readonly items: JsonSchema
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly additionalProperties?: JsonSchema | false
  }
  // A choice is made elsewhere.
  if ('else' in schema) return valuesOf(schema.else as JsonSchema)
  if ('const' in schema) return fc.constant(schema.const)
  if ('enum' in schema) return fc.constantFrom(...(schema.enum as readonly unknown[]))
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(valuesOf))
  if (type === 'integer') return integers(schema)
  if (type === 'number') return numbers(schema)
  if (type === 'boolean') return fc.boolean()
  if (type === 'array') {
    const { minItems: minLength = 0, maxItems: maxLength = 4 } = schema as Record<string, number>
    return fc.array(valuesOf(items), { minLength, maxLength })
  }
  if (type === 'object')
    return additionalProperties === false
      ? fc.record(Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, valuesOf(each)])), {
          requiredKeys: [],
        })
      : fc.dictionary(texts, valuesOf(additionalProperties ?? { type: 'string' }), { maxKeys: 3 })
  return texts
}
const integers = ({ minimum, exclusiveMinimum, maximum }: JsonSchema): fc.Arbitrary<number> => {
  const min = (minimum as number | undefined) ?? (exclusiveMinimum === undefined ? -50 : Number(exclusiveMinimum) + 1)
  return fc.oneof(fc.integer({ min, max: (maximum as number | undefined) ?? min + 200 }))
}
const numbers = ({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: JsonSchema): fc.Arbitrary<number> => {
  const inside = (x: number): boolean =>
    x >= Number(minimum ?? -Infinity) &&
    x > Number(exclusiveMinimum ?? -Infinity) &&
    x <= Number(maximum ?? Infinity) &&
    x < Number(exclusiveMaximum ?? Infinity)
  const any = fc.double({ noNaN: true, noDefaultInfinity: true })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  return fc
    .oneof(fc.constantFrom(0, 0.5, 1, 2e-5, 1e-8, 1e21, -3), share, any.filter(inside))
    .map(x => (Object.is(x, -0) ? 0 : x)) // JSON has no −0
    .filter(inside)
}
