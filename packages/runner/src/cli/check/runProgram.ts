import { resolve } from 'node:path'
import type { Problems } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { planOf } from '../../plan.js'
import { resolvePipeline } from '../../run/resolve/resolve.js'
import { trainWarnings } from '../../run/trainWarnings.js'
import { loadPipeline } from '../loadPipeline.js'

/** What the program says of a file: what the rules say of its values, and what is wrong with the files that it names. */
export interface Program {
  readonly loads: boolean
  readonly problems: Problems
  readonly notes: readonly string[]
  readonly reads: readonly string[]
  readonly pipeline?: { readonly data: string; readonly model: string; readonly width: number }
}

/** `names`: modules whose stages JSON and YAML may name, too. */
export const runProgram = async (file: string, names: readonly string[]): Promise<Program> => {
  const loaded = await loadPipeline(file, names)
  const path = resolve(file)
  if (isLeft(loaded)) return { loads: false, problems: placedIn(path, loaded.left), notes: [], reads: [path] }
  const { pipeline, base } = loaded.right
  const plan = planOf(pipeline)
  const { problems, notes, reads } = await resolvePipeline(pipeline, base)
  return {
    loads: true,
    problems: placedIn(path, [...(isLeft(plan) ? plan.left : []), ...problems]),
    notes: [...(isLeft(plan) ? [] : trainWarnings(plan.right)), ...notes],
    reads,
    ...(isLeft(plan)
      ? {}
      : { pipeline: { data: plan.right.data.data, model: plan.right.model.model, width: plan.right.width } }),
  }
}

/** What has no place of its own is wrong with the file. */
const placedIn = (path: string, problems: Problems): Problems => problems.map(each => ({ place: path, ...each }))
