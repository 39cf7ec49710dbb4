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
const pause = 250

/** What stands there, drawn for so many columns, and the rows that it takes in others. */
interface Shown {
  readonly lines: number
  readonly columns: number
  readonly rows: (columns: number) => number
}
const nothing: Shown = { lines: 0, columns: 80, rows: () => 0 }
const rowsOf =
  (lines: readonly string[]): Shown['rows'] =>
  columns =>
    lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsOf(line) / columns)), 0)

/** A step keeps signals waiting, so a terminal may have another width than is known: this is what Node reads it anew on. */
const measureAgain = (): void => void process.emit('SIGWINCH')

/**
 * `others` are the streams that reach the same terminal: what they are given is written above the block. The cursor stays, since a process
 * that is killed could not show it again.
 */
export const liveBlock = (screen: Screen, others: readonly Pick<Screen, 'write'>[] = []): LiveBlock => {
  const write = screen.write.bind(screen)
  const stream = {
    write,
    isTTY: true,
    get columns() {
      return screen.columns
    },
    get rows() {
      return screen.rows
    },
  } as unknown as NodeJS.WritableStream
  const log = createLogUpdate(stream, { showCursor: true })
  let latest: Draw | undefined
  let shown = nothing
  const columns = () => screen.columns ?? 80
  let drawn = Number.NEGATIVE_INFINITY
  let waiting: NodeJS.Timeout | undefined
  let unfinished = false
  let release: (() => void) | undefined

  /** A terminal that became narrower has broken the lines: they take more rows than they did. */
  const erase = () => {
    const more = shown.rows(columns()) - shown.rows(shown.columns)
    if (shown.lines > 0) log.clear()
    if (more > 0) write(`\x1b[${more}A\x1b[J`)
    shown = nothing
  }
  const render = () => {
    clearTimeout(waiting)
    waiting = undefined
    if (latest === undefined) return
    measureAgain()
    drawn = performance.now()
    // One column stays free: a terminal that is full to its last one may begin a line.
    const lines = latest(Math.max(20, columns() - 1))
    if (unfinished) write('\n')
    unfinished = false
    if (lines.length === 0) return erase()
    log(lines.join('\n'))
    shown = { lines: lines.length, columns: columns(), rows: rowsOf(lines) }
  }
  /** What anybody writes goes above the block; a line that has no end yet is not drawn into. */
  const above = (stream: Pick<Screen, 'write'>): (() => void) => {
    const own = stream.write
    const through = own.bind(stream) as (...written: readonly unknown[]) => boolean
    stream.write = ((...written: readonly unknown[]) => {
      measureAgain()
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
  const resized = () => {
    erase()
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
      measureAgain()
      erase()
      log.done()
      release()
      release = undefined
      drawn = Number.NEGATIVE_INFINITY
    },
  }
}
