import { existsSync, readFileSync } from 'node:fs'

/** The reference's numbers, kept beside the checkout. */
const folder = new URL('../../../../../shared/golden/', import.meta.url)

export const goldenFile = (path: string): URL => new URL(path, folder)
// biome-ignore lint/suspicious/noExplicitAny: the reference's files are read as they are
export const golden = (path: string): any => JSON.parse(readFileSync(goldenFile(path), 'utf8'))

/** Whether the folder is there; says so in one line when it is not. */
export const hasGolden = (what: string): boolean => {
  const found = existsSync(folder)
  if (!found) console.log(`skipped: ${what} (../shared/golden is not beside this checkout)`)
  return found
}
