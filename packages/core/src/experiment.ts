import type { Pipeline } from './pipeline.js'
import { isSequence, type Sequence } from './sequence.js'
import type { Sweep } from './sweep.js'

/** What a file may hold: one pipeline, several in sequence, or a sweep over either. */
export type Experiment = Pipeline | Sequence | Sweep

export const isSweep = (experiment: Experiment): experiment is Sweep => 'sweep' in experiment

/** The first of its pipelines: what they have in common can be read off it. */
export const firstOf = (experiment: Experiment): Pipeline =>
  isSweep(experiment) ? firstOf(experiment.of) : isSequence(experiment) ? experiment.sequence[0]! : experiment
