import type { Argv } from 'yargs'
import { cpuFeatures } from '../engine/install/cpuFeatures.js'
import { passNames } from '../graph/passNames.js'
import { precisionWarning } from '../run/precisionWarning.js'
import type { Which } from './onePipeline.js'
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
    .option('threads', { type: 'number', coerce: atLeastOne('threads'), describe: 'Threads of one operation' })

/** Once for each pass: what stands behind it is the next argument again. */
export const withoutOption = (program: Argv): Argv =>
  program.option('without', {
    type: 'string',
    array: true,
    nargs: 1,
    choices: passNames,
    describe: 'Leave a pass of the graph compiler out, to find a fault; may be written several times',
  })

/** Options of commands that compute a model without training it. */
const computingOptions = (program: Argv): Argv =>
  program
    .option('precision', {
      choices: ['float32', 'bf16'] as const,
      default: 'float32' as const,
      describe: 'What large products are computed in',
    })
    .option('eager', {
      type: 'boolean',
      default: false,
      describe: 'Operation by operation, not as one graph',
    })

export interface ComputingChoice {
  readonly precision: 'float32' | 'bf16'
  readonly eager: boolean
}
/** What was chosen; that it is slow here is said. */
export const chosenComputing = ({ precision, eager }: ComputingChoice, to: Terminal): ComputingChoice => {
  for (const sentence of precisionWarning(precision, { simd: cpuFeatures() })) to.err(`warning: ${sentence}`)
  return { precision, eager }
}

/** Reads an option that counts things. */
export const atLeastOne =
  (name: string) =>
  (value: number | undefined): number | undefined => {
    if (value === undefined || (Number.isInteger(value) && value >= 1)) return value
    throw Object.assign(new Error(`--${name} is ${value}: write a whole number, 1 or more.`), { usage: true })
  }

/** The model that a command names first. */
export const modelPositional = (program: Argv): Argv =>
  program.positional('model', {
    type: 'string',
    demandOption: true,
    describe: 'A model folder, hub:owner/name, pip:package',
  })

/** Options of every command that computes with the model that it names. */
export const modelOptions = (program: Argv): Argv =>
  withOption(engineOptions(computingOptions(modelPositional(program))))
export interface ModelChoice extends EngineChoice, ComputingChoice {
  readonly model: string
  readonly with?: readonly string[]
}

/** What a command that reads texts is given, and where they are in it. */
export const textFile = 'Lines of text, or a .jsonl, .csv, .tsv or .parquet file'
export const columnOption = (program: Argv): Argv =>
  program.option('column', { type: 'string', nargs: 1, describe: "The column of texts; 'text' when not written" })

/** What a command that reads a pipeline is given. */
export const pipelineFile = 'A .ts, .js, .json or .yaml file'

/** Stages that are not siamese's own. Once for each module: what stands behind it is the next argument again. */
export const withOption = (program: Argv): Argv =>
  program.option('with', {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'A package or file that exports stages of your own; may be written several times',
  })

/** For commands about one pipeline: which one of a sweep or a sequence. */
export const whichOption = (program: Argv): Argv =>
  program
    .option('point', { type: 'number', coerce: atLeastOne('point'), describe: 'The point of a sweep, from 1' })
    .option('part', { type: 'number', coerce: atLeastOne('part'), describe: 'The part of a sequence, from 1' })
export const chosenPipeline = ({ point, part }: Which): Which => ({
  ...(point === undefined ? {} : { point }),
  ...(part === undefined ? {} : { part }),
})

export interface EngineChoice {
  readonly engine?: 'native' | 'wasm'
  readonly threads?: number
}
/** The same without what was not written. */
export const chosenEngine = ({ engine, threads }: EngineChoice): EngineChoice => ({
  ...(engine === undefined ? {} : { engine }),
  ...(threads === undefined ? {} : { threads }),
})
