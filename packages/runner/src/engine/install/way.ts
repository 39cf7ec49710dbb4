import type { Either } from 'fp-ts/lib/Either.js'
import type { Report } from '../progress.js'
import type { TfjsNode } from '../tfjsNode.js'
import type { EngineRecord } from './installed.js'
import type { Machine } from './machine.js'

/** A way to get the native engine: fills a folder, or says why not. */
export interface Way {
  readonly name: string
  /** A sentence when this machine lacks what the way needs: seen at once, so it is asked again every time. */
  readonly lacks: (machine: Machine) => Promise<string | undefined>
  readonly fill: (filling: Filling) => Promise<Either<string, Omit<EngineRecord, 'seconds'>>>
}

export interface Filling {
  /** The folder to fill; thrown away when the way fails. */
  readonly folder: string
  /** Downloads that stay when the way is interrupted. */
  readonly downloads: string
  readonly tfjsNode: TfjsNode
  readonly machine: Machine
  readonly progress: Report
}
