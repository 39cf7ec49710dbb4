import type { Data, DataFile } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type DataContext, fileHere } from '../../sources/dataFiles.js'
import { sha256 } from '../../sources/hash.js'

/** sha256 of every file that the rows of a data set lie in, under its source and path. What a lock recorded was checked when it was read. */
export const hashesOfFiles = async (data: Data, context: DataContext): Promise<Readonly<Record<string, string>>> => {
  const hashes: Record<string, string> = {}
  for (const [source, file] of filesOf(data)) {
    const name = `${source.replace(/\/+$/, '')}/${file.path}`
    const hash = file.sha256 ?? hashes[name] ?? (await hashed(source, file, context))
    if (hash !== undefined) hashes[name] = hash
  }
  return hashes
}

const hashed = async (source: string, { path }: DataFile, context: DataContext): Promise<string | undefined> => {
  const here = await fileHere(source, path, context)
  if (here === undefined) return undefined
  const hash = await sha256(here)()
  return isLeft(hash) ? undefined : hash.right
}

const filesOf = ({ origin }: Data): readonly (readonly [source: string, file: DataFile])[] => {
  if ('rows' in origin) return []
  if ('files' in origin) {
    const { source, files, texts } = origin
    const all = [...Object.values(files).flat(), ...(texts === undefined ? [] : [...texts.query, ...texts.document])]
    return all.map(file => [source, file])
  }
  const inner = 'tasks' in origin ? origin.tasks : 'concatenate' in origin ? origin.concatenate : [origin.of]
  return inner.flatMap(filesOf)
}
