import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { firstProblems, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { fileTrouble } from '../fileTrouble.js'
import { readSafetensors, type StoredTensor, type Tensors } from '../safetensors.js'
import { insideFolder } from './insideFolder.js'
import { readJson, words } from './readJson.js'

/** The weights of an encoder: one file, or several with an index that says which tensor lies where. */
export interface WeightsFiles {
  readonly index?: string
  /** Tensor to file; only with an index. */
  readonly places?: Readonly<Record<string, string>>
  readonly files: readonly string[]
}

const single = 'model.safetensors'
const indexName = 'model.safetensors.index.json'

/** The one file of a module's own weights, relative to the model's folder. */
export const findModuleWeights = (folder: string, path: string): TaskEither<Problems, string> =>
  pipe(
    findWeights(join(folder, path), "SentenceTransformer('MODEL').save_pretrained('MODEL')"),
    chainEitherK(({ index }) =>
      index === undefined ? right(`${path}/${single}`) : left([problem(nothing(join(folder, path)))]),
    ),
  )

/** Which files hold the weights. Pickle is never opened: it runs what it was told to by whoever wrote it. */
export const findWeights =
  (folder: string, conversion: string = ofEncoder): TaskEither<Problems, WeightsFiles> =>
  async () => {
    let names: readonly string[]
    try {
      names = await readdir(folder)
    } catch (error) {
      return left([fileTrouble(error, folder)])
    }
    if (names.includes(single)) return right({ files: [single] })
    if (names.includes(indexName)) return readIndex(folder)
    const other = names.find(name => /^pytorch_model.*\.bin$|\.(pt|pth|ckpt|pkl|h5|msgpack)$/.test(name))
    return left([problem(other === undefined ? nothing(folder) : onlyPickle(folder, other, conversion))])
  }

const nothing = (folder: string) => `${folder} has no ${single}: give a folder that holds a model.`
const onlyPickle = (folder: string, other: string, conversion: string) =>
  `${folder} has its weights in ${other}, which may run code when opened; only safetensors are read. Convert it once in Python: ${conversion}.`
const ofEncoder = "AutoModel.from_pretrained('FOLDER').save_pretrained('FOLDER', safe_serialization=True)"

const Index = t.type({ weight_map: t.record(words, words, 'a record of file names') })

const readIndex = async (folder: string): Promise<Either<Problems, WeightsFiles>> => {
  const read = await readJson(Index, folder, indexName)()
  if (isLeft(read)) return read
  const { weight_map: places } = read.right
  const files = [...new Set(Object.values(places))].sort()
  const outside = files.filter(file => !insideFolder(file) || !file.endsWith('.safetensors'))
  if (outside.length === 0) return right({ index: indexName, places, files })
  return left(
    firstProblems(
      outside.map(file =>
        problem(`${join(folder, indexName)} names ${file}, which is no safetensors file inside the folder.`),
      ),
    ),
  )
}

/** All tensors of all files. With an index, each must lie where the index says, and nothing else may be there. */
export const readWeights =
  (folder: string, { files, places }: WeightsFiles): TaskEither<Problems, Tensors> =>
  async () => {
    const all = new Map<string, StoredTensor>()
    const wrong: string[] = []
    for (const file of files) {
      const read = await readSafetensors(join(folder, file))()
      if (isLeft(read)) return read
      for (const [name, tensor] of read.right) {
        if (places && places[name] !== file)
          wrong.push(`holds the tensor ${name}, which ${indexName} does not place there`)
        all.set(name, tensor)
      }
      for (const [name, place] of Object.entries(places ?? {}))
        if (place === file && !read.right.has(name))
          wrong.push(`lacks the tensor ${name}, which ${indexName} places there`)
      if (wrong.length > 0) return left(firstProblems(wrong.map(what => problem(`${join(folder, file)} ${what}.`))))
    }
    return right(all)
  }
