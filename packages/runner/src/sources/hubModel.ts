import type { Problems } from '@siamese/core'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type HubAccess, hubAccess, parseHub } from './hubAccess.js'
import { fetchHubFile } from './hubFile.js'
import { type HubFile, listHub, snapshotFolder } from './hubListing.js'
import type { FetchedModel, SourceContext } from './modelSource.js'

/** A model of the hub: its configuration, its tokenizer and its safetensors, and nothing else of what lies there. */
export const fetchHubModel =
  (
    source: string,
    { cacheRoot, progress }: SourceContext,
    access: HubAccess = hubAccess(),
  ): TaskEither<Problems, FetchedModel> =>
  async () => {
    const repo = parseHub('model', source)
    if (isLeft(repo)) return repo
    const listing = await listHub(repo.right, access, cacheRoot)()
    if (isLeft(listing)) return listing
    const { commit, files } = listing.right
    const wanted = wantedFiles(files)
    const total = wanted.reduce((sum, { size }) => sum + size, 0)
    let before = 0
    for (const file of wanted) {
      let done = before
      const received = (bytes: number) => {
        done += bytes
        progress?.(done, total, file.path)
      }
      const fetched = await fetchHubFile(repo.right, commit, file, access, received)()
      if (isLeft(fetched)) return fetched
      before += file.size
    }
    return right({
      folder: snapshotFolder(repo.right, commit, access),
      source: `hub:${repo.right.name}@${commit}`,
    })
  }

/** Copies for other run-times and in other formats are left where they are; so are shards beside a whole file. */
export const wantedFiles = (files: readonly HubFile[]): readonly HubFile[] => {
  const whole = files.some(({ path }) => path === 'model.safetensors')
  return files.filter(({ path }) => {
    if (/^(onnx|openvino|coreml|\.)/.test(path)) return false
    if (/(^|\/)model\.safetensors$/.test(path)) return true
    if (/(^|\/)model-\d+-of-\d+\.safetensors$|\.safetensors\.index\.json$/.test(path)) return !whole
    return /\.(json|txt)$/.test(path)
  })
}
