import { check, type Pipeline } from './pipeline.js'
import { type Chosen, countPoints, mostPoints, pointsOf } from './points.js'
import { type Problem, problem } from './problem.js'
import { randperm } from './random/permutation.js'
import { inSequence, isSequence, partsOf, type Sequence } from './sequence.js'
import { noSample, noSampleSeed, onePoint } from './sweepSentences.js'

/** A pipeline with choices, or several in sequence, and which of their points are run. */
export interface Sweep<Of extends Pipeline | Sequence = Pipeline | Sequence> {
  readonly sweep: 'grid' | Sampled
  readonly of: Of
  readonly problems: readonly Problem[]
}
/** So many points, drawn by a seed without putting back. */
export interface Sampled {
  readonly sample: number
  readonly seed: number
}

/** Every point. */
export const grid = <const Of extends Pipeline | Sequence>(of: Of): Sweep<Of> => sweepOf(of, 'grid')

/** Some points: the first `points` of torch.randperm over all of them, by `seed`. */
export const sample = <const Of extends Pipeline | Sequence>(
  of: Of,
  { points, seed = 42 }: { readonly points: number; readonly seed?: number },
): Sweep<Of> => sweepOf(of, { sample: points, seed })

/** The same over values. */
export const sweepOf = <Of extends Pipeline | Sequence>(of: Of, sweep: Sweep['sweep']): Sweep<Of> => {
  const count = countOf(of)
  const name = sweep === 'grid' ? 'grid' : 'sample'
  const few =
    count === 1
      ? [problem(onePoint(name))]
      : sweep !== 'grid' && !(Number.isInteger(sweep.sample) && sweep.sample >= 1 && sweep.sample <= count)
        ? [problem(noSample(sweep.sample, count))]
        : sweep !== 'grid' && !(Number.isInteger(sweep.seed) && sweep.seed >= 0)
          ? [problem(noSampleSeed(sweep.seed))]
          : []
  return Object.freeze({ sweep, of, problems: [...of.problems, ...few.map(each => ({ ...each, path: ['sweep'] }))] })
}

const countOf = (of: Pipeline | Sequence): number =>
  partsOf(of).reduce((product, { stages }) => product * countPoints(stages), 1)

/** One point of a sweep: what was chosen, and the pipeline (or the sequence) without choices. */
export interface SweepPoint {
  readonly chosen: readonly Chosen[]
  readonly of: Pipeline | Sequence
}

/** The points in order. A sweep is frozen, so they are made once. */
export const sweepPoints = (sweep: Sweep): readonly SweepPoint[] => {
  const points = made.get(sweep) ?? makePoints(sweep)
  made.set(sweep, points)
  return points
}
const made = new WeakMap<Sweep, readonly SweepPoint[]>()

const makePoints = ({ of, sweep }: Sweep): readonly SweepPoint[] => {
  const count = countOf(of)
  if (count > mostPoints) return []
  const parts = partsOf(of).map(({ data, stages }) =>
    pointsOf(stages).map(point => ({
      chosen: point.chosen,
      pipeline: check(
        data,
        point.stages.map(({ stage }) => stage),
      ),
    })),
  )
  const all = parts.reduce<readonly (readonly Part[])[]>(
    (before, points) => before.flatMap(some => points.map(each => [...some, each])),
    [[]],
  )
  const taken = sweep === 'grid' ? all : Array.from(randperm(count, sweep.seed).slice(0, sweep.sample), i => all[i]!)
  return taken.map(some => ({
    chosen: some.flatMap(({ chosen }) => chosen),
    of: isSequence(of) ? inSequence(some.map(({ pipeline }) => pipeline)) : some[0]!.pipeline,
  }))
}
interface Part {
  readonly chosen: readonly Chosen[]
  readonly pipeline: Pipeline
}
