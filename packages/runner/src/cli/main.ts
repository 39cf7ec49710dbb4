import type { Problems } from '@siamese/core'
import yargs, { type Argv } from 'yargs'
import { version } from '../version.js'
import { addCommand } from './add.js'
import { checkCommand } from './check.js'
import { cleanCommand } from './clean.js'
import type { Command } from './command.js'
import { compareCommand } from './compare.js'
import { convertCommand } from './convert.js'
import { diffCommand } from './diff.js'
import { doctorCommand } from './doctor.js'
import { encodeCommand } from './encode.js'
import { evaluateCommand } from './evaluate.js'
import { explainCommand } from './explain.js'
import { exportCommand } from './export.js'
import { indexCommand } from './indexing.js'
import { initCommand } from './init.js'
import { mineCommand } from './mine.js'
import { type OptionKinds, optionFault } from './optionFault.js'
import { paraphrasesCommand } from './paraphrases.js'
import { pushCommand } from './push.js'
import { reportCommand } from './report.js'
import { reproduceCommand } from './reproduce.js'
import { resumeCommand } from './resume.js'
import { runCommand } from './run.js'
import { runsCommand } from './runs.js'
import { schemaCommand } from './schema.js'
import { searchCommand } from './search.js'
import { sweepCommand } from './sweep.js'
import { quiet, refuse, terminal, usersMistake } from './terminal.js'
import { tokenizerCommand } from './tokenizer.js'
import { usageText } from './usageText.js'

const commands: readonly Command[] = [
  runCommand,
  sweepCommand,
  resumeCommand,
  reproduceCommand,
  compareCommand,
  runsCommand,
  cleanCommand,
  checkCommand,
  explainCommand,
  diffCommand,
  reportCommand,
  convertCommand,
  schemaCommand,
  evaluateCommand,
  encodeCommand,
  searchCommand,
  indexCommand,
  mineCommand,
  paraphrasesCommand,
  exportCommand,
  addCommand,
  tokenizerCommand,
  pushCommand,
  initCommand,
  doctorCommand,
]

/** The command line; resolves to the exit code: 0, 2 for the user's mistakes, 1 for ours, 130 when interrupted. */
export const main = async (args: readonly string[]): Promise<number> => {
  const to = terminal()
  let code = 0
  const parser = commands.reduce(
    (program, { words, about, options, run }) =>
      program.command(
        [...words],
        about,
        y => {
          const described = options(y)
            .option('json', { type: 'boolean', default: false, describe: 'For programs: JSON on standard output' })
            .option('quiet', { type: 'boolean', default: false, describe: 'Only results and what is wrong' })
          const wrong = args.includes('--help') ? undefined : optionFault(args, kindsOf(described))
          if (wrong !== undefined) throw Object.assign(new Error(wrong), { usage: true })
          return described
        },
        async argv => {
          code = await run(argv as never, argv.quiet === true ? quiet(to) : to, args)
        },
      ),
    yargs([...args])
      .scriptName('siamese')
      .locale('en')
      .usage('$0 <command>\n\nTrains and evaluates sentence encoders from typed pipelines.')
      .version(version)
      .strict()
      .recommendCommands()
      .demandCommand(1, 'Name a command.')
      .exitProcess(false)
      .wrap(Math.min(100, process.stdout.columns ?? 100))
      .fail((message, error) => {
        throw error ?? Object.assign(new Error(message), { usage: true })
      }),
  )
  try {
    await parser.parseAsync()
    return code
  } catch (error) {
    const json = args.includes('--json')
    if (isUsage(error)) {
      const words = wordsOf(args)
      const sentence = usageText(error.message, words, args)
      if (json) return refuse(to, [{ sentence }], json)
      const help = words === undefined ? 'siamese --help lists the commands.' : helpFor(words)
      to.err(args.length === 0 ? await parser.getHelp() : `${sentence}\n${help}`)
      return usersMistake
    }
    if (isRefusal(error)) return refuse(to, error.problems, json)
    const { memoryProblem } = await import('../engine/outOfMemory.js')
    const small = memoryProblem(error, 'siamese', 'lower batchSize or maxLength, or use a smaller model')
    if (small !== undefined) return refuse(to, [small], json)
    if (json) refuse(to, [{ sentence: 'siamese made a mistake of its own; see the error stream' }], json)
    to.err(
      `This is a mistake of siamese, not of yours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    return 1
  } finally {
    to.clear()
  }
}

/** What its types leave out. */
const kindsOf = (program: Argv): OptionKinds => (program as unknown as { getOptions: () => OptionKinds }).getOptions()

/** How the command that was written is to be written. */
const wordsOf = ([first]: readonly string[]): string | undefined =>
  commands.find(({ words }) => words[0]!.split(' ')[0] === first)?.words[0]
const helpFor = (words: string): string => `siamese ${words.split(' ')[0]} --help shows how it is written.`

const isUsage = (error: unknown): error is Error =>
  error instanceof Error && ('usage' in error || error.name === 'YError')
const isRefusal = (error: unknown): error is { readonly problems: Problems } =>
  typeof error === 'object' && error !== null && 'problems' in error
