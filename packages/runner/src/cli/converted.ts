import { extname, relative } from 'node:path'
import {
  type Experiment,
  type ExperimentJson,
  experimentFromJson,
  experimentToJson,
  type Problems,
  problem,
} from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isThere } from '../sources/isThere.js'
import { jsonOf } from '../text/jsonOf.js'
import { movePaths } from '../text/movePaths.js'
import { ownStagesIn, stagesIn, unimportable } from '../text/stageImports.js'
import { typescriptOf } from '../text/typescriptOf.js'
import { yamlOf } from '../text/yamlOf.js'
import { vocabulary } from '../vocabulary.js'
import type { Form } from './convert.js'
import { stagesFor } from './knownStages.js'
import type { OwnStage } from './ownStages.js'

const endings: Readonly<Record<Form, readonly string[]>> = {
  json: ['.json'],
  yaml: ['.yaml', '.yml'],
  ts: ['.ts', '.mts'],
}
/** Why a file cannot be written under that name. */
export const unfit = async (path: string, to: Form): Promise<Problems> =>
  !endings[to].includes(extname(path))
    ? [problem(`--out ${path} is no name for ${to}: end it in ${endings[to].join(' or ')}`)]
    : (await isThere(path))
      ? [problem(`${path} exists already: choose another name, or remove it.`)]
      : []

/** What is written reads as the same pipeline: a value that JSON cannot hold is refused here, by its key. */
export const converted = (
  experiment: Experiment,
  to: Form,
  own: readonly OwnStage[],
  from: string,
  folder: string,
): Either<Problems, string> => {
  if (experiment.problems.length > 0) return left(experiment.problems)
  const json = movePaths(JSON.parse(JSON.stringify(experimentToJson(experiment))) as ExperimentJson, from, folder)
  const stages = stagesIn(experiment)
  const again = experimentFromJson([...vocabulary, ...own, ...stages], json)
  if (isLeft(again)) return again
  if (to === 'json') return right(jsonOf(json))
  if (to === 'yaml') return right(yamlOf(json))
  const importable = own.map(({ definition, from }) =>
    from === undefined ? { definition } : { definition, from: { ...from, module: seenFrom(folder, from.module) } },
  )
  const lost = unimportable(stages, importable)
  return lost.length > 0
    ? left(
        lost.map(({ definition: { name } }) =>
          problem(`${name} is a stage of your own, and no module is named that exports it: name it with --with FILE`),
        ),
      )
    : right(typescriptOf(again.right, importable))
}

/** A file as a program in that folder imports it; a package by its name. */
const seenFrom = (folder: string, module: string): string => {
  if (!module.startsWith('/')) return module
  const there = relative(folder, module)
  return there.startsWith('.') ? there : `./${there}`
}

/** The stages that a file in that folder could not name without `--with`. */
export const unknownTo = async (experiment: Experiment, folder: string): Promise<readonly string[]> => {
  const strange = ownStagesIn(experiment)
  if (strange.length === 0) return []
  const configured = await stagesFor(folder)
  const known = isLeft(configured) ? [] : configured.right
  return strange
    .map(({ definition: { name } }) => name)
    .filter(name => known.every(each => each.definition.name !== name))
}
