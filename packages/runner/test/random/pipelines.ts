import {
  check,
  type Definition,
  type Evaluates,
  encode,
  flows,
  type JsonSchema,
  type Known,
  type Loses,
  type Model,
  modelKeys,
  type Pipeline,
  pipelineSchema,
  type Stage,
  tokenize,
} from '@siamese/core'
import { triplet } from '@siamese/losses'
import { cls, layerNorm, mean, normalize } from '@siamese/pooling'
import fc from 'fast-check'
import { type Column, datasets, kinds, splits, taughtWidth } from './datasets.js'
import { models } from './models.js'
import { valuesOf } from './schemaValues.js'
import { names } from './texts.js'

type Written = Readonly<Record<string, unknown>>

/**
 * Valid pipelines over a list of stages, each of them with any of its settings: tokenize, encode, stages over tokens, a pooling, modules, and
 * evaluators, a loss and train, or some of them. Settings come from the stages' own schemas; what hangs on data or models is
 * chosen so that it fits, and a stage that does not fit is left out.
 */
export const randomPipelines = (known: readonly Known[]): fc.Arbitrary<Pipeline> => {
  const { definitions } = pipelineSchema(known) as never as { readonly definitions: Record<string, JsonSchema> }
  const all = known.map(({ definition }) => definition)
  const of = (family: Definition['does']['family']) => all.filter(({ does }) => does.family === family)
  const some = (family: Definition['does']['family'], most: number) =>
    fc.shuffledSubarray(of(family), { maxLength: Math.min(most, of(family).length) })
  return fc
    .record({
      tokens: some('tokenModule', 2),
      pooling: fc.constantFrom(...of('pooling')),
      routers: some('router', 1),
      modules: some('module', 3),
      loss: fc.option(fc.constantFrom(...of('loss')), { nil: undefined, freq: 4 }),
      evaluators: some('evaluator', 4),
      frozen: fc.boolean(),
      apart: fc.boolean(),
    })
    .chain(({ tokens, pooling, routers, modules, loss, evaluators, frozen, apart }) => {
      const encoders = apart && routers.length > 0
      const after = encoders ? [...routers, ...modules] : [...tokens, pooling, ...routers, ...modules]
      const before = encoders ? after : [of('tokenize')[0]!, of('encode')[0]!, ...after]
      const trained = [...(frozen ? of('freeze') : []), of('train')[0]!]
      const stages = loss === undefined ? [...before, ...evaluators] : [...before, loss, ...evaluators, ...trained]
      return fc
        .tuple(filled(known, stages, definitions), models(encoders ? [] : after.map(({ name }) => name)))
        .map(([{ data, settings }, drawn]) => {
          const taught = loss !== undefined && rolesIn(loss).some(role => /: (vector|teacher)$/.test(role))
          const model = taught ? { ...drawn, hidden: taughtWidth } : drawn
          return stages.reduce<Pipeline>(
            (made, stage, i) => {
              const written =
                encoders && stage.does.family === 'router' ? withEncoders(settings[i]!, model) : settings[i]!
              const tries = fitting(stage, written, model, made.width, metricsOf(made)).map(fits =>
                check(data, [...made.stages, make(known, stage, fits)]),
              )
              return tries.find(({ problems }) => problems.length === 0) ?? made
            },
            check(data, []),
          )
        })
    })
}

const nameOf = (role: string): string => role.split(': ')[0]!.replace(/[…?+].*$/, '')

const rolesIn = ({ does }: Definition): readonly string[] => ('roles' in does ? (does as Loses | Evaluates).roles : [])

/** The setting of a loss of losses that has them; what it has here is `inner`. */
const holds = ({ options: { fields } }: Definition): 'loss' | 'losses' | undefined =>
  'losses' in fields ? 'losses' : 'loss' in fields ? 'loss' : undefined
const inner = triplet.definition as Definition
const within = (columns: readonly (readonly [string, unknown])[]): Stage =>
  triplet(columns.length > 0 ? ({ columns: Object.fromEntries(columns) } as object) : {}) as Stage

/** Data with a column for every role, named like it or otherwise, and settings for every stage. */
const filled = (
  known: readonly Known[],
  stages: readonly Definition[],
  definitions: Readonly<Record<string, JsonSchema>>,
) => {
  const rolesOf = (stage: Definition): readonly string[] => rolesIn(holds(stage) === undefined ? stage : inner)
  const roles = [...new Set(stages.flatMap(rolesOf))]
  const written = ({ name }: Definition): fc.Arbitrary<Written> => {
    const { stage: _, model: __, ...own } = definitions[name]!.properties as Readonly<Record<string, JsonSchema>>
    const simple = Object.entries(own).filter(([, each]) => !/any\.(loss|pooling|module)/.test(JSON.stringify(each)))
    const value = (each: JsonSchema): fc.Arbitrary<unknown> => {
      const family = /any\.(optimizer|schedule)/.exec(JSON.stringify(each))?.[1]
      return family === undefined ? valuesOf(each) : part(family)
    }
    return fc.record(Object.fromEntries(simple.map(([key, each]) => [key, value(each)])), { requiredKeys: [] })
  }
  /** A stage that is a setting of train. */
  const part = (family: string): fc.Arbitrary<unknown> => {
    const members = known.map(each => each.definition).filter(({ does }) => does.family === family)
    const made = fc.constantFrom(...members).chain(each => written(each).map(settings => make(known, each, settings)))
    return family === 'schedule' ? fc.oneof(made, fc.constantFrom('linear', 'constant', 'cosine')) : made
  }
  return fc
    .record({
      written: fc.tuple(...stages.map(written)),
      kinds: fc.tuple(...roles.map(role => kinds[role.split(': ')[1]!]!)),
      asRole: fc.array(fc.boolean(), { minLength: roles.length, maxLength: roles.length }),
      splits: fc.array(fc.constantFrom(...splits), { minLength: stages.length, maxLength: stages.length }),
      named: names(roles.length + 1).filter(list => list.every(name => !roles.some(role => nameOf(role) === name))),
    })
    .chain(({ written, kinds, asRole, splits, named }) => {
      const columns = roles.map((role, i): Column => {
        const first = roles.findIndex(each => nameOf(each) === nameOf(role)) === i
        return { name: asRole[i] && first ? nameOf(role) : named[i]!, kind: kinds[i]! }
      })
      const settings = stages.map((stage, i): Written => {
        const mapped = rolesOf(stage).map(role => [role, nameOf(role), columns[roles.indexOf(role)]!.name] as const)
        const other = mapped
          .filter(([, name, column]) => name !== column)
          .map(([role, name, column]) => [name, /[…+]/.test(role) ? [column] : column] as const)
        const held = holds(stage)
        return {
          ...written[i],
          ...('of' in stage.options.fields ? { of: [mean(), cls()] } : {}),
          ...(stage.does.family === 'router' ? routesOf(columns, asRole) : {}),
          ...(stage.does.family === 'freeze' ? { parameters: ['embeddings', 'encoder.layer.0'] } : {}),
          ...('on' in stage.options.fields ? { on: stage.does.family === 'train' ? 'train' : splits[i] } : {}),
          ...(held === undefined
            ? stage.does.family === 'router'
              ? {}
              : { columns: other.length > 0 ? Object.fromEntries(other) : undefined }
            : { [held]: held === 'loss' ? within(other) : [within(other), within(other)] }),
        }
      })
      const readable = columns.length > 0 ? columns : [{ name: 'text', kind: 'text' } as const]
      return datasets(named[roles.length]!, readable).map(data => ({ data, settings }))
    })
}

/** Routes of their own stages, one of them empty or not, and a route for every text. */
const routesOf = (columns: readonly Column[], drawn: readonly boolean[]): Written => {
  const texts = columns.filter(({ kind }) => kind === 'text' || kind === 'texts')
  return {
    query: [normalize(), layerNorm()],
    document: drawn[0] === true ? [] : [normalize()],
    columns: Object.fromEntries(texts.map(({ name }, i) => [name, drawn[i] === true ? 'query' : 'document'])),
  }
}

/** The same routes, each behind a tokenizer and an encoder of its own. */
const withEncoders = ({ query, document, ...others }: Written, model: Model): Written => {
  const other: Model = { ...model, model: `${model.model} of documents`, layers: 1 }
  const behind = (encoder: Model, own: unknown) => [
    tokenize(encoder),
    encode(encoder, { layer: -1 }),
    mean(),
    ...(own as readonly Stage[]),
  ]
  return { ...others, query: behind(model, query), document: behind(other, document) }
}

/** What the evaluators so far report, of splits that may choose. */
const metricsOf = (made: Pipeline): readonly string[] =>
  (flows(made).at(-1)?.metrics ?? []).filter(name => !name.startsWith('test.'))

/** Settings that hang together, or on the model; of several the first that fits is taken. */
const fitting = (
  { options, does }: Definition,
  written: Written,
  model: Model,
  width: number,
  metrics: readonly string[],
): readonly Written[] => {
  const { fields } = options
  const {
    onto,
    dims,
    weights,
    insteadOf,
    layer,
    name,
    best,
    patience,
    epochs,
    steps,
    batchSize,
    miniBatchSize,
    sampler,
    evaluateEvery,
    kernels,
    ...rest
  } = written
  const [low, high] = (onto as readonly [number, number] | undefined) ?? [0, 0]
  const shorter = [...new Set(((dims ?? []) as readonly number[]).map(dim => 1 + (dim % model.hidden)))]
  const lengths = shorter.length === 0 ? [model.hidden] : shorter.sort((a, b) => b - a)
  const many = 'dims' in fields ? lengths.length : 2
  const frozen = modelKeys({ options } as Definition).filter(key => key in written || !Array.isArray(fields[key]))
  const odd = ((kernels ?? []) as readonly number[]).map(kernel => 1 + 2 * (Math.trunc(Math.abs(kernel)) % 3))
  const some: Written = {
    ...(odd.length === 0 ? {} : { kernels: odd }),
    ...rest,
    ...Object.fromEntries(['model' in fields ? 'model' : [], frozen].flat().map(key => [key, model])),
    ...(low < high ? { onto: [low, high] } : {}),
    ...(name === undefined ? {} : { name: String(name).replaceAll('.', '') || 'other' }),
    ...(does.family === 'evaluator' && written.width !== undefined
      ? { width: 1 + (Math.floor(Math.abs(Number(written.width))) % width) }
      : {}),
    ...(written.in === undefined ? {} : { in: width }),
    // As wide as the vectors that are columns.
    ...(written.projection === undefined ? {} : { projection: taughtWidth }),
    ...('dims' in fields ? { dims: lengths } : {}),
    ...(written.layersPerStep === undefined
      ? {}
      : { layersPerStep: 1 + (Number(written.layersPerStep) % model.layers) }),
    ...(weights === undefined
      ? {}
      : { weights: Array.from({ length: many }, (_, i) => (weights as readonly number[])[i] ?? 1) }),
    ...(insteadOf === undefined ? {} : { insteadOf: model.modules }),
    ...(layer === undefined
      ? {}
      : {
          layer:
            (Math.floor(Math.abs(Number(layer))) % (model.layers + 1)) - (Number(layer) < 0 ? model.layers + 1 : 0),
        }),
  }
  if (does.family !== 'train') return [some, 'model' in fields ? { model } : {}]
  const length = steps === undefined ? { epochs: epochs ?? 1 } : { steps }
  const trained: Written = {
    ...some,
    ...length,
    ...(batchSize === undefined ? {} : { batchSize: 2 * Number(batchSize) + 2 }),
    ...(miniBatchSize === undefined
      ? {}
      : { miniBatchSize: Math.min(Number(miniBatchSize), batchSize === undefined ? 16 : 2 * Number(batchSize) + 2) }),
    ...(evaluateEvery === undefined
      ? {}
      : { evaluateEvery: Math.min(Number(evaluateEvery), Number(steps ?? evaluateEvery)) }),
  }
  const watched = patience === undefined ? {} : { patience }
  const judged: readonly Written[] = [
    ...(best === undefined ? [] : metrics.slice(0, 1).map(name => ({ ...trained, best: name, ...watched }))),
    trained,
  ]
  const chosen = [...judged, ...judged.map(({ optimizer: _, schedule: __, ...others }) => others)]
  return sampler === undefined ? chosen : [...chosen.map(each => ({ ...each, sampler })), ...chosen]
}

const make = (known: readonly Known[], definition: Definition, settings: Written): Stage => {
  const made = known.find(each => each.definition === definition) as unknown as (...given: unknown[]) => Stage
  const { model, ...rest } = settings
  const written = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  if (Array.isArray(written.of)) return made(...written.of)
  return model === undefined ? made(written) : made(model, written)
}
