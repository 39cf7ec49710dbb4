import type { Argv } from 'yargs'
import type { Terminal } from './terminal.js'

/** One command: how it is written, what it takes, and what it does, as an exit code. */
export interface Command<A = never> {
  readonly words: readonly string[]
  readonly about: string
  readonly options: (program: Argv) => Argv
  readonly run: (options: A & { readonly json: boolean }, to: Terminal, args: readonly string[]) => Promise<number>
}

/** Options of every command that computes. */
export const engineOptions = (program: Argv): Argv =>
  program
    .option('engine', { choices: ['native', 'wasm'] as const, describe: 'Only this engine' })
    .option('threads', { type: 'number', describe: 'Threads of one operation' })

export interface EngineChoice {
  readonly engine?: 'native' | 'wasm'
  readonly threads?: number
}
/** The same without what was not written. */
export const chosenEngine = ({ engine, threads }: EngineChoice): EngineChoice => ({
  ...(engine === undefined ? {} : { engine }),
  ...(threads === undefined ? {} : { threads }),
})
