import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printProblems, readTokenizer, type Tokenizer } from '@siamese/core'

/** The tokenizer of a model's folder. */
export const openTokenizer = (folder: string): Tokenizer => {
  const read = readTokenizer(json(folder, 'tokenizer.json'), json(folder, 'tokenizer_config.json'))
  if (read._tag === 'Left') throw new Error(printProblems(read.left))
  return read.right
}

const json = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
