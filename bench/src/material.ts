import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type AddedModel, addData, addModel, rowsOf, trainFile } from './added.js'
import { writeLongTexts } from './longTexts.js'
import { dataBeside, kept, reference } from './places.js'
import { succeed } from './program.js'
import type { Settings } from './settings.js'

/** A model and rows, as each side opens them. */
export interface Material {
  /** For ours: a file with the model and the data as `siamese add` wrote them into a lock. */
  readonly file: string
  /** For the peers: the same files as folders. */
  readonly modelFolder: string
  readonly dataFolder: string
  /** How many rows there are to train on. */
  readonly rows: number
}

/** Everything that rows are measured on, each made when it is first asked for. */
export interface Materials {
  /** The model and the STS Benchmark. */
  readonly pairs: () => Promise<Material>
  /** An encoder of the size of BERT-base with fresh weights, the same on both sides. */
  readonly base: () => Promise<Material>
  /** The model and pairs of texts of 128 tokens. */
  readonly long: () => Promise<Material>
  readonly triplets: () => Promise<Material>
}

export const materials = ({ model, data, triplets }: Settings, python: string): Materials => {
  const minilm = once(() => addModel('minilm', model))
  return {
    pairs: once(async () => material('pairs', await minilm(), findData(data), pairColumns)),
    base: once(async () => material('base', await bertBase(python, await minilm()), findData(data), pairColumns)),
    long: once(async () => {
      const from = await minilm()
      const folder = await writeLongTexts({ from: join(findData(data), trainFile), tokenizer: from.folder })
      return material('long', from, folder, pairColumns)
    }),
    triplets: once(async () => material('triplets', await minilm(), findTriplets(triplets), tripletColumns)),
  }
}

const pairColumns = ['--columns', 'sentence1,sentence2,score', '--column', 'score=score<0,5>']
const tripletColumns = ['--columns', 'anchor,positive,negative']

const once = <A>(make: () => Promise<A>): (() => Promise<A>) => {
  let made: Promise<A> | undefined
  return () => {
    made ??= make()
    return made
  }
}

const material = async (
  name: string,
  { model, folder: modelFolder }: AddedModel,
  dataFolder: string,
  columns: readonly string[],
): Promise<Material> => {
  const data = await addData(name, dataFolder, columns)
  const file = kept(`${name}.json`)
  await writeFile(file, `${JSON.stringify({ model, data, folder: modelFolder }, null, 2)}\n`)
  return { file, modelFolder, dataFolder, rows: rowsOf(data) }
}

const bertBase = async (python: string, { folder: like }: AddedModel): Promise<AddedModel> => {
  const folder = kept('bert-base')
  if (!existsSync(join(folder, 'modules.json')))
    await succeed(python, [reference('fresh_base.py'), '--like', like, '--out', folder])
  return addModel('base', folder)
}

/** The folder that holds the pairs to train on. */
export const findData = (named: string | undefined): string =>
  findFolder(
    named,
    'stsb',
    `the STS Benchmark is not here: name its folder by --data (${trainFile} with sentence1, sentence2, score from 0 to 5); examples/stsb/README.md says how to get it`,
  )

const findTriplets = (named: string | undefined): string =>
  findFolder(
    named,
    'nli-triplets',
    `the triplets are not here: name their folder by --triplets (${trainFile} with anchor, positive, negative)`,
  )

const findFolder = (named: string | undefined, beside: string, missing: string): string => {
  const folder = resolve(named ?? dataBeside(beside))
  if (existsSync(join(folder, trainFile))) return folder
  throw new Error(
    named === undefined ? missing : `${folder} has no ${trainFile}: give the folder of gzipped JSON lines`,
  )
}
