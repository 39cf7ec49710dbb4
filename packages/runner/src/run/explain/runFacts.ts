import type { Pipeline } from '@siamese/core'
import { compilesGraphs } from '../../compute/openForward.js'
import { rowsInUse } from '../../graph/program.js'
import { variableName } from '../../graph/variables.js'
import type { Asked } from '../computing.js'
import type { Computing } from '../openComputing.js'
import type { OpenPlan } from '../openPlan.js'
import { headOf, modulesSize, parametersOf } from '../parameterCounts.js'
import { routedEncoders } from '../routedEncoders.js'
import { dataFacts } from './dataFacts.js'
import { type Decision, decisionsOf } from './decisions.js'
import type { Explanation } from './explain.js'
import { stagesOf } from './stages.js'

/** What a run reads, computes with and does without being told; known before its first step. */
export type RunFacts = Pick<Explanation, 'data' | 'model' | 'stages' | 'decided' | 'engine' | 'steps' | 'untrained'>

/** `computing` is undefined where a run would refuse, and `why` says why. Of a split so many `characters` are tokenized. */
export const runFacts = async (
  pipeline: Pipeline,
  opened: OpenPlan,
  computing: Computing | undefined,
  { why = '', characters, ...asked }: Asked & { readonly why?: string; readonly characters?: number } = {},
): Promise<RunFacts> => {
  const { plan, model, engine, sentenceEncoder } = opened
  const { facts, architecture } = model.encoder
  const routes = routedEncoders(plan)
  const untrained = computing?.training?.untrained ?? []
  return {
    data: await dataFacts(opened, characters),
    model: {
      name: plan.model.model,
      architecture,
      layers: facts.layers,
      hidden: facts.hidden,
      width: sentenceEncoder.width,
      ...(routes === undefined ? {} : { routes }),
      parameters: parametersOf(model) + modulesSize(plan),
      head: headOf(plan, model),
    },
    stages: stagesOf(pipeline, opened, { untrained, ...computing?.compiled }),
    decided: [...decisionsOf(opened, computing?.computes ?? 'operations'), ...tablesOf(opened, computing?.compiled)],
    engine: { name: engine.name, facts: engine.facts },
    steps: computing === undefined ? { computed: 'refused', why } : stepsOf(computing, opened, asked),
    untrained,
  }
}

const stepsOf = ({ computes }: Computing, { engine: { name } }: OpenPlan, options: Asked): Explanation['steps'] => ({
  computed: computes,
  why: compilesGraphs(options)
    ? `the ${name} engine runs graphs, and every stage can be compiled`
    : options.eager === true
      ? 'asked for with --eager'
      : `the ${name} engine runs no graphs`,
})

/** Tables of which training moves a part. */
const tablesOf = ({ model }: OpenPlan, compiled: Computing['compiled']): readonly Decision[] => {
  const { tables, facts } = model.encoder
  const names = tables.map(table => variableName(rowsInUse(table)))
  const used = compiled?.entries
    .flatMap(({ nodes }) => nodes)
    .find(({ name }) => name !== undefined && names.includes(name))
  return used === undefined
    ? []
    : [
        {
          what: 'vocabulary',
          is: `${used.shape[0]} of ${facts.vocabulary} tokens occur in training: only their rows are moved`,
        },
      ]
}
