import type { Argv } from 'yargs'
import { atLeastOne } from './command.js'

export interface KeepingChoice {
  readonly checkpointEvery?: number
  readonly keep?: number
}

/** How often a run keeps checkpoints, and how many. */
export const keepingOptions = (program: Argv): Argv =>
  program
    .option('checkpoint-every', {
      type: 'number',
      coerce: atLeastOne('checkpoint-every'),
      describe: "Steps between two checkpoints, 500 when not written; one is also kept at each epoch's end",
    })
    .option('keep', {
      type: 'number',
      coerce: atLeastOne('keep'),
      describe: 'Checkpoints that stay besides the best, 2 when not written',
    })

/** The same without what was not written. */
export const chosenKeeping = ({ checkpointEvery, keep }: KeepingChoice): KeepingChoice => ({
  ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
  ...(keep === undefined ? {} : { keep }),
})
