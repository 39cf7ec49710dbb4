import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Ended {
  readonly code: number
  readonly output: string
}

/** Runs a program to its end; what it prints to stderr is shown as it comes. */
export const runProgram = async (program: string, words: readonly string[]): Promise<Ended> => {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return { code: code ?? 1, output }
  } catch (error) {
    throw new Error(`${program} does not start: ${(error as Error).message}`)
  }
}

/** For programs whose output nobody reads. */
export const succeed = async (program: string, words: readonly string[]): Promise<void> => {
  const { code } = await runProgram(program, words)
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${code}`)
}
