import {
  type Definition,
  definition,
  type EncoderFacts,
  type Problems,
  problem,
  type Stage,
  stageFromJson,
  widthsAfter,
} from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { flatStages } from '../sources/modelFiles/flatStages.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'
import { vocabulary } from '../vocabulary.js'
import { type AfterEncoder, placed } from './placed.js'

/** A stage's constructor, as `definePooling` and its like give it. */
export interface Defined {
  readonly definition: Definition
}

/** The stages that a model folder declares after its encoder, as the stages they are here. */
export const declaredStages = (
  folder: string,
  declared: readonly ModuleStage[],
  encoder: EncoderFacts,
  own: readonly Defined[] = [],
): Either<Problems, AfterEncoder> => {
  const known = [...vocabulary, ...own]
  const read = declared.map(stage => readDeclared(known, stage))
  const wrong = read.flatMap(each => (isLeft(each) ? each.left.map(each => ({ ...each, place: folder })) : []))
  if (wrong.length > 0) return left(wrong)
  const stages = read.flatMap(each => (isLeft(each) ? [] : [each.right]))
  if (stages.length !== declared.length || !inRightOrder(stages))
    return left([
      problem(
        `${folder} declares ${declared.map(({ stage }) => stage).join(', ') || 'no stages'}; one pooling stands behind stages of tokens and before those of sentences`,
      ),
    ])
  const { problems } = widthsAfter(stages, encoder)
  if (problems.length > 0) return left(problems.map(sentence => problem(sentence, { place: folder })))
  return right(placed(stages, encoder))
}

/** A router's own rule sees to its routes. */
const inRightOrder = (stages: readonly Stage[]): boolean =>
  /^(tokenModule )*(pooling( module)*( router)?|router)( module)*$/.test(stages.map(familyOf).join(' '))
const familyOf = (stage: Stage) => stage[definition].does.family

const readDeclared = (known: readonly Defined[], declared: ModuleStage): Either<Problems, Stage> => {
  const lacks = namesOf(declared).find(name => {
    const family = known.find(each => each.definition.name === name)?.definition.does.family
    return !afterEncoderFamilies.includes(family ?? '')
  })
  return lacks === undefined
    ? stageFromJson(known, declared)
    : left([
        problem(
          `the model declares ${lacks}, which is no stage here: give it with load(…, { stages }) or --with FILE; vectors without it would not be the model's`,
        ),
      ])
}

const afterEncoderFamilies = ['tokenModule', 'pooling', 'module', 'router']

/** Its own name, and those of poolings side by side and of what a router holds. */
const namesOf = (declared: ModuleStage): readonly string[] => {
  const { stage, of } = declared
  if (stage === 'router') return [stage, ...flatStages([declared]).flatMap(each => namesOf(each.stage))]
  return stage === 'pool.concatenate' && Array.isArray(of) ? [stage, ...of.flatMap(namesOf)] : [stage]
}
