import { readSync, writeSync } from 'node:fs'

/** The next line of stdin, waited for without letting anything else run; undefined when stdin has ended. */
export const nextLine = (): string | undefined => {
  for (;;) {
    const end = waiting.indexOf('\n')
    if (end >= 0) {
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + 1)
      return line
    }
    const read = readSome()
    if (read === 0) return undefined
    waiting += chunk.toString('utf8', 0, read)
  }
}

export const answer = (values: Readonly<Record<string, unknown>>): void => {
  writeSync(1, `${JSON.stringify(values)}\n`)
}

let waiting = ''
const chunk = Buffer.alloc(4096)

/** A pipe that others set to non-blocking says EAGAIN while it is empty. */
const readSome = (): number => {
  for (;;) {
    try {
      return readSync(0, chunk)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
