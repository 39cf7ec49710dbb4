import type { Problems } from '@siamese/core'
import { chain, type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { configStages, nearestConfig } from './config.js'
import { type OwnStage, ownStages, withModules, withoutTwins } from './ownStages.js'
import { readTypeScript } from './typescript.js'

type Own = Either<Problems, readonly OwnStage[]>

/** What `--with` adds to the stages of siamese. */
export const stagesWith = (names: readonly string[] = []): Promise<Own> =>
  names.length === 0 ? Promise.resolve(right([])) : reading(() => ownStages(withModules(names)))

/** The same with what the nearest `siamese.config.ts` names: what files in a folder may say. */
export const stagesFor = async (folder: string, names: readonly string[] = []): Promise<Own> => {
  const config = await nearestConfig(folder)
  if (config === undefined) return stagesWith(names)
  return reading(async () => {
    const named = await ownStages(withModules(names))
    if (isLeft(named)) return named
    const configured = await configStages(config)
    return isLeft(configured) ? configured : right([...named.right, ...configured.right])
  })
}

/** All of it at once, so that a module that is named twice is one module. */
const reading = async (read: () => Promise<Own>): Promise<Own> => {
  const done = await readTypeScript()
  try {
    return chain(withoutTwins)(await read())
  } finally {
    await done()
  }
}
