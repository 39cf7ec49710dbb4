import type { Either } from 'fp-ts/lib/Either.js'
import type { EngineFacts } from './facts.js'
import type { Report } from './progress.js'

/** What an engine is given when it is asked to open. */
export interface Opening {
  readonly progress: Report
  readonly retry: boolean
  /** The folder of everything that is cached. */
  readonly root: string
  readonly threads: number | undefined
  /** Why the engines before it in the list did not open. */
  readonly refusals: readonly string[]
}

/** A way to compute: opens and becomes current, or says in one sentence why it cannot. */
export interface EngineDefinition<Name extends string> {
  readonly name: Name
  readonly open: (opening: Opening) => Promise<Either<string, EngineFacts>>
}
