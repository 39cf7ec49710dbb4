import {
  type Definition,
  definition,
  type Maps,
  type Pools,
  type Problems,
  problem,
  type Stage,
  stageFromJson,
  widthsAfter,
} from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'
import { vocabulary } from '../vocabulary.js'
import { type Placed, placed } from './placed.js'

export interface DeclaredStages {
  readonly pooling: Placed<Pools>
  readonly modules: readonly Placed<Maps>[]
}

/** A stage's constructor, as `definePooling` and its like give it. */
export interface Defined {
  readonly definition: Definition
}

/** The stages that a model folder declares after its encoder of `hidden` numbers a token, as the stages they are here. */
export const declaredStages = (
  folder: string,
  declared: readonly ModuleStage[],
  hidden: number,
  own: readonly Defined[] = [],
): Either<Problems, DeclaredStages> => {
  const known = [...vocabulary, ...own]
  const read = declared.map(stage => readDeclared(known, stage))
  const wrong = read.flatMap(each => (isLeft(each) ? each.left.map(each => ({ ...each, place: folder })) : []))
  if (wrong.length > 0) return left(wrong)
  const stages = read.flatMap(each => (isLeft(each) ? [] : [each.right]))
  if (familyOf(stages[0]) !== 'pooling' || !stages.slice(1).every(stage => familyOf(stage) === 'module'))
    return left([
      problem(
        `${folder} declares ${declared.map(({ stage }) => stage).join(', ') || 'no stages'}; a pooling stands first, and only once`,
      ),
    ])
  const { problems } = widthsAfter(stages, hidden)
  if (problems.length > 0) return left(problems.map(sentence => problem(sentence, { place: folder })))
  const [pooling, ...modules] = placed(stages, hidden)
  return right({ pooling: pooling as Placed<Pools>, modules: modules as readonly Placed<Maps>[] })
}

const familyOf = (stage: Stage | undefined) => stage?.[definition].does.family

const readDeclared = (known: readonly Defined[], declared: ModuleStage): Either<Problems, Stage> => {
  const lacks = namesOf(declared).find(name => {
    const family = known.find(each => each.definition.name === name)?.definition.does.family
    return family !== 'pooling' && family !== 'module'
  })
  return lacks === undefined
    ? stageFromJson(known, declared)
    : left([
        problem(
          `the model declares ${lacks}, which is no stage here: give it with load(…, { stages }) or --with FILE; vectors without it would not be the model's`,
        ),
      ])
}

/** Its own name, and those of poolings side by side. */
const namesOf = ({ stage, of }: ModuleStage): readonly string[] =>
  stage === 'pool.concatenate' && Array.isArray(of) ? [stage, ...of.flatMap(namesOf)] : [stage]
