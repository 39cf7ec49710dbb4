import { type Definition, type Maps, type Pools, type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Planned } from '../plan.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'
import { vocabulary } from '../vocabulary.js'

export interface DeclaredStages {
  readonly pooling: Planned<Pools>
  readonly modules: readonly Planned<Maps>[]
}

/** A stage's constructor, as `definePooling` and its like give it. */
export interface Defined {
  readonly definition: Definition
}

/** The stages that a model folder declares after its encoder, as the stages they are here. */
export const declaredStages = (
  folder: string,
  declared: readonly ModuleStage[],
  own: readonly Defined[] = [],
): Either<Problems, DeclaredStages> => {
  const known = new Map([...vocabulary, ...own].map(({ definition }) => [definition.name, definition]))
  const read = declared.map(({ stage, ...settings }) => planned(known.get(stage), stage, settings))
  const wrong = read.flatMap(each => ('sentence' in each ? [{ ...each, place: folder }] : []))
  if (wrong.length > 0) return left(wrong)
  const stages = read as readonly Planned<Maps | Pools>[]
  const [pooling, ...modules] = stages
  return pooling?.does.family === 'pooling' && modules.every(isModule)
    ? right({ pooling: pooling as Planned<Pools>, modules: modules as readonly Planned<Maps>[] })
    : left([
        problem(
          `${folder} declares ${declared.map(({ stage }) => stage).join(', ') || 'no stages'}; a pooling stands first, and only once`,
        ),
      ])
}

const isModule = (stage: Planned<Maps | Pools>): boolean => stage.does.family === 'module'

const planned = (found: Definition | undefined, name: string, settings: Readonly<Record<string, unknown>>) => {
  if (found === undefined || (found.does.family !== 'pooling' && found.does.family !== 'module'))
    return problem(
      `the model declares ${name}, which is no stage here: give it with load(…, { stages }) or --with FILE; vectors without it would not be the model's`,
    )
  const decoded = found.options.decode(name, settings)
  return decoded.problems.length > 0
    ? problem(decoded.problems.map(({ sentence }) => sentence).join('; '))
    : { stage: name, does: found.does, settings: decoded.value }
}
