import { isChoice, valuesOf } from './choice.js'
import { schemaOf } from './jsonSchema.js'
import type { Model } from './model.js'
import { codecOf, type Field } from './options.js'
import { type Definition, definition, type Stage } from './stage.js'

/** Whether a setting is a model; in a file it is the name of one. */
export const isModelField = (field: Field): boolean => {
  const { $ref, allOf: [one] = [] } = schemaOf(codecOf(field)) as {
    readonly $ref?: string
    readonly allOf?: readonly { readonly $ref?: string }[]
  }
  return ($ref ?? one?.$ref) === '#/definitions/model'
}

/** The settings of a stage that are models: `model` of encode, a loss's `guide`. */
export const modelKeys = ({ options: { fields } }: Pick<Definition, 'options'>): readonly string[] =>
  Object.keys(fields).filter(key => isModelField(fields[key]!))

/** The models that a stage is given, those of a choice among them. */
export const modelsOf = (stage: Stage): readonly Model[] => {
  const written = stage.settings as Readonly<Record<string, unknown>>
  return modelKeys(stage[definition]).flatMap(key => {
    const value = written[key]
    return (isChoice(value) ? valuesOf(value) : [value]).filter(isModel)
  })
}

/** A model as a lock has it. */
export const isModel = (value: unknown): value is Model =>
  typeof value === 'object' && value !== null && ['model', 'hidden', 'origin'].every(key => key in value)
