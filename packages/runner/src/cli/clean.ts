import { createInterface } from 'node:readline/promises'
import { isLeft } from 'fp-ts/lib/Either.js'
import { bytesText } from '../report/numbersText.js'
import type { Cleanable } from '../run/runs/cleanable.js'
import type { Command } from './command.js'
import { table } from './table.js'
import { refuse } from './terminal.js'

interface Options {
  readonly folder: string
  readonly yes: boolean
  readonly dryRun: boolean
}

export const cleanCommand: Command<Options> = {
  words: ['clean [folder]'],
  about: 'Free what finished runs no longer need: their checkpoints, and what killed processes left half written',
  options: program =>
    program
      .positional('folder', { type: 'string', default: 'runs', describe: 'The folder that the runs are in' })
      .option('yes', { type: 'boolean', default: false, describe: 'Remove without asking' })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Only say what would go' }),
  run: async ({ folder, yes, dryRun, json }, to) => {
    const { clean, cleanable } = await import('../run/runs/cleanable.js')
    const found = await cleanable(folder)()
    if (isLeft(found)) return refuse(to, found.left, json)
    const all = found.right
    if (all.length === 0 && !json) {
      to.out('nothing to clean')
      return 0
    }
    if (!json) to.out(cleanableText(all))
    const goes = all.length > 0 && !dryRun && (yes || (await agreed(json)))
    if (goes === undefined) return refuse(to, [{ sentence: nobodyAnswers() }], json)
    if (goes) {
      const cleaned = await clean(folder)()
      if (isLeft(cleaned)) return refuse(to, cleaned.left, json)
    }
    to.out(json ? JSON.stringify({ removed: goes, of: all }, null, 2) : goes ? 'removed' : 'nothing was removed')
    return 0
  },
}

const cleanableText = (all: readonly Cleanable[]): string =>
  [
    table(all.map(({ path, bytes, why }) => [path, bytesText(bytes), why])),
    `${bytesText(all.reduce((sum, { bytes }) => sum + bytes, 0))} together`,
  ].join('\n')

/** Undefined where nobody can be asked. */
const agreed = async (json: boolean): Promise<boolean | undefined> => {
  if (json || process.stdin.isTTY !== true) return undefined
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await asking.question('Remove these? [y/N] ')
  asking.close()
  return /^y(es)?$/i.test(answer.trim())
}

/**
 * Why: What is removed does not come back, so somebody has to say so.
 * Cure: Write `--yes`, or `--dry-run` to look only.
 * Types: A command has no compiler.
 */
const nobodyAnswers = (): string =>
  'clean removes files and has nobody to ask here: write --yes, or --dry-run to look only'
