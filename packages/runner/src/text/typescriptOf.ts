import {
  definition,
  type Experiment,
  everyStage,
  flatten,
  isChoice,
  isSequence,
  isStage,
  isSweep,
  type Model,
  modelsOf,
  type Pipeline,
  pipelinesOf,
  type Stage,
  valuesOf,
} from '@siamese/core'
import { typeScript } from '../sources/lockLiteral.js'
import { identifier } from './identifiers.js'
import { type Dialect, flat, layOut } from './layOut.js'
import { type Importable, importsOf, type Reference } from './stageImports.js'

const width = 120

/** In a program `__proto__` is a key like any other only in brackets. */
const program: Dialect = { ...typeScript, key: key => (key === '__proto__' ? "['__proto__']" : typeScript.key(key)) }

/** What of core is called beside the stages. */
export const calls = ['pipeline', 'choose', 'fragment', 'sequence', 'grid', 'sample'] as const

/** A pipeline, a sequence or a sweep as a program that makes it: models and data as literals, stages as calls. Every stage must be importable. */
export const typescriptOf = (experiment: Experiment, importable: readonly Importable[]): string => {
  const pipelines = pipelinesOf(experiment)
  const all = everyStage(pipelines.flatMap(({ stages }) => stages))
  const { references, taken, lines } = importsOf(all, importable, calls)
  const models = new Map(all.flatMap(modelsOf).map(model => [model.model, model]))
  const name = (wanted: string, otherwise: string): string => {
    let free = identifier(wanted, otherwise)
    for (let i = 2; taken.has(free); i++) free = `${identifier(wanted, otherwise)}${i}`
    taken.add(free)
    return free
  }
  const modelNames = new Map([...models.keys()].map(model => [model, name(model, 'Model')]))
  // Parts of a sequence may read the same data.
  const read = new Map(pipelines.map(({ data }) => [JSON.stringify(data), data]))
  const dataNames = new Map([...read].map(([text, { data }]) => [text, name(data, 'Data')]))
  const constants = [
    ...[...models].map(([model, value]) => constant(modelNames.get(model)!, value, 'Model')),
    ...[...read].map(([text, data]) => constant(dataNames.get(text)!, data, 'Data')),
  ]
  const called = new Set<string>()
  const whole = experimentText(experiment, { references, modelNames, dataNames, called })('', 'export default '.length)
  return [
    lines(['Data', ...(models.size > 0 ? ['Model'] : [])], called),
    ...constants,
    `export default ${whole}\n`,
  ].join('\n')
}

interface Names {
  readonly references: Reference
  readonly modelNames: ReadonlyMap<string, string>
  /** By the data as JSON. */
  readonly dataNames: ReadonlyMap<string, string>
  /** Those of `calls` that were written. */
  readonly called: Set<string>
}
/** How something is written: so far in, with so much before it on its line; `undefined` asks for one line. */
type Text = (indent: string, before: number | undefined) => string

const experimentText = (experiment: Experiment, names: Names): Text => {
  if (isSequence(experiment))
    return call(
      'sequence',
      experiment.sequence.map(each => experimentText(each, names)),
      names,
    )
  if (!isSweep(experiment)) return pipelineText(experiment, names)
  const { sweep, of } = experiment
  if (sweep === 'grid') return call('grid', [experimentText(of, names)], names)
  const drawn = { points: sweep.sample, seed: sweep.seed }
  return call('sample', [experimentText(of, names), plainText(drawn)], names)
}

const pipelineText = ({ data, stages }: Pipeline, names: Names): Text =>
  call(
    'pipeline',
    [() => names.dataNames.get(JSON.stringify(data))!, ...flatten(stages).map(stage => stageText(stage, names))],
    names,
  )

/** One of `calls`: on one line where it fits, or a line an argument. */
const call = (name: (typeof calls)[number], given: readonly Text[], { called }: Names): Text => {
  called.add(name)
  return several(name, given)
}

/** A call with what it is given on one line, or on a line each. */
const several =
  (name: string, given: readonly Text[]): Text =>
  (indent, before) => {
    const line = `${name}(${given.map(each => each('', undefined)).join(', ')})`
    if (before === undefined || before + line.length <= width - (indent === '' ? 0 : 1)) return line
    const inner = `${indent}  `
    return `${name}(\n${given.map(each => `${inner}${each(inner, inner.length)},\n`).join('')}${indent})`
  }

/** A call whose one object begins on the line of its name. */
const alone =
  (name: string, given: Text): Text =>
  (indent, before) => {
    const line = `${name}(${given('', undefined)})`
    if (before === undefined || before + line.length <= width - (indent === '' ? 0 : 1)) return line
    return `${name}(${given(indent, width)})`
  }

const plainText =
  (value: unknown): Text =>
  (indent, before) =>
    before === undefined ? flat(value, program) : layOut(value, program, indent, before, true)

// What JSON cannot say is not in a pipeline that was checked; an undefined key is none.
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const constant = (name: string, value: unknown, type: 'Data' | 'Model'): string =>
  `const ${name} = ${layOut(plain(value), program)} as const satisfies ${type}\n`

/** `loss.triplet({ margin: 1 })`, on one line where it fits; `choose(…)` and, in it, `fragment(…)`. */
const stageText = (stage: Stage, names: Names): Text => {
  const { does, first } = stage[definition]
  const inside = (stages: readonly Stage[]) => stages.map(each => stageText(each, names))
  if (does.family === 'choice') return call('choose', inside(does.alternatives), names)
  if (does.family === 'fragment') {
    const stages = flatten(does.stages)
    return stages.length === 1 ? stageText(stages[0]!, names) : call('fragment', inside(stages), names)
  }
  const { model, ...settings } = stage.settings as { readonly model?: Model }
  const written = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  const dialect: Dialect = {
    ...program,
    other: (value, indent, before) => {
      const given = modelsOf(stage).find(each => each === value)
      if (given !== undefined) return names.modelNames.get(given.model)!
      if (isStage(value)) return stageText(value, names)(indent, before)
      if (!isChoice(value)) return undefined
      return call('choose', valuesOf(value).map(settingText), names)(indent, before)
    },
  }
  const settingText =
    (value: unknown): Text =>
    (indent, before) =>
      before === undefined ? flat(value, dialect) : layOut(value, dialect, indent, before, true)
  const reference = names.references.get(stage[definition])!
  if (first !== undefined && written[first] !== undefined) {
    const { [first]: leading, ...others } = written
    const given = [
      ...(Array.isArray(leading) ? leading : [leading]),
      ...(Object.keys(others).length > 0 ? [others] : []),
    ]
    return given.length === 1 ? alone(reference, settingText(given[0])) : several(reference, given.map(settingText))
  }
  const models = model === undefined ? [] : [names.modelNames.get(model.model)!]
  const start = `${reference}(${models.join('')}`
  if (Object.keys(written).length === 0) return () => `${start})`
  const between = models.length > 0 ? ', ' : ''
  return (indent, before) => {
    const line = `${start}${between}${flat(written, dialect)})`
    if (before === undefined || before + line.length + 1 <= width) return line
    return `${start}${between}${layOut(written, dialect, indent, before + start.length)})`
  }
}
