import { isLeft } from 'fp-ts/lib/Either.js'
import { type Command, chosenPipeline, whichOption, withOption } from './command.js'
import type { Which } from './onePipeline.js'
import { refuse } from './terminal.js'

interface Options extends Which {
  readonly a: string
  readonly b: string
  readonly with?: readonly string[]
  readonly exitCode: boolean
}

/** With `--exit-code`, what tells that two pipelines differ; 1 and 2 are mistakes. */
const differ = 3

export const diffCommand: Command<Options> = {
  words: ['diff <a> <b>'],
  about: 'Compare two pipelines, or the pipelines of two runs, by data, model, stage and setting',
  options: program =>
    whichOption(withOption(program))
      .positional('a', { type: 'string', demandOption: true, describe: "A pipeline's file, or the folder of a run" })
      .positional('b', { type: 'string', demandOption: true, describe: 'The other one' })
      .option('exit-code', {
        type: 'boolean',
        default: false,
        describe: `End with ${differ} when they differ; 0 otherwise, as without it`,
      }),
  run: async ({ a, b, with: names = [], exitCode, json, ...options }, to) => {
    const { readCompared } = await import('./diff/readCompared.js')
    const which = chosenPipeline(options)
    const [before, after] = [await readCompared(a, names, which), await readCompared(b, names, which)]
    if (isLeft(before) || isLeft(after))
      return refuse(
        to,
        [before, after].flatMap(each => (isLeft(each) ? each.left : [])),
        json,
      )
    const { comparePipelines } = await import('./diff/comparePipelines.js')
    const compared = comparePipelines(before.right, after.right)
    if (json) to.out(JSON.stringify({ a, b, ...compared }, null, 2))
    else {
      const { diffText } = await import('./diff/diffText.js')
      to.out(diffText({ a, b }, compared, to.paint, to.width))
    }
    return exitCode && !compared.same ? differ : 0
  },
}
