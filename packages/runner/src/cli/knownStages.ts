import type { Problems } from '@siamese/core'
import { chain, type Either, isLeft } from 'fp-ts/lib/Either.js'
import { configStages } from './config.js'
import { type OwnStage, ownStages, withModules, withoutTwins } from './ownStages.js'

/** What `--with` adds to the stages of siamese. */
export const stagesWith = async (names?: readonly string[]): Promise<Either<Problems, readonly OwnStage[]>> =>
  chain(withoutTwins)(await ownStages(withModules(names)))

/** The same with what the nearest `siamese.config.ts` names: what files in a folder may say. */
export const stagesFor = async (
  folder: string,
  names?: readonly string[],
): Promise<Either<Problems, readonly OwnStage[]>> => {
  const named = await ownStages(withModules(names))
  if (isLeft(named)) return named
  const configured = await configStages(folder)
  return isLeft(configured) ? configured : withoutTwins([...named.right, ...configured.right])
}
