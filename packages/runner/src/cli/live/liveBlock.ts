import { createLogUpdate } from 'log-update'
import { columnsOf } from './fitted.js'

/** Lines for a terminal of so many columns. */
export type Draw = (width: number) => readonly string[]

/** Lines at the end of a terminal that are drawn over while something goes on; what else is written stands above them. */
export interface LiveBlock {
  readonly show: (draw: Draw) => void
  /** Takes the block away, and shows the cursor again. */
  readonly clear: () => void
}

/** A stream of a terminal, as `process.stderr` is. */
export type Screen = Pick<NodeJS.WriteStream, 'write' | 'columns' | 'rows' | 'isTTY' | 'on' | 'off'>

/** Milliseconds between two drawings. */
const pause = 100

/** `others` are the streams that reach the same terminal: what they are given is written above the block. */
/** The cursor is hidden and shown by who draws. */
const isCursor = (written: unknown): boolean => written === '\x1b[?25l' || written === '\x1b[?25h'

export const liveBlock = (screen: Screen, others: readonly Pick<Screen, 'write'>[] = []): LiveBlock => {
  const write = screen.write.bind(screen)
  const log = createLogUpdate({
    write,
    isTTY: true,
    get columns() {
      return screen.columns
    },
    get rows() {
      return screen.rows
    },
  } as unknown as NodeJS.WritableStream)
  let latest: Draw | undefined
  let shown: readonly string[] = []
  let drawn = Number.NEGATIVE_INFINITY
  let waiting: NodeJS.Timeout | undefined
  let unfinished = false
  let release: (() => void) | undefined

  const erase = () => {
    if (shown.length > 0) log.clear()
    shown = []
  }
  const render = () => {
    clearTimeout(waiting)
    waiting = undefined
    if (latest === undefined) return
    drawn = performance.now()
    // One column stays free: a terminal that is full to its last one may begin a line.
    const lines = latest(Math.max(20, (screen.columns ?? 80) - 1))
    if (unfinished) write('\n')
    unfinished = false
    if (lines.length === 0) return erase()
    log(lines.join('\n'))
    shown = lines
  }
  /** What anybody writes goes above the block; a line that has no end yet is not drawn into. */
  const above = (stream: Pick<Screen, 'write'>): (() => void) => {
    const own = stream.write
    const through = own.bind(stream) as (...written: readonly unknown[]) => boolean
    stream.write = ((...written: readonly unknown[]) => {
      if (isCursor(written[0])) return through(...written)
      erase()
      const accepted = through(...written)
      unfinished = !String(written[0]).endsWith('\n')
      if (!unfinished) render()
      return accepted
    }) as typeof stream.write
    return () => {
      stream.write = own
    }
  }
  /** A terminal that became narrower has broken the lines: they take more rows than they did. */
  const resized = () => {
    const columns = screen.columns ?? 80
    const more = shown.reduce((sum, line) => sum + Math.max(0, Math.ceil(columnsOf(line) / columns) - 1), 0)
    erase()
    if (more > 0) write(`\x1b[${more}A\x1b[J`)
    render()
  }
  const begin = () => {
    const restored = [screen, ...others].map(above)
    screen.on('resize', resized)
    release = () => {
      screen.off('resize', resized)
      for (const restore of restored) restore()
    }
  }
  return {
    show: draw => {
      if (release === undefined) begin()
      latest = draw
      const since = performance.now() - drawn
      if (since >= pause) return render()
      if (waiting === undefined) {
        waiting = setTimeout(render, pause - since)
        waiting.unref()
      }
    },
    clear: () => {
      clearTimeout(waiting)
      waiting = undefined
      latest = undefined
      if (release === undefined) return
      erase()
      log.done()
      release()
      release = undefined
      drawn = Number.NEGATIVE_INFINITY
    },
  }
}
