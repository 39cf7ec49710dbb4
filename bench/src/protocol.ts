// What a worker's lines mean; bench/reference/README.md has the protocol.

/** A worker's first line: it has loaded everything. */
export interface Ready {
  readonly threads: number
  readonly versions: Readonly<Record<string, string>>
}
/** A first line, too: this cannot be measured here, and the sentence says why. */
export interface Unavailable {
  readonly unavailable: string
}
export type Numbers<Name extends string> = Readonly<Record<Name, number>>

export const readReady = (who: string, line: string): Ready | Unavailable => {
  const { ready, threads, versions, unavailable } = readObject(who, line)
  if (typeof unavailable === 'string') return { unavailable }
  if (ready !== true || typeof threads !== 'number' || typeof versions !== 'object' || versions === null)
    throw new Error(
      `${who} needs to begin with {"ready": true, "threads", "versions"}; its first line is ${brief(line)}`,
    )
  return { threads, versions: versions as Ready['versions'] }
}

/** The numbers that were asked for, or the worker's own sentence why there are none. */
export const readNumbers = <Name extends string>(who: string, line: string, names: readonly Name[]): Numbers<Name> => {
  const answer = readObject(who, line)
  if (typeof answer.error === 'string') throw new Error(`${who}: ${answer.error}`)
  const missing = names.filter(name => typeof answer[name] !== 'number')
  if (missing.length > 0) throw new Error(`${who} needs to answer ${missing.join(', ')}; its line is ${brief(line)}`)
  return Object.fromEntries(names.map(name => [name, answer[name]])) as Numbers<Name>
}

const readObject = (who: string, line: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {}
  throw new Error(`${who} speaks one JSON object a line; this line is ${brief(line)}`)
}

const brief = (line: string): string => (line.length > 200 ? `${line.slice(0, 200)}…` : line)
