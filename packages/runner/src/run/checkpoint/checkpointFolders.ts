import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { systemCode } from '../../sources/fileTrouble.js'
import { readText } from '../../sources/modelFiles/readJson.js'
import { type CheckpointFile, readCheckpointFile } from './checkpointFile.js'

export const checkpointsOf = (run: string): string => join(run, 'checkpoints')

/** `checkpoints/step-00000500`: names in the order of the steps. */
export const checkpointFolder = (run: string, step: number): string =>
  join(checkpointsOf(run), `step-${String(step).padStart(8, '0')}`)

/** The steps that a run has checkpoints of, rising. */
export const checkpointSteps = async (run: string): Promise<readonly number[]> => {
  const names = await readdir(checkpointsOf(run)).catch(error => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
  return names.flatMap(name => (/^step-\d+$/.test(name) ? [Number(name.slice(5))] : [])).sort((a, b) => a - b)
}

/** What a checkpoint says of itself, or why it cannot be read. */
export const checkpointFileOf = async (folder: string): Promise<CheckpointFile | string> => {
  const path = join(folder, 'checkpoint.json')
  const text = await readText(folder, 'checkpoint.json')()
  return isLeft(text) ? text.left[0]!.sentence : readCheckpointFile(text.right, path)
}

/** Checkpoints that nobody needs any more: all but the last `keep`, and the best that one of those names. */
export const obsolete = (
  all: readonly { readonly step: number; readonly best: number | undefined }[],
  keep: number,
): readonly number[] => {
  const last = [...all].sort((a, b) => a.step - b.step).slice(-keep)
  const needed = new Set(last.flatMap(({ step, best }) => [step, best]))
  return all.flatMap(({ step }) => (needed.has(step) ? [] : [step]))
}
