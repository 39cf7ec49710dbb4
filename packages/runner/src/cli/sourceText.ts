import { readFileSync } from 'node:fs'

/** The user's own file; one that is gone by now has no line to show. */
export const sourceText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
