import { readFile, writeFile } from 'node:fs/promises'
import { jsonFileText } from '../../sources/jsonFileText.js'

interface Failure {
  readonly sentence: string
  readonly at: number
}

/** What failed within the last day, by way: the second start must not wait again for a host that does not answer. */
export interface Failures {
  readonly recent: (way: string) => string | undefined
  readonly remember: (way: string, sentence: string) => Promise<void>
}

export const readFailures = async (path: string): Promise<Failures> => {
  const failures = new Map<string, Failure>()
  try {
    for (const [way, failure] of Object.entries<Failure>(JSON.parse(await readFile(path, 'utf8'))))
      failures.set(way, failure)
  } catch {
    // Nothing has failed yet.
  }
  return {
    recent: way => {
      const failure = failures.get(way)
      return failure && Date.now() - failure.at < day ? failure.sentence : undefined
    },
    remember: async (way, sentence) => {
      failures.set(way, { sentence, at: Date.now() })
      await writeFile(path, jsonFileText(Object.fromEntries(failures)))
    },
  }
}

const day = 24 * 60 * 60 * 1000
