import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { trainFile } from './added.js'
import { openTokenizer } from './openTokenizer.js'
import { kept } from './places.js'

export const length = 128

/** The same pairs with the words of each text repeated until it has exactly 128 tokens, [CLS] and [SEP] among them. */
export const writeLongTexts = async ({
  from,
  tokenizer: folder,
}: {
  readonly from: string
  readonly tokenizer: string
}): Promise<string> => {
  const tokenizer = openTokenizer(folder)
  const tokens = (text: string): number => tokenizer.encode(text, 2 * length).ids.length
  const text = gunzipSync(await readFile(from)).toString('utf8')
  const rows = text.split('\n').filter(line => line.trim() !== '')
  const long = rows.map(line => {
    const { sentence1, sentence2, score } = JSON.parse(line)
    return JSON.stringify({ sentence1: repeated(sentence1, tokens), sentence2: repeated(sentence2, tokens), score })
  })
  const out = kept('texts-of-128')
  await mkdir(out, { recursive: true })
  await writeFile(join(out, trainFile), gzipSync(`${long.join('\n')}\n`))
  return out
}

/** Where a word has more pieces than there is room, a word of one piece stands instead. */
export const repeated = (text: string, tokens: (text: string) => number): string => {
  const words = text.split(/\s+/).filter(word => tokens(word) > tokens(''))
  const sizes = words.map(word => tokens(word) - tokens(''))
  let room = length - tokens('')
  const out: string[] = []
  for (let i = 0; room > 0; i++) {
    const at = i % Math.max(words.length, 1)
    const fits = words.length > 0 && sizes[at]! <= room
    out.push(fits ? words[at]! : 'a')
    room -= fits ? sizes[at]! : 1
  }
  const made = out.join(' ')
  if (tokens(made) !== length) throw new Error(`internal: ${made} has ${tokens(made)} tokens, not ${length}`)
  return made
}
