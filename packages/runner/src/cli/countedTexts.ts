import { isLeft } from 'fp-ts/lib/Either.js'
import type { Terminal } from './terminal.js'
import { readTexts } from './textInput.js'

/**
 * How many texts an input has, where a bar is to be drawn of them: reading a file twice is nothing beside encoding it. Standard input
 * is read once.
 */
export const countedTexts = async (
  input: string,
  column: string | undefined,
  { isLive }: Terminal,
): Promise<number | undefined> => {
  if (!isLive || input === '-') return undefined
  let count = 0
  for await (const each of readTexts(input, column)) {
    if (isLeft(each)) return undefined // said when it is read to be used
    count++
  }
  return count
}
