import { stat } from 'node:fs/promises'
import { type Problem, problem } from '@siamese/core'

/** Files are read more than once, and a pipe that nobody writes to waits for ever; a file that is missing is told by who opens it. */
export const pipeTrouble = async (path: string, name: string = path): Promise<Problem | undefined> => {
  const found = await stat(path).catch(() => undefined)
  return found?.isFIFO() || found?.isCharacterDevice() || found?.isSocket()
    ? problem(`${name} is a pipe or a device, which cannot be read twice: write it to a file first`)
    : undefined
}
