import { isLeft } from 'fp-ts/lib/Either.js'
import { planOf } from '../plan.js'
import { type Command, pipelineFile, withOption } from './command.js'
import { loadPipeline } from './loadPipeline.js'
import { refuse } from './terminal.js'

interface Options {
  readonly pipelines: readonly string[]
  readonly with?: readonly string[]
}

export const checkCommand: Command<Options> = {
  words: ['check <pipelines..>'],
  about: 'Say everything that is wrong with pipelines, without running them',
  options: program =>
    withOption(program).positional('pipelines', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: pipelineFile,
    }),
  run: async ({ pipelines, json, with: names }, to) => {
    const checked = []
    for (const file of pipelines) {
      const loaded = await loadPipeline(file, names)
      const plan = isLeft(loaded) ? loaded : planOf(loaded.right.pipeline)
      checked.push({ file, plan })
    }
    const wrong = checked.flatMap(({ plan }) => (isLeft(plan) ? plan.left : []))
    if (wrong.length > 0) return refuse(to, wrong, json)
    if (json) to.out(JSON.stringify({ pipelines, problems: [] }, null, 2))
    else
      for (const { file, plan } of checked)
        if (!isLeft(plan))
          to.out(`${file}: ${plan.right.data.data}, ${plan.right.model.model}, width ${plan.right.width}: fits`)
    return 0
  },
}
