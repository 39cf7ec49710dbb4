import {
  type Definition,
  definition,
  type Experiment,
  everyStage,
  type Known,
  pipelinesOf,
  type Stage,
} from '@siamese/core'
import { isKnown } from '../isKnown.js'
import { packages } from '../vocabulary.js'
import { identifier } from './identifiers.js'

const width = 120

/** A stage and where a program imports it from: `loss.mine` is `mine` of the namespace `loss`. */
export interface Importable {
  readonly definition: Definition
  readonly from?: { readonly module: string; readonly name: string }
}
export type Reference = ReadonlyMap<Definition, string>

interface Imports {
  readonly references: Reference
  /** Names that the program has already. */
  readonly taken: Set<string>
  /** The import lines, with types of core and what is called of it. */
  readonly lines: (types: readonly string[], called: ReadonlySet<string>) => string
}

/** What a program with these stages imports. Those of our own packages are written as people do: `loss.triplet`, `pool.mean`. */
export const importsOf = (
  stages: readonly Stage[],
  importable: readonly Importable[],
  calls: readonly string[],
): Imports => {
  const named = new Map<string, Set<string>>([['@siamese/core', new Set<string>()]])
  const namespaces = new Map<string, string>()
  const taken = new Set([...calls, 'loss', 'pool', 'Data', 'Model'])
  const references = new Map<Definition, string>()
  const use = (module: string, name: string): string => {
    const list = named.get(module) ?? new Set<string>()
    named.set(module, list)
    const known = [...list].find(each => each === name || each.startsWith(`${name} as `))
    if (known !== undefined) return known.split(' as ').at(-1)!
    let free = identifier(name, 'Stage')
    while (taken.has(free)) free = `${free}2`
    list.add(free === name ? name : `${name} as ${free}`)
    taken.add(free)
    return free
  }
  for (const { [definition]: def } of stages) {
    if (references.has(def)) continue
    const ours = ourOwn.get(def)
    const from = importable.find(each => each.definition === def)?.from
    if (ours?.as !== undefined) {
      namespaces.set(ours.module, ours.as)
      references.set(def, `${ours.as}.${ours.name}`)
    } else {
      const { module, name } = ours ?? from ?? missing(def)
      const [first, ...inner] = name.split('.') as [string, ...string[]]
      references.set(def, [use(module, first), ...inner].join('.'))
    }
  }
  return { references, taken, lines: (types, called) => importLines(named, namespaces, types, called) }
}

/** The kinds of stage in pipelines, those of alternatives and in settings among them, each once. */
export const stagesIn = (experiment: Experiment): readonly Known[] =>
  [...new Set(everyStage(pipelinesOf(experiment).flatMap(({ stages }) => stages)).map(stage => stage[definition]))].map(
    each => ({ definition: each }),
  )

/** Those of them that are not siamese's. */
export const ownStagesIn = (experiment: Experiment): readonly Known[] =>
  stagesIn(experiment).filter(({ definition: def }) => !ourOwn.has(def))

/** The kinds of stage that no program can import: made where they are used, or exported by a module that nobody named. */
export const unimportable = (stages: readonly Known[], importable: readonly Importable[]): readonly Known[] =>
  stages.filter(
    ({ definition: def }) => !ourOwn.has(def) && importable.every(each => each.definition !== def || !each.from),
  )

const missing = (def: Definition): never => {
  throw new Error(`internal: ${def.name} was not found to be importable`)
}

const ourOwn: ReadonlyMap<Definition, { readonly module: string; readonly name: string; readonly as?: string }> =
  new Map(
    packages.flatMap(({ exports, ...from }) =>
      Object.entries(exports as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
        if (isKnown(value)) return [[value.definition, { ...from, name }] as const]
        return typeof value !== 'object' || value === null || Array.isArray(value)
          ? []
          : Object.entries(value).flatMap(([inner, each]) =>
              isKnown(each) ? [[each.definition, { ...from, name: `${name}.${inner}` }] as const] : [],
            )
      }),
    ),
  )

const namedLine = (names: readonly string[], module: string): string => {
  const line = `import { ${names.join(', ')} } from '${module}'`
  return line.length <= width ? line : `import {\n${names.map(name => `  ${name},\n`).join('')}} from '${module}'`
}

const importLines = (
  named: ReadonlyMap<string, ReadonlySet<string>>,
  namespaces: ReadonlyMap<string, string>,
  types: readonly string[],
  called: ReadonlySet<string>,
): string => {
  const bare = (name: string) => name.replace(/^type /, '').toLowerCase()
  const list = (module: string, names: ReadonlySet<string>) =>
    [...names, ...(module === '@siamese/core' ? [...called, ...types.map(type => `type ${type}`)] : [])].sort((a, b) =>
      bare(a) < bare(b) ? -1 : 1,
    )
  const lines = [
    ...[...named].map(([module, names]) => [module, namedLine(list(module, names), module)] as const),
    ...[...namespaces].map(([module, as]) => [module, `import * as ${as} from '${module}'`] as const),
  ]
  const far = (module: string) => (module.startsWith('.') ? 1 : 0)
  return `${lines
    .sort(([a], [b]) => far(a) - far(b) || (a < b ? -1 : 1))
    .map(([, line]) => line)
    .join('\n')}\n`
}
