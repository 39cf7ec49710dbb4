import type * as t from 'io-ts'
import type { Described, JsonSchema } from './described.js'

/** What a codec lets through, as JSON Schema. A codec made by hand says it itself (`inSchema`); of any other its name is all that is known. */
export const schemaOf = (codec: t.Mixed): JsonSchema => {
  const { help, schema } = codec as Described
  const said = schema?.() ?? tagged(codec as Tagged)
  return help === undefined ? said : withHelp(said, help)
}

/** Beside a reference nothing else is read. */
const withHelp = (schema: JsonSchema, description: string): JsonSchema =>
  '$ref' in schema ? { description, allOf: [schema] } : { ...schema, description }

export const closedSchema = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
})

/** Codecs of io-ts that have a tag; by the tag and not by the class, so that those of another copy of io-ts are known, too. */
type Tagged =
  | t.StringType
  | t.NumberType
  | t.BooleanType
  | t.NullType
  | t.UnknownType
  | t.LiteralType<string | number | boolean>
  | t.KeyofType<Record<string, unknown>>
  | t.ArrayType<t.Mixed>
  | t.ReadonlyArrayType<t.Mixed>
  | t.DictionaryType<t.Mixed, t.Mixed>
  | t.TupleType<t.Mixed[]>
  | t.UnionType<t.Mixed[]>
  | t.RefinementType<t.Mixed>

const tagged = (codec: Tagged): JsonSchema => {
  switch (codec._tag) {
    case 'StringType':
      return { type: 'string' }
    case 'NumberType':
      return { type: 'number' }
    case 'BooleanType':
      return { type: 'boolean' }
    case 'NullType':
      return { type: 'null' }
    case 'UnknownType':
      return {}
    case 'LiteralType':
      return { const: codec.value }
    case 'KeyofType':
      return { enum: Object.keys(codec.keys) }
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return { type: 'array', items: schemaOf(codec.type) }
    case 'DictionaryType':
      return { type: 'object', additionalProperties: schemaOf(codec.codomain) }
    case 'TupleType':
      return {
        type: 'array',
        items: codec.types.map(schemaOf),
        minItems: codec.types.length,
        maxItems: codec.types.length,
      }
    case 'UnionType':
      return { anyOf: codec.types.map(schemaOf) }
    case 'RefinementType':
      return withHelp(schemaOf(codec.type), codec.name)
    default:
      return { description: (codec as t.Mixed).name }
  }
}
