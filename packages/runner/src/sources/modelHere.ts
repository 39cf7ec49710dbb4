import { resolve } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { hubAccess, isCommit, isHub, parseHub } from './hubAccess.js'
import { isThere } from './isThere.js'

/** The folder of a model's source where it is on this machine already; nothing is fetched. */
export const modelHere = async (
  source: string,
  { base, cacheRoot }: { readonly base: string; readonly cacheRoot: string },
): Promise<string | undefined> => {
  if (source.startsWith('pip:')) {
    const { keptPipModel } = await import('./pipModel.js')
    return keptPipModel(source, cacheRoot)
  }
  if (!isHub(source)) return resolve(base, source)
  const repo = parseHub('model', source)
  if (isLeft(repo) || !isCommit(repo.right.revision)) return undefined
  const { snapshotFolder } = await import('./hubListing.js')
  const folder = snapshotFolder(repo.right, repo.right.revision, hubAccess())
  return (await isThere(folder)) ? folder : undefined
}
