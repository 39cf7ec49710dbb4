import { experimentToJson, pipelineSchema, toJson } from '@siamese/core'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { vocabulary } from '../../src/vocabulary.js'
import { everyPipeline } from '../random/everyPipeline.js'
import { everyExperiment } from '../random/experiments.js'
import { cosine, head, json, onDev, training } from '../run/tiny.js'

const schema = pipelineSchema(vocabulary) as { readonly definitions: Readonly<Record<string, Definition>> }
interface Definition {
  readonly description?: string
  readonly properties: Readonly<Record<string, { readonly description?: string }>>
}
const validate = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(schema)
const refuses = (file: unknown): string =>
  validate(file)
    ? 'accepted'
    : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ')

test('every valid pipeline is valid for the schema', () => {
  everyPipeline(vocabulary, 250, made => {
    const file = JSON.parse(JSON.stringify(toJson(made)))
    if (!validate(file)) throw new Error(JSON.stringify(validate.errors))
  })
})

test('and so is every valid choice, sequence and sweep', () => {
  everyExperiment(vocabulary, 60, made => {
    const file = JSON.parse(JSON.stringify(experimentToJson(made)))
    if (!validate(file)) throw new Error(JSON.stringify(validate.errors))
  })
})

const whole = json([...head, cosine, onDev, training()])
const withStage = (index: number, change: object) => {
  const stages = whole.stages.map((stage, i) => (i === index ? { ...stage, ...change } : stage))
  return { ...whole, stages }
}
const { stages, data, ...shared } = whole
const choosing = (choose: unknown) => ({ ...whole, stages: [...stages, { choose }] })
const part = { data, stages }
const mistakes: readonly (readonly [what: string, file: unknown, said: RegExp])[] = [
  ['a key of no pipeline', { ...whole, stage: [] }, /additional properties/],
  ['another version', { ...whole, siamese: 3 }, /\/siamese must be equal to constant/],
  ['no data', { ...whole, data: undefined }, /required property 'data'/],
  ['no such stage', withStage(2, { stage: 'pool.maen' }), /\/stages\/2\/stage must be equal to constant/],
  ['a stage without a name', { ...whole, stages: [{ margin: 1 }] }, /required property 'stage'/],
  ['a setting that is misspelt', withStage(3, { transfrom: 'sigmoid' }), /\/stages\/3 must NOT have additional/],
  ['a setting of another stage', withStage(2, { margin: 1 }), /\/stages\/2 must NOT have additional/],
  ['a setting of another type', withStage(5, { epochs: '1' }), /\/stages\/5\/epochs must be integer/],
  ['half an epoch', withStage(5, { epochs: 0.5 }), /\/stages\/5\/epochs must be integer/],
  ['no epoch', withStage(5, { epochs: 0 }), /\/stages\/5\/epochs must be > 0/],
  ['more than all', withStage(5, { warmup: 1.5 }), /\/stages\/5\/warmup must be <= 1/],
  [
    'beta2 of 1',
    withStage(5, { optimizer: { stage: 'optimizer.adam', beta2: 1 } }),
    /\/stages\/5\/optimizer\/beta2 must be < 1/,
  ],
  ['a schedule that there is not', withStage(5, { schedule: 'step' }), /allowed values/],
  ['epochs and steps', withStage(5, { epochs: 1, steps: 1 }), /\/stages\/5 must NOT be valid/],
  ['neither', withStage(5, { epochs: undefined }), /\/stages\/5 must match a schema in anyOf/],
  [
    'patience for nothing',
    withStage(5, { patience: 1, best: undefined }),
    /must have property best when property patience/,
  ],
  ['a test split that chooses', withStage(5, { best: 'test.loss' }), /\/stages\/5\/best must NOT be valid/],
  ['a role that is misspelt', withStage(3, { columns: { sentense1: 'a' } }), /\/stages\/3\/columns must NOT have/],
  ['an empty list', withStage(4, { similarity: [] }), /\/stages\/4\/similarity must NOT have fewer than 1/],
  ['no split', withStage(4, { on: undefined }), /\/stages\/4 must have required property 'on'/],
  ['too short', withStage(0, { maxLength: 2 }), /\/stages\/0\/maxLength must be >= 3/],
  ['a model that is none', { ...whole, models: { tiny: { model: 'tiny' } } }, /\/models\/tiny must have required/],
  ['one alternative', choosing([{ stage: 'pool.mean' }]), /\/stages\/6\/choose must NOT have fewer than 2/],
  ['no such stage among others', choosing([[], [{ stage: 'pool.maen' }]]), /\/choose\/1\/0\/stage must be equal/],
  ['a key beside choose', withStage(2, { stage: undefined, choose: [[], []], on: 'dev' }), /\/stages\/2 must NOT/],
  [
    'an alternative of another type',
    withStage(5, { epochs: { choose: [1, '2'] } }),
    /epochs\/choose\/1 must be integer/,
  ],
  ['one value to choose', withStage(5, { epochs: { choose: [1] } }), /epochs\/choose must NOT have fewer/],
  ['a sequence of one', { ...shared, sequence: [part] }, /\/sequence must NOT have fewer than 2/],
  ['data beside a sequence', { ...whole, sequence: [part, part] }, / must NOT be valid/],
  ['a part without data', { ...shared, sequence: [part, { stages }] }, /\/sequence\/1 must have required/],
  ['models in a part', { ...shared, sequence: [part, { ...part, models: {} }] }, /\/sequence\/1 must NOT have/],
  ['a sweep that there is not', { ...whole, sweep: 'gird' }, /\/sweep must be equal to constant/],
  ['half a point', { ...whole, sweep: { sample: 0.5 } }, /\/sweep\/sample must be integer/],
  ['a key of no model', { ...whole, models: { tiny: { ...whole.models.tiny, size: 1 } } }, /\/models\/tiny must NOT/],
  [
    'a kind of column that there is not',
    { ...whole, data: { ...whole.data, columns: [['a', 'txt']] } },
    /\/data\/columns\/0\/1/,
  ],
]
for (const [what, file, said] of mistakes)
  test(`${what} is refused by the schema, and the file before was not`, () => {
    // JSON has no undefined: such a key is not there.
    assert.is(refuses(JSON.parse(JSON.stringify(whole))), 'accepted')
    assert.match(refuses(JSON.parse(JSON.stringify(file))), said)
  })

test('every stage and every setting says what it is for', () => {
  for (const { definition } of vocabulary) {
    const { description, properties } = schema.definitions[definition.name]!
    assert.ok((description ?? '').length > 15, definition.name)
    for (const [key, setting] of Object.entries(properties))
      if (key !== 'stage') assert.ok((setting.description ?? '').length > 15, `${definition.name}.${key}`)
  }
})

test('what the schema accepts of one stage alone, its own codec accepts', () => {
  // One for all stages: each compiles what it refers to once.
  const stages = new Ajv({ strict: false }).addSchema(schema, 'pipeline')
  for (const { definition } of vocabulary) {
    const one = stages.compile({ $ref: `pipeline#/definitions/${definition.name}`, type: 'object' })
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('columns', ...Object.keys(definition.options.fields)), fc.jsonValue()),
        written => {
          const { model: _, ...settings } = written
          if (!one({ stage: definition.name, ...settings, model: 'x' })) return
          const { problems } = definition.options.decode(definition.name, settings)
          assert.equal(
            problems.filter(({ sentence }) => !sentence.includes("'model'")),
            [],
          )
        },
      ),
      { numRuns: 200 },
    )
  }
})

test.run()
