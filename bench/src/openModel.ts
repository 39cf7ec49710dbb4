import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { files, score, text } from '@siamese/core'
import { asPromise, cacheRoot, load, openSplit } from '@siamese/runner'
import { trainFile } from './added.js'
import { findData } from './material.js'
import { reference } from './places.js'
import { runProgram } from './program.js'

export interface Opened {
  readonly texts: number
  readonly width: number
  readonly maxDifference: number
  /** Within 1e-5. */
  readonly same: boolean
}

/** A model that we wrote, opened by Python: do both give the same embeddings of 200 sentences? */
export const openModel = async (model: string, python: string, data: string | undefined): Promise<Opened> => {
  const texts = await someSentences(findData(data), 200)
  const encoder = await load(model)
  const embeddings = await encoder.encode(texts)
  encoder.dispose()
  const folder = await mkdtemp(join(tmpdir(), 'siamese-bench-'))
  try {
    const expected = join(folder, 'expected.jsonl')
    const lines = texts.map((text, i) => JSON.stringify({ text, embedding: Array.from(embeddings[i]!) }))
    await writeFile(expected, `${lines.join('\n')}\n`)
    const { code, output } = await runProgram(python, [reference('open_model.py'), model, expected])
    if (!output.startsWith('{')) throw new Error(`open_model.py ended with ${code}`)
    return { ...(JSON.parse(output) as Omit<Opened, 'same'>), same: code === 0 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const someSentences = async (folder: string, count: number): Promise<readonly string[]> => {
  const columns = [
    ['sentence1', text],
    ['sentence2', text],
    ['score', score(0, 5)],
  ] as const
  const stsb = files('stsb', columns, { train: [trainFile] }, folder)
  const rows = await asPromise(openSplit(stsb, 'train', { base: folder, cacheRoot: cacheRoot() }))
  const first = await rows.read(Array.from({ length: Math.min(count, rows.count) }, (_, i) => i))
  await rows.close()
  return first.map(({ sentence1 }) => String(sentence1))
}
