import { follow, type Last } from './joint.js'
import type { HasStages } from './members.js'
import { none } from './options.js'
import type { Path } from './problem.js'
import { definition, make, type Stage } from './stage.js'

export interface Joined<S extends readonly unknown[]> extends HasStages<S> {
  readonly out: Last<this['in'], S>
}
export interface Fragment<S extends readonly Stage[]> extends Stage<Joined<S>, {}> {}

/** Stages as one stage: what packages of reusable pipelines export. Checked where it is joined. */
export function fragment<const S extends readonly Stage[]>(...stages: S): Fragment<S> {
  return joinStages(stages)
}

/** The same over values; `made` says where it is written. */
export const joinStages = (stages: readonly Stage[], made?: string): Stage =>
  make(
    {
      name: 'fragment',
      options: none,
      rules: [],
      judge: flow => ({ problems: [], flow: follow(flow, walk(stages, ['stages'])).flow }),
      does: { family: 'fragment', stages },
    },
    {},
    made,
  )

/** The stages in order with fragments opened. */
export const flatten = (stages: readonly Stage[]): readonly Stage[] => walk(stages, []).map(({ stage }) => stage)

/** The same, each with its way from the top. */
export const walk = (stages: readonly Stage[], from: Path): readonly Walked[] =>
  stages.flatMap((stage, index) => opened({ stage, path: [...from, index] }))
export const opened = ({ stage, path }: Walked): readonly Walked[] => {
  const { does } = stage[definition]
  return does.family === 'fragment' ? walk(does.stages, [...path, 'stages']) : [{ stage, path }]
}
export interface Walked {
  readonly stage: Stage
  readonly path: Path
}
