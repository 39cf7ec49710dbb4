import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { described } from '../src/described.js'
import { schemaOf } from '../src/jsonSchema.js'
import { defineLoss } from '../src/loss.js'
import { stageOf } from '../src/nested.js'
import { options } from '../src/options.js'
import { settingRules, stageRules } from '../src/ruleSchema.js'
import { pipelineSchema } from '../src/schema.js'
import { some } from '../src/some.js'
import { dotLoss } from './toys.js'

test('a codec says in JSON Schema what it lets through; of one made by hand only its name is known', () => {
  assert.equal(schemaOf(t.keyof({ a: null, b: null })), { enum: ['a', 'b'] })
  assert.equal(schemaOf(some(described(t.number, 'a size'))), {
    type: 'array',
    items: { type: 'number', description: 'a size' },
    minItems: 1,
  })
  assert.equal(schemaOf(t.tuple([t.string, t.boolean])), {
    type: 'array',
    items: [{ type: 'string' }, { type: 'boolean' }],
    minItems: 2,
    maxItems: 2,
  })
  assert.equal(schemaOf(t.record(t.string, t.union([t.literal(1), t.null]))), {
    type: 'object',
    additionalProperties: { anyOf: [{ const: 1 }, { type: 'null' }] },
  })
  assert.equal(schemaOf(new t.Type('a date', t.unknown.is, t.success, t.identity)), { description: 'a date' })
})

test('lines of a rule are ranges of a setting, or say which settings go together; others say nothing', () => {
  assert.equal(
    settingRules(
      [
        ['a', 'is positive', 0, ''],
        ['a', 'is whole', 0, ''],
        ['b', '<=', 3, ''],
      ],
      'a',
    ),
    {
      exclusiveMinimum: 0,
      type: 'integer',
    },
  )
  assert.equal(
    settingRules(
      [
        ['a', 'is a share', 0, ''],
        ['a', 'is not', 1, ''],
      ],
      'a',
    ),
    { minimum: 0, exclusiveMaximum: 1 },
  )
  assert.equal(
    settingRules(
      [
        ['a', '<=', 'width', ''],
        ['a', 'is one of', 'splits', ''],
      ],
      'a',
    ),
    {},
  )
  const together = [
    ['a', 'or', 'b', ''],
    ['a', 'excludes', 'b', ''],
    ['b', 'goes with', 'a', ''],
  ] as const
  assert.equal(stageRules(together, ['a', 'b']), [
    { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    { not: { required: ['a', 'b'] } },
    { dependencies: { b: ['a'] } },
  ])
  // A setting that has a default is always there.
  assert.equal(stageRules(together, ['a']), [])
})

test('a setting that is a stage takes the stages of its family', () => {
  const wrapped = defineLoss({
    name: 'loss.wrapped',
    roles: [],
    options: options({ loss: described(stageOf('loss', 'a loss'), 'What is wrapped') }),
    apply: () => {
      throw new Error('not called')
    },
  })
  const { definitions } = pipelineSchema([dotLoss, wrapped]) as never as {
    definitions: Record<string, { properties: Record<string, unknown> }>
  }
  const choice = (items: string) => ({
    type: 'object',
    properties: {
      choose: {
        type: 'array',
        description: 'What a sweep tries, one after the other',
        items: { $ref: `#/definitions/${items}` },
        minItems: 2,
      },
    },
    required: ['choose'],
    additionalProperties: false,
  })
  const {
    if: chosen,
    then,
    else: one,
    ...said
  } = definitions['loss.wrapped']!.properties.loss as Record<string, { readonly required?: unknown }>
  assert.equal(chosen!.required, ['choose'])
  assert.equal(then, choice('loss.wrapped/properties/loss'))
  assert.equal(one, { allOf: [{ $ref: '#/definitions/any.loss' }] })
  assert.equal(said, { description: 'What is wrapped' })
  const { then: several, else: any } = definitions['any.loss'] as never as Record<string, (typeof definitions)[string]>
  assert.equal(several as unknown, choice('any.loss'))
  assert.equal(any!.properties.stage, {
    description: 'The name of the stage',
    anyOf: [{ const: 'loss.dot' }, { const: 'loss.wrapped' }],
  })
})

test.run()
