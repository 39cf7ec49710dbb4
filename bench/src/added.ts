import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Data, Model } from '@siamese/core'
import { asPromise, cacheRoot, fetchModel } from '@siamese/runner'
import { kept, siamese } from './places.js'
import { runProgram } from './program.js'

/** A model as `siamese add` wrote it, and the folder with its files. */
export interface AddedModel {
  readonly model: Model
  readonly folder: string
}

export const addModel = async (name: string, source: string): Promise<AddedModel> => {
  const model = (await add(['model', named(source), '--as', name])) as Model
  if (!('source' in model.origin)) throw new Error(`internal: ${name} was added without a source`)
  const { folder } = await asPromise(fetchModel(model.origin.source, { base: kept(), cacheRoot: cacheRoot() }))
  return { model, folder }
}

export const addData = async (name: string, folder: string, columns: readonly string[]): Promise<Data> => {
  const split = ['--split', `train=${trainFile}`]
  const { leftOut, ...data } = (await add(['data', folder, '--as', name, ...columns, ...split])) as Data & {
    readonly leftOut: unknown
  }
  return data
}

export const trainFile = 'train.jsonl.gz'

/** How many rows there are to train on. */
export const rowsOf = ({ data, origin }: Data): number => {
  if (!('files' in origin)) throw new Error(`internal: ${data} was added without files`)
  return (origin.files.train ?? []).reduce((sum, { rows = 0 }) => sum + rows, 0)
}

/** A folder is named from where the user stands; every other source names itself. */
const named = (source: string): string => (/^[a-z]{2,}:/i.test(source) ? source : resolve(source))

/** As a user does it, into a lock of the benchmark's own. */
const add = async (words: readonly string[]): Promise<unknown> => {
  await mkdir(kept(), { recursive: true })
  const command = [siamese, 'add', ...words, '--lock', kept('siamese.lock.ts'), '--json']
  const { code, output } = await runProgram(process.execPath, command)
  const said: unknown = JSON.parse(output)
  if (code === 0) return said
  const { problems } = said as { readonly problems: readonly { readonly sentence: string }[] }
  throw new Error(problems.map(({ sentence }) => sentence).join('\n'))
}
