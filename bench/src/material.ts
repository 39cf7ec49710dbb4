import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Data, Model } from '@siamese/core'
import { asPromise, cacheRoot, fetchModel } from '@siamese/runner'
import { dataBeside, kept, siamese } from './places.js'
import { runProgram } from './program.js'

/** The model and the rows, as each side opens them. */
export interface Material {
  /** For ours: a file with the model and the data as `siamese add` wrote them into a lock. */
  readonly file: string
  /** For the reference: the same files as folders. */
  readonly modelFolder: string
  readonly dataFolder: string
  /** How many rows there are to train on. */
  readonly rows: number
}

/** Adds model and data as a user does. */
export const addMaterial = async (model: string, data: string | undefined): Promise<Material> => {
  const dataFolder = findData(data)
  const folder = kept()
  await mkdir(folder, { recursive: true })
  const lock = join(folder, 'siamese.lock.ts')
  const split = `train=${trainFile}`
  const { leftOut, ...addedData } = (await add(
    ['data', dataFolder, '--as', 'stsb', ...columns, '--split', split],
    lock,
  )) as Data & { readonly leftOut: unknown }
  const addedModel = (await add(['model', source(model), '--as', 'minilm'], lock)) as Model
  const file = join(folder, 'material.json')
  await writeFile(file, `${JSON.stringify({ model: addedModel, data: addedData }, null, 2)}\n`)
  return { file, modelFolder: await folderOf(addedModel, folder), dataFolder, rows: rowsOf(addedData) }
}

/** The folder that holds the rows to train on. */
export const findData = (named: string | undefined): string => {
  const folder = resolve(named ?? dataBeside)
  if (existsSync(join(folder, trainFile))) return folder
  throw new Error(
    named === undefined
      ? `the STS Benchmark is not here: name its folder by --data (${trainFile} with sentence1, sentence2, score from 0 to 5); examples/stsb/README.md says how to get it`
      : `${folder} has no ${trainFile}: give the folder of the STS Benchmark's gzipped JSON lines`,
  )
}

export const trainFile = 'train.jsonl.gz'
const columns = ['--columns', 'sentence1,sentence2,score', '--column', 'score=score<0,5>']

/** A folder is named from where the user stands; every other source names itself. */
const source = (model: string): string => (/^[a-z]{2,}:/i.test(model) ? model : resolve(model))

const add = async (words: readonly string[], lock: string): Promise<unknown> => {
  const { code, output } = await runProgram(process.execPath, [siamese, 'add', ...words, '--lock', lock, '--json'])
  const said: unknown = JSON.parse(output)
  if (code === 0) return said
  const { problems } = said as { readonly problems: readonly { readonly sentence: string }[] }
  throw new Error(problems.map(({ sentence }) => sentence).join('\n'))
}

const folderOf = async ({ model, origin }: Model, base: string): Promise<string> => {
  if (!('source' in origin)) throw new Error(`internal: ${model} was added without a source`)
  return (await asPromise(fetchModel(origin.source, { base, cacheRoot: cacheRoot() }))).folder
}

const rowsOf = ({ data, origin }: Data): number => {
  if (!('files' in origin)) throw new Error(`internal: ${data} was added without files`)
  return (origin.files.train ?? []).reduce((sum, { rows = 0 }) => sum + rows, 0)
}
