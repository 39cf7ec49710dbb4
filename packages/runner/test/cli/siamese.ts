import { chdir, cwd } from 'node:process'
import { main } from '../../src/cli/main.js'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command line in this process, from a folder; what it writes is kept. */
export const siamese = async (folder: string, ...args: readonly string[]): Promise<Ran> => {
  const before = cwd()
  const { stdout, stderr } = process
  const kept = { out: '', err: '' }
  const writes = [stdout.write, stderr.write] as const
  const into = (name: 'out' | 'err') =>
    ((text: string | Uint8Array) => {
      kept[name] += String(text)
      return true
    }) as typeof stdout.write
  chdir(folder)
  stdout.write = into('out')
  stderr.write = into('err')
  try {
    const code = await main(args)
    return { code, ...kept }
  } finally {
    stdout.write = writes[0]
    stderr.write = writes[1]
    chdir(before)
  }
}
