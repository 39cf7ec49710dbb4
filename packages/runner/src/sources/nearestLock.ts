import { dirname, join } from 'node:path'
import { isThere } from './isThere.js'

/** The nearest `siamese.lock.ts`, from a folder upwards. */
export const nearestLock = async (folder: string): Promise<string | undefined> => {
  for (let here = folder; ; here = dirname(here)) {
    const path = join(here, 'siamese.lock.ts')
    if (await isThere(path)) return path
    if (dirname(here) === here) return undefined
  }
}
