import { open } from 'node:fs/promises'

/** Lines of a file, any of them by its place. */
export interface TextsFile {
  readonly read: (places: readonly number[]) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** `starts` are the bytes where lines begin, and where the last one ends. */
export const openTexts = async (path: string, starts: Float64Array): Promise<TextsFile> => {
  const file = await open(path, 'r')
  return {
    read: async places => {
      const lines: string[] = []
      for (const place of places) {
        const [from, to] = [starts[place]!, starts[place + 1]!]
        const bytes = Buffer.alloc(to - from)
        await file.read(bytes, 0, bytes.length, from)
        lines.push(bytes.toString('utf8').trimEnd())
      }
      return lines
    },
    close: () => file.close(),
  }
}
