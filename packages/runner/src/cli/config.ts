import { dirname, join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isKnown } from '../isKnown.js'
import { isThere } from '../sources/isThere.js'
import { readWhole } from '../sources/readWhole.js'
import { importFrom } from './importFrom.js'
import { type Naming, type OwnStage, ownStages } from './ownStages.js'

const names = ['siamese.config.ts', 'siamese.config.js', 'siamese.config.mjs']

/** The nearest `siamese.config.ts`, from a folder upwards. */
export const nearestConfig = async (folder: string): Promise<string | undefined> => {
  for (let here = folder; ; here = dirname(here)) {
    for (const name of names) if (await isThere(join(here, name))) return join(here, name)
    if (dirname(here) === here) return undefined
  }
}

/** The stages that it names, while TypeScript is read. */
export const configStages = async (path: string): Promise<Either<Problems, readonly OwnStage[]>> => {
  const listed = await readConfig(path)
  if (isLeft(listed)) return listed
  const values = listed.right.flatMap((each): readonly OwnStage[] =>
    isKnown(each) ? [{ definition: each.definition }] : [],
  )
  const named = listed.right.flatMap((each): readonly Naming[] =>
    typeof each === 'string' ? [{ name: each, folder: dirname(path), said: `${path}, ${each}` }] : [],
  )
  const exported = await ownStages(named)
  // A stage whose module is known comes first: a program can import it.
  return isLeft(exported) ? exported : right([...exported.right, ...values])
}

const readConfig = async (path: string): Promise<Either<Problems, readonly unknown[]>> => {
  const readable = await readWhole(path)
  if (isLeft(readable)) return readable
  try {
    const { default: config } = await importFrom(dirname(path), path)
    if (typeof config !== 'object' || config === null || !('stages' in config) || !Array.isArray(config.stages))
      return left([
        problem('siamese.config needs a default export: write export default config({ stages: [ … ] })', {
          place: path,
        }),
      ])
    const stages: readonly unknown[] = config.stages
    const strange = stages.flatMap((each, i) =>
      isKnown(each) || typeof each === 'string'
        ? []
        : [problem(`stages[${i}] of siamese.config is neither a stage nor the name of a package`, { place: path })],
    )
    return strange.length > 0 ? left(strange) : right(stages)
  } catch (error) {
    return left([problem(`siamese.config does not load: ${toldOf(error)}`, { place: path })])
  }
}

/** The parser's own words where it ran out of stack say nothing of the file. */
const toldOf = (error: unknown): string =>
  error instanceof RangeError ? 'it is nested too deep' : String((error as Error | null)?.message ?? error)
