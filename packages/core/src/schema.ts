import type { Described, JsonSchema } from './described.js'
import { formatVersion, type Known } from './experimentJson.js'
import { closedSchema, schemaOf } from './jsonSchema.js'
import { isModelField } from './modelSettings.js'
import { codecOf, type Field } from './options.js'
import { definitions } from './plain.js'
import { settingRules, stageRules } from './ruleSchema.js'
import type { Definition } from './stage.js'

/**
 * The format of pipeline files, with the stages of a list, as JSON Schema. Draft 7, which editors know best.
 * What it refuses is refused by `fromJson` as well; what depends on data or models only `fromJson` can refuse.
 */
export const pipelineSchema = (known: readonly Known[]): JsonSchema => {
  const stages = known.map(({ definition }) => definition)
  const each = stages.map(stage => [stage.name, settingsSchema(stage)] as const)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A siamese pipeline',
    ...closedSchema(
      {
        $schema: { type: 'string', description: 'Where this schema lies, for editors' },
        siamese: { const: formatVersion, description: 'The version of the format' },
        data: dataSchema,
        models: { type: 'object', description: 'The models that stages name', additionalProperties: ref('model') },
        stages: stagesSchema,
        sequence: {
          type: 'array',
          description: 'Pipelines that train one encoder in turn, instead of data and stages',
          items: closedSchema({ data: dataSchema, stages: stagesSchema }, ['data', 'stages']),
          minItems: 2,
        },
        sweep: sweepSchema,
      },
      ['siamese'],
    ),
    if: { required: ['sequence'] },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { not: { anyOf: [{ required: ['data'] }, { required: ['stages'] }] } },
    else: { required: ['data', 'stages'] },
    definitions: {
      ...definitions(),
      entry: orChoice(ref('stage'), {
        anyOf: [
          { type: 'array', items: ref('entry') },
          { type: 'object', allOf: [ref('entry')] },
        ],
      }),
      stage: stageSchema(stages),
      ...Object.fromEntries(each),
      ...familySchemas(stages, JSON.stringify(each)),
    },
  }
}

/** The stages of each family that some setting takes: `stageOf('loss', …)`. */
const familySchemas = (stages: readonly Definition[], written: string): JsonSchema =>
  Object.fromEntries(
    [...new Set(stages.map(({ does }) => does.family))]
      .map(family => [`any.${family}`, stages.filter(({ does }) => does.family === family)] as const)
      .filter(([name]) => written.includes(`"#/definitions/${name}"`))
      .map(([name, members]) => [name, orChoice(stageSchema(members), ref(name))]),
  )

const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` })

const dataSchema: JsonSchema = { description: 'What is read, and what its columns hold', allOf: [ref('data')] }
const stagesSchema: JsonSchema = {
  type: 'array',
  description: 'What is done to the texts, in order',
  items: ref('entry'),
}
const sweepSchema: JsonSchema = {
  description: 'Which points of the choices are run: all, or so many that are drawn by a seed',
  anyOf: [
    { const: 'grid' },
    closedSchema({ sample: { type: 'integer', minimum: 1 }, seed: { type: 'integer', minimum: 0, default: 42 } }, [
      'sample',
    ]),
  ],
}

/** What stands there, or several of which a sweep tries every one. */
const orChoice = (one: JsonSchema, alternative: JsonSchema): JsonSchema => ({
  if: { type: 'object', required: ['choose'], not: { required: ['stage'] }, properties: { choose: { type: 'array' } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: closedSchema(
    {
      choose: {
        type: 'array',
        description: 'What a sweep tries, one after the other',
        items: alternative,
        minItems: 2,
      },
    },
    ['choose'],
  ),
  else: one,
})

/** A stage is known by its name: the name decides which settings there are, so that editors complete those and no others. */
const stageSchema = (stages: readonly Definition[]): JsonSchema => ({
  type: 'object',
  required: ['stage'],
  properties: {
    stage: {
      description: 'The name of the stage',
      anyOf: stages.map(({ name, about }) => ({ const: name, ...(about === undefined ? {} : { description: about }) })),
    },
  },
  allOf: stages.map(({ name }) => ({
    if: { properties: { stage: { const: name } }, required: ['stage'] },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: ref(name),
  })),
})

const settingsSchema = ({ name, about, options: { fields }, rules }: Definition): JsonSchema => {
  const written = Object.entries(fields)
  const required = written.filter(([, field]) => !Array.isArray(field)).map(([key]) => key)
  const unwritten = written.filter(([, field]) => Array.isArray(field) && field[1] === undefined).map(([key]) => key)
  const together = stageRules(rules, unwritten)
  return {
    ...(about === undefined ? {} : { description: about }),
    ...closedSchema(
      {
        stage: { const: name },
        ...Object.fromEntries(
          written.map(([key, field]) => [
            key,
            isModelField(field)
              ? modelSchema(field)
              : settingSchema(field, settingRules(rules, key), ref(`${name}/properties/${key}`)),
          ]),
        ),
      },
      ['stage', ...required],
    ),
    ...(together.length === 0 ? {} : { allOf: together }),
  }
}

/** In a file a model is named, and stands in `models`. */
const modelSchema = (field: Field): JsonSchema => {
  const { help = 'The name of a model, as models has it' } = codecOf(field) as Described
  return { type: 'string', description: help }
}

const settingSchema = (field: Field, ranges: JsonSchema, itself: JsonSchema): JsonSchema => {
  const { description, ...said } = schemaOf(codecOf(field))
  const unwritten: unknown = Array.isArray(field) ? field[1] : undefined
  return {
    ...(description === undefined ? {} : { description }),
    ...(unwritten === undefined ? {} : { default: unwritten }),
    ...orChoice({ ...said, ...ranges }, itself),
  }
}
