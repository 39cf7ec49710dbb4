import { answer, nextLine } from './lines.js'

/** The number of the next request `{ name: number }`; all others are answered here. Ends the process with stdin. */
export const nextRequest = (name: string): number => {
  for (;;) {
    const line = nextLine()
    if (line === undefined) process.exit(0)
    const request = decode(line)
    const number = request[name]
    if (request.memory === true) answer({ bytes: peakMemory() })
    else if (typeof number === 'number' && Number.isInteger(number) && number > 0) return number
    else
      answer({
        error: `a request is {"${name}": a whole number above 0} or {"memory": true}; this one is ${line.slice(0, 200)}`,
      })
  }
}

const decode = (line: string): Readonly<Record<string, unknown>> => {
  try {
    const request: unknown = JSON.parse(line)
    return typeof request === 'object' && request !== null ? { ...request } : {}
  } catch {
    return {}
  }
}

/** The most memory this process has held at once, in bytes; Node gives kilobytes on every system. */
const peakMemory = (): number => process.resourceUsage().maxRSS * 1024
