import { isLeft } from 'fp-ts/lib/Either.js'
import { atLeastOne, type Command } from './command.js'
import { refuse } from './terminal.js'

interface Options {
  readonly runs: readonly string[]
  readonly html?: string
  readonly samples: number
  readonly seed: number
}

export const compareCommand: Command<Options> = {
  words: ['compare <runs..>'],
  about: 'Runs side by side: settings that differ, metrics, curves, and whether a difference may be chance',
  options: program =>
    program
      .positional('runs', { type: 'string', array: true, demandOption: true, describe: 'Folders of runs' })
      .option('html', { type: 'string', nargs: 1, describe: 'Also as a page with the curves' })
      .option('samples', {
        type: 'number',
        default: 1000,
        coerce: atLeastOne('samples'),
        describe: 'How often pairs are drawn again to see what chance does',
      })
      .option('seed', { type: 'number', default: 42, describe: 'Of those draws' }),
  run: async ({ runs, html, samples, seed, json }, to) => {
    const { compare } = await import('../run/compare/compare.js')
    const compared = await compare(runs.map(String), { samples, seed })()
    if (isLeft(compared)) return refuse(to, compared.left, json)
    if (html !== undefined) {
      const { comparisonHtml } = await import('./comparisonHtml.js')
      const { writeAtomically } = await import('../sources/atomicWrite.js')
      const written = await writeAtomically(html, comparisonHtml(compared.right))()
      if (isLeft(written)) return refuse(to, written.left, json)
    }
    const { comparisonText } = await import('./comparisonText.js')
    to.out(json ? JSON.stringify(compared.right, null, 2) : comparisonText(compared.right, to.width))
    return 0
  },
}
