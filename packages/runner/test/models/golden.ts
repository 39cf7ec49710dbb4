import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The reference's numbers: kept beside the checkout, or in the folder given to `pnpm golden`. */
const given = process.env.SIAMESE_GOLDEN
const folder =
  given === undefined ? new URL('../../../../../shared/golden/', import.meta.url) : pathToFileURL(`${resolve(given)}/`)

export const goldenFile = (path: string): URL => new URL(path, folder)
// biome-ignore lint/suspicious/noExplicitAny: the reference's files are read as they are
export const golden = (path: string): any => JSON.parse(readFileSync(goldenFile(path), 'utf8'))

/** What a group holds, in order: files without `.json`, and folders; none where the folder lacks the group. */
export const goldenNames = (group: string): readonly string[] =>
  existsSync(goldenFile(group))
    ? readdirSync(goldenFile(group))
        .filter(name => !name.startsWith('.'))
        .map(name => name.replace(/\.json$/, ''))
        .sort()
    : []

/** Whether the folder is there, and the file or group in it; says so in one line when it is not. */
export const hasGolden = (what: string, path = '.'): boolean => {
  const there = existsSync(folder)
  const found = there && existsSync(goldenFile(path))
  if (!there) console.log(`skipped: ${what} (${given ?? '../shared/golden'} is not there)`)
  else if (!found) console.log(`skipped: 0 cases (the folder has no ${path})`)
  return found
}
