import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readRunState } from './runState.js'

/** The folder itself, or, of a sequence or a sweep, those of its runs in order. */
export const runsIn = async (folder: string): Promise<readonly string[]> => {
  if ((await readRunState(folder)) !== undefined) return [folder]
  const inside = (await readdir(folder).catch(() => [])).sort().map(name => join(folder, name))
  const states = await Promise.all(inside.map(readRunState))
  const runs = inside.filter((_, i) => states[i] !== undefined)
  return runs.length === 0 ? [folder] : runs
}
