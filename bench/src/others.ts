import { readFileSync } from 'node:fs'

/** How much of a while other programs had of the processors, which makes what was measured in it mean little. */
export interface Watch {
  /** The share of all processors' time since the watch began; nothing where the system does not tell. */
  readonly othersShare: () => number | undefined
}

/** Begins to watch: what these processes compute, and this one, is not the others'. */
export const watchOthers = (processes: readonly number[], read = readSystem): Watch => {
  const own = [...processes, process.pid]
  const before = clock(own, read)
  return {
    othersShare: () => {
      const after = clock(own, read)
      if (before === undefined || after === undefined) return undefined
      const busy = after.busy - before.busy - (after.own - before.own)
      return Math.max(0, busy) / Math.max(1, after.all - before.all)
    },
  }
}

/** A sentence where others had more than a twentieth. */
export const disturbance = (share: number | undefined): readonly string[] =>
  share !== undefined && share > 0.05
    ? [`other programs had ${(100 * share).toFixed(0)} % of the processors meanwhile: end them and measure again`]
    : []

/** Ticks since the system began: of all processors, of these that were busy, and of ours. */
const clock = (own: readonly number[], read: Read) => {
  try {
    const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, ...rest] = numbers(read('stat').split('\n')[0]!)
    // The last two are guests', which user and nice have already.
    const [interrupts = 0, soft = 0, stolen = 0] = rest
    const busy = user + nice + system + interrupts + soft + stolen
    return { busy, all: busy + idle + waiting, own: own.reduce((sum, id) => sum + ticks(read(`${id}/stat`)), 0) }
  } catch {
    return undefined
  }
}

/** User and system, its own and of its children that have ended: fields 14 to 17; the name in parentheses may have spaces. */
const ticks = (stat: string): number => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0)
}

const numbers = (line: string): readonly number[] => line.trim().split(/\s+/).slice(1).map(Number)

type Read = (name: string) => string
const readSystem: Read = name => readFileSync(`/proc/${name}`, 'utf8')
