import { isLeft } from 'fp-ts/lib/Either.js'
import { inOrder } from '../src/encode/placed.js'
import { declaredStages } from '../src/encode/stages.js'
import type { ModuleStage } from '../src/sources/modelFiles/moduleStages.js'

/** What arrives at each stage that a folder declares, and behind the last. */
export const widthsOf = (
  { modules, folder }: { readonly modules: readonly ModuleStage[]; readonly folder: string },
  hidden: number,
): readonly number[] => {
  const read = declaredStages(folder, modules, { hidden, layers: 2, vocabulary: 3, positions: 64 })
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return [hidden, ...inOrder(read.right).map(({ to }) => to)]
}
