import type { Evaluation } from '../../evaluate/evaluate.js'
import { tokenizeModel } from '../../tokenize/tokenizeModel.js'
import type { BatchSizes } from '../../train/sampleBatches.js'
import type { Computing } from '../openComputing.js'
import type { OpenPlan } from '../openPlan.js'
import { startOf } from '../startOf.js'
import { type EvaluationTime, evaluationTimes } from './evaluationTime.js'
import type { Line, Timed } from './line.js'
import { type Memory, runMemory } from './memory.js'
import { type RunLength, runLength } from './runLength.js'
import { stepTime } from './stepTime.js'

/** What a run will take, told before its first step. Early stopping makes it shorter. */
export interface Estimate extends Omit<RunLength, 'rounds'> {
  /** Times that a split is judged, all evaluators together. */
  readonly evaluations: number
  /** `start` is what it took to open and to compile; the others are what is still to come. */
  readonly seconds: Seconds
  /** Bytes at most, where they are known: of a compiled graph. */
  readonly memory?: Memory
  readonly how: How
}
export interface Seconds {
  readonly start: number
  readonly training: number
  readonly evaluation: number
  /** Writing the trained model. */
  readonly saving: number
  readonly together: number
}
/** What the seconds were derived from. */
export interface How {
  readonly work: 'FLOP' | 'tokens'
  readonly line?: Line
  /** Steps that were timed, and what an average step takes by them. */
  readonly timed: readonly (Timed & { readonly rows: number; readonly tokens: number })[]
  readonly step?: number
  readonly evaluators: readonly EvaluationTime[]
}

/** Seconds that timing may take, beside what prepares the engine. */
export interface Budget {
  readonly steps: number
  readonly evaluation: number
}

/** Bytes of a model that are written a second: read from the engine, hashed, written and flushed. */
const written = 180e6

/** Times a few real rows on this machine; parameters and moments are afterwards what they were. Undefined where nothing can be timed. */
export const estimateOf = async (
  opened: OpenPlan,
  computing: Computing,
  sampled: readonly BatchSizes[],
  began: number,
  budget: Budget,
): Promise<Estimate | undefined> => {
  const { plan, model, sentenceEncoder, rows, frozen } = opened
  const { training, compiled, forward } = computing
  const ofStep = training && (await stepTime(training, compiled, sampled, plan.smallestBatch, budget.steps))
  if (training !== undefined && ofStep === undefined) {
    training.stepper.assign(startOf(plan, model))
    return undefined
  }
  const tokenizing = tokenizeModel(model)
  const evaluation: Evaluation = {
    plan,
    sentenceEncoder,
    forward,
    frozen,
    tokenizing,
    rowsOf: split => rows.get(split)!,
  }
  const times = await evaluationTimes(evaluation, plan.evaluators, budget.evaluation).finally(tokenizing.close)
  if (times === undefined) return undefined
  const { rounds, ...length } = runLength(plan, training?.source)
  const seconds = {
    start: (performance.now() - began) / 1000,
    training: length.steps * (ofStep?.seconds ?? 0),
    evaluation: times.reduce((sum, { seconds }, i) => sum + rounds[i]! * seconds, 0),
    saving: training === undefined ? 0 : bytesOf(opened) / written,
  }
  return {
    ...length,
    evaluations: rounds.reduce((sum, each) => sum + each, 0),
    seconds: together(seconds),
    ...(compiled === undefined ? {} : { memory: runMemory(opened, compiled, sampled) }),
    how: {
      work: compiled === undefined ? 'tokens' : 'FLOP',
      timed: ofStep?.timed ?? [],
      ...(ofStep === undefined ? {} : { step: ofStep.seconds, line: ofStep.line }),
      evaluators: times,
    },
  }
}

export const together = (parts: Omit<Seconds, 'together'>): Seconds => ({
  ...parts,
  together: parts.start + parts.training + parts.evaluation + parts.saving,
})

const bytesOf = ({ model: { weights, carried } }: OpenPlan): number =>
  [...weights.values(), ...carried.values()].reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0)
