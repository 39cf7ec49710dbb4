import {
  check,
  choose,
  countPoints,
  definition,
  type Experiment,
  experimentToJson,
  fragment,
  grid,
  inSequence,
  isChoice,
  isStage,
  type JsonSchema,
  type Known,
  type Pipeline,
  pipelineSchema,
  type Sequence,
  type Stage,
  sample,
} from '@siamese/core'
import fc from 'fast-check'
import { randomPipelines } from './pipelines.js'
import { valuesOf } from './schemaValues.js'

/** Random pipelines in which some stages and settings are choices, alone or in sequence, some of them swept. */
export const randomExperiments = (known: readonly Known[]): fc.Arbitrary<Experiment> => {
  const { definitions } = pipelineSchema(known) as never as { readonly definitions: Record<string, JsonSchema> }
  const varied = (plain: Pipeline) =>
    fc.tuple(...plain.stages.map(stage => variants(stage, definitions))).map(tries =>
      tries.reduce<Pipeline>((made, stages, at) => {
        const others = stages.map(stage => check(plain.data, made.stages.with(at, stage)))
        return others.find(each => each.problems.length === 0 && countPoints(each.stages) <= 40) ?? made
      }, plain),
    )
  return randomPipelines(known)
    .chain(plain => fc.record({ plain: fc.constant(plain), first: varied(plain), second: varied(plain) }))
    .chain(({ plain, first, second }) =>
      fc.record({
        of: fc.constantFrom<Pipeline | Sequence>(
          first,
          // Few can be in sequence: those are taken more often.
          ...[0, 1]
            .flatMap(() => [inSequence([first, second]), inSequence([plain, other(plain, second), second])])
            .filter(({ problems }) => problems.length === 0),
        ),
        sweep: fc.option(fc.constantFrom('grid' as const, 1, 2), { freq: 3 }),
        seed: fc.nat(),
      }),
    )
    .map(({ of, sweep, seed }) => {
      if (sweep === null) return of
      const swept = sweep === 'grid' ? grid(of) : sample(of, { points: sweep, seed })
      return swept.problems.length === 0 ? swept : of
    })
}

/** The same stages on data of another name. */
const other = ({ data }: Pipeline, { stages }: Pipeline): Pipeline => check({ ...data, data: `${data.data} 2` }, stages)

/** Ways to vary a stage, the one that is meant first; those that do not fit are left out. */
const variants = (stage: Stage, definitions: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<readonly Stage[]> => {
  const { properties } = definitions[stage.stage] as { readonly properties: Record<string, JsonSchema> }
  const whole = ['stage', 'model', 'columns', 'insteadOf', 'on']
  const keys = Object.keys(properties).filter(key => !whole.includes(key))
  const { model } = stage.settings as { readonly model?: unknown }
  const remade = (settings: object): Stage => remake(stage, { ...(stage.settings as object), ...settings })
  const bare = remake(stage, model === undefined ? {} : { model })
  const choices: fc.Arbitrary<Stage>[] = [
    fc.constant(choose(stage, bare) as Stage),
    fc.constant(choose(stage, fragment()) as Stage),
    fc.constant(choose(fragment(stage, stage), choose(fragment(), stage)) as Stage),
    ...keys.map(key =>
      fc
        .array(lists(stage.settings[key as never]) ?? valuesOf(properties[key]!), { minLength: 2, maxLength: 3 })
        .filter(values => !values.some(each => each === undefined || isChoice(each)))
        .chain(values =>
          fc.constantFrom(values, [values[0], { choose: values }] as readonly unknown[]).map(choices => {
            return remade({ [key]: { choose: choices } })
          }),
        ),
    ),
  ]
  return fc.oneof(
    fc.constant([stage]),
    fc.array(fc.oneof(...choices), { minLength: 1, maxLength: 3 }),
    fc.array(fc.oneof(...choices), { minLength: 1, maxLength: 3 }),
  )
}

/** Lists of stages such as the one that is there: in the other order, without its first one, with its last one twice. */
const lists = (given: unknown): fc.Arbitrary<readonly Stage[]> | undefined =>
  Array.isArray(given) && given.every(isStage)
    ? fc.constantFrom(given, given.toReversed(), given.slice(1), [...given, ...given.slice(-1)])
    : undefined

const remake = (stage: Stage, settings: object): Stage =>
  Object.freeze({ stage: stage.stage, settings: Object.freeze(settings), [definition]: stage[definition] }) as Stage

/** Holds what must hold of valid experiments against many; one that fails is shown as JSON, with what repeats it. */
export const everyExperiment = (known: readonly Known[], runs: number, holds: (made: Experiment) => void): void => {
  const { failed, counterexample, errorInstance, seed, counterexamplePath } = fc.check(
    fc.property(randomExperiments(known), holds),
    { numRuns: runs, endOnFailure: true },
  )
  if (!failed) return
  const made = counterexample?.[0]
  const shown = made === undefined ? 'no experiment' : JSON.stringify(experimentToJson(made))
  throw new Error(
    `${(errorInstance as Error | undefined)?.message}\nfor ${shown}\n{ seed: ${seed}, path: '${counterexamplePath}' }`,
  )
}
