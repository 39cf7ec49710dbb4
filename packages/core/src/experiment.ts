import type { Pipeline } from './pipeline.js'
import { partsOf, type Sequence } from './sequence.js'
import type { Sweep } from './sweep.js'

/** What a file may hold: one pipeline, several in sequence, or a sweep over either. */
export type Experiment = Pipeline | Sequence | Sweep

export const isSweep = (experiment: Experiment): experiment is Sweep => 'sweep' in experiment

/** All of its pipelines, with the choices in them. */
export const pipelinesOf = (experiment: Experiment): readonly Pipeline[] =>
  partsOf(isSweep(experiment) ? experiment.of : experiment)

/** The first of its pipelines: what they have in common can be read off it. */
export const firstOf = (experiment: Experiment): Pipeline => pipelinesOf(experiment)[0]!
