import type { Problem } from '@siamese/core'

/** What the system said about a file or folder, as a sentence with a cure. Anything else is our own mistake. */
export const fileTrouble = (error: unknown, path: string): Problem => {
  const code = systemCode(error)
  const sentence = code === undefined ? undefined : sentences[code]
  if (sentence) return { sentence: sentence(shown(path)) }
  if (code !== undefined) return { sentence: `${shown(path)} cannot be used: the system says ${code}.` }
  throw error
}

/** A path in a file may be longer than any system's. */
const shown = (path: string): string => (path.length > 500 ? `${path.slice(0, 500)}…` : path)

/** `ENOENT`, `ENOSPC` … of a system error. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined

const sentences: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: path => `${path} is missing: check the path.`,
  ENOTDIR: path => `${path} leads through a file as if it were a folder: check the path.`,
  EISDIR: path => `${path} is a folder where a file is needed.`,
  EACCES: path => `${path} may not be read or written by this user: change its permissions, or choose another place.`,
  EPERM: path => `${path} may not be changed by this user: change its permissions, or choose another place.`,
  EROFS: path => `${path} lies on a file system that can only be read: choose another place.`,
  ENOSPC: path => `There is no space left on the disk for ${path}: free some, or choose another place.`,
  EDQUOT: path => `The disk quota leaves no space for ${path}: free some, or choose another place.`,
  EEXIST: path => `${path} exists already: choose another name, or remove it.`,
  ENOTEMPTY: path => `${path} exists already: choose another name, or remove it.`,
  EMFILE: path => `Too many files are open to open ${path}: raise the limit with ulimit -n.`,
  ENAMETOOLONG: path => `${path} is too long a name for this file system: choose a shorter one.`,
  ELOOP: path => `${path} is a link that leads back to itself: replace it by the file.`,
}
