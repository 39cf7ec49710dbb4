import { definition, flatten, isStage, type Model, type Pipeline, type Stage } from '@siamese/core'
import { typeScript } from '../sources/lockLiteral.js'
import { identifier } from './identifiers.js'
import { type Dialect, flat, layOut } from './layOut.js'
import { type Importable, importsOf, type Reference, withNested } from './stageImports.js'

const width = 120

/** In a program `__proto__` is a key like any other only in brackets. */
const program: Dialect = { ...typeScript, key: key => (key === '__proto__' ? "['__proto__']" : typeScript.key(key)) }

/** A pipeline as a program that makes it: models and data as literals, stages as calls. Every stage must be importable. */
export const typescriptOf = ({ data, stages }: Pipeline, importable: readonly Importable[]): string => {
  const all = flatten(stages)
  const { references, taken, lines } = importsOf(all.flatMap(withNested), importable)
  const models = new Map(all.flatMap(stage => modelOf(stage) ?? []).map(model => [model.model, model]))
  const name = (wanted: string, otherwise: string): string => {
    let free = identifier(wanted, otherwise)
    for (let i = 2; taken.has(free); i++) free = `${identifier(wanted, otherwise)}${i}`
    taken.add(free)
    return free
  }
  const modelNames = new Map([...models.keys()].map(model => [model, name(model, 'Model')]))
  const dataName = name(data.data, 'Data')
  const constants = [
    ...[...models].map(([model, value]) => constant(modelNames.get(model)!, value, 'Model')),
    constant(dataName, data, 'Data'),
  ]
  const names = { references, modelNames }
  return [
    lines(['Data', ...(models.size > 0 ? ['Model'] : [])]),
    ...constants,
    `export default ${joined(dataName, all, names)}\n`,
  ].join('\n')
}

/** `pipeline(data, …)`, a line a stage, or one for all where it fits. */
const joined = (data: string, stages: readonly Stage[], names: Names): string => {
  const line = `pipeline(${[data, ...stages.map(stage => call(stage, names, '', undefined))].join(', ')})`
  if ('export default '.length + line.length <= width) return line
  const calls = stages.map(stage => `  ${call(stage, names, '  ', 2)},\n`)
  return `pipeline(\n  ${data},\n${calls.join('')})`
}

const modelOf = ({ settings }: Stage): readonly Model[] | undefined => {
  const { model } = settings as { readonly model?: Model }
  return model === undefined ? undefined : [model]
}

// What JSON cannot say is not in a pipeline that was checked; an undefined key is none.
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const constant = (name: string, value: unknown, type: 'Data' | 'Model'): string =>
  `const ${name} = ${layOut(plain(value), program)} as const satisfies ${type}\n`

interface Names {
  readonly references: Reference
  readonly modelNames: ReadonlyMap<string, string>
}

/** `loss.triplet({ margin: 1 })`, on one line where it fits. */
const call = (stage: Stage, names: Names, indent: string, before: number | undefined): string => {
  const { model, ...settings } = stage.settings as { readonly model?: Model }
  const written = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  const dialect: Dialect = {
    ...program,
    other: (value, indent, before) => (isStage(value) ? call(value, names, indent, before) : undefined),
  }
  const first = model === undefined ? [] : [names.modelNames.get(model.model)!]
  const start = `${names.references.get(stage[definition])}(${first.join('')}`
  if (Object.keys(written).length === 0) return `${start})`
  const between = first.length > 0 ? ', ' : ''
  const line = `${start}${between}${flat(written, dialect)})`
  if (before === undefined || before + line.length + 1 <= width) return line
  return `${start}${between}${layOut(written, dialect, indent, before + start.length)})`
}
