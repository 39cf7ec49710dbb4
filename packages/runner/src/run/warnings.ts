import { canonical } from '../canonical.js'
import type { Plan } from '../plan.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'
import { isOwn } from '../sources/modelFiles/writtenModules.js'

/** What a reader of the results has to know beforehand, one sentence each; the run goes on all the same. */
export const warningsOf = (
  { model, pooling, modules, train }: Plan,
  declared: readonly ModuleStage[],
): readonly string[] => {
  const stages: readonly ModuleStage[] = [pooling, ...modules].map(({ stage, settings }) => ({ stage, ...settings }))
  const own = train === undefined ? [] : stages.filter(isOwn)
  return [
    ...(declared.length === 0 || canonical(declared) === canonical(stages)
      ? []
      : [
          `${model.model} declares ${show(declared)} after its encoder, the pipeline has ${show(stages)}: its embeddings are not those of ${model.model}`,
        ]),
    ...own.map(
      ({ stage }) =>
        `sentence-transformers does not know ${stage}: the trained model opens here, with that stage given, and not in Python`,
    ),
  ]
}

const show = (stages: readonly ModuleStage[]): string =>
  stages
    .map(({ stage, ...settings }) =>
      Object.keys(settings).length === 0 ? stage : `${stage}(${JSON.stringify(settings)})`,
    )
    .join(', ')
