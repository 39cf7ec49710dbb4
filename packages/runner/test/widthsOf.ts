import { isLeft } from 'fp-ts/lib/Either.js'
import { declaredStages } from '../src/encode/stages.js'
import type { ModuleStage } from '../src/sources/modelFiles/moduleStages.js'

/** What arrives at each stage that a folder declares, and behind the last. */
export const widthsOf = (
  { modules, folder }: { readonly modules: readonly ModuleStage[]; readonly folder: string },
  hidden: number,
): readonly number[] => {
  const read = declaredStages(folder, modules, hidden)
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const { pooling, modules: others } = read.right
  return [hidden, ...[pooling, ...others].map(({ to }) => to)]
}
