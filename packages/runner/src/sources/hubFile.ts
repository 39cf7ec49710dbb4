import { createHash, randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { downloadFile } from '@huggingface/hub'
import { type Problems, problem } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type HubAccess, type HubRepo, repoFolder, showHub } from './hubAccess.js'
import { credentials, type HubFile, snapshotFolder } from './hubListing.js'
import { hubTrouble } from './hubTrouble.js'
import { isThere } from './isThere.js'

/**
 * One file of a commit, from the hub's ordinary cache or into it: the content in `blobs` under its hash, a link to it in
 * `snapshots`. What does not have the hash that the hub told is not kept.
 */
export const fetchHubFile =
  (
    repo: HubRepo,
    commit: string,
    file: HubFile,
    access: HubAccess,
    received: (bytes: number) => void = () => undefined,
  ): TaskEither<Problems, string> =>
  async () => {
    const link = join(snapshotFolder(repo, commit, access), file.path)
    if (await isThere(link)) return right(link)
    if (access.offline)
      return left([
        problem(
          `${file.path} of ${showHub(repo)} is not in ${access.cacheDir} and HF_HUB_OFFLINE is set: fetch it once without that setting.`,
        ),
      ])
    try {
      const blob = join(
        repoFolder(repo, access),
        'blobs',
        file.sha256 ?? file.git ?? `${commit}-${file.path.replaceAll('/', '-')}`,
      )
      if (!(await isThere(blob))) {
        const fetched = await download(repo, commit, file, access, blob, received)
        if (fetched !== undefined) return left([problem(fetched)])
      }
      await linkTo(blob, link)
      return right(link)
    } catch (error) {
      return left([hubTrouble(error, repo, access)])
    }
  }

/** Says what went wrong, if something did that is neither the network's nor the disk's fault. */
const download = async (
  repo: HubRepo,
  commit: string,
  file: HubFile,
  access: HubAccess,
  blob: string,
  received: (bytes: number) => void,
): Promise<string | undefined> => {
  const { type, name } = repo
  const from = { repo: { type, name }, path: file.path, revision: commit, xet: false }
  // The library asks for the first byte to learn the size, which an empty file does not have.
  const isEmpty = file.sha256 === undefined && file.git === emptyFile
  const content = isEmpty ? new Blob([]) : await downloadFile({ ...credentials(access), ...from })
  if (!content) return `${showHub(repo)} lists ${file.path} and does not give it: try again later.`
  const hash = hashOf(file)
  const beside = `${blob}.${randomUUID()}.incomplete`
  await mkdir(dirname(blob), { recursive: true })
  try {
    const to = await open(beside, 'wx')
    try {
      for await (const chunk of content.stream()) {
        for (let at = 0; at < chunk.byteLength; ) at += (await to.write(chunk, at)).bytesWritten
        hash?.update(chunk)
        received(chunk.byteLength)
      }
      await to.sync()
    } finally {
      await to.close()
    }
    if (hash && hash.digest('hex') !== (file.sha256 ?? file.git))
      return `${file.path} of ${showHub(repo)} came with another content than the hub lists: try again.`
    await rename(beside, blob)
  } finally {
    await rm(beside, { force: true })
  }
  return undefined
}

/** What git calls every empty file. */
const emptyFile = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'

/** git hashes a small file with its length before it. */
const hashOf = ({ sha256, git, size }: HubFile) => {
  if (sha256 !== undefined) return createHash('sha256')
  return git === undefined ? undefined : createHash('sha1').update(`blob ${size}\0`)
}

const linkTo = async (blob: string, link: string): Promise<void> => {
  await mkdir(dirname(link), { recursive: true })
  await rm(link, { force: true })
  // Windows lets only administrators make links.
  await symlink(relative(dirname(link), blob), link).catch(() => copyFile(blob, link))
}
