import { availableParallelism } from 'node:os'
import type { Argv } from 'yargs'
import { atLeastOne } from './command.js'

export interface ParallelChoice {
  readonly parallel?: number
}

/** How many points of a sweep run at once. */
export const parallelOption = (program: Argv): Argv =>
  program.option('parallel', {
    type: 'number',
    coerce: atLeastOne('parallel'),
    describe: `Points of a sweep at once, as far as memory is left, each in a process of its own with its share of the threads; 1 for every ${threadsEach} threads when not written`,
  })

/** A graph of this many threads keeps them busy; fewer give more points at once than they give away. */
const threadsEach = 4

/** Only where two such shares are there is it worth a process each. */
export const parallelHere = (): number => Math.max(1, Math.floor(availableParallelism() / threadsEach))

export const chosenParallel = ({ parallel }: ParallelChoice): ParallelChoice =>
  parallel === undefined ? {} : { parallel }
