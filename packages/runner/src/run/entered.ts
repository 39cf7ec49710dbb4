import type { CheckpointFile } from './checkpoint/checkpointFile.js'
import type { Kept } from './checkpoint/checkpoints.js'
import type { RunFolder } from './runFolder.js'

/** A run in its folder: a new one, or one that goes on. */
export interface Entered {
  readonly folder: RunFolder
  /** Where it goes on; from the beginning where it is left out. */
  readonly checkpoint?: CheckpointFile
  /** Checkpoints that are there. */
  readonly there: readonly Kept[]
  /** What a reader of its results has to know. */
  readonly warnings: readonly string[]
  /** Gives the folder back. */
  readonly unlock?: () => Promise<void>
}
