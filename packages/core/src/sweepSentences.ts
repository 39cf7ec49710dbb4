/** Sentences about sweeps; how many points there are is counted by the program. */

/**
 * Why: Every point of a sweep is a run, and each is checked before the first begins.
 * Cure: Choose among fewer.
 * Types: Points are counted by multiplying, which types do not.
 */
export const tooManyPoints = (points: number, most: number): string =>
  `the pipeline has ${points} points to choose from; a sweep has at most ${most}: choose among fewer`

/**
 * Why: Nothing varies, so this is a run and no sweep.
 * Cure: Write `choose(…)` where something is to vary, or run the pipeline itself.
 * Types: Points are counted by multiplying, which types do not.
 */
export const onePoint = (sweep: string): string =>
  `${sweep} has one point only: write choose(…) where something is to vary`

/**
 * Why: Points are drawn without putting back, so there are no more than all of them.
 * Cure: Choose at most as many as there are, or use `grid` for all.
 * Types: Points are counted by multiplying, which types do not.
 */
export const noSample = (points: number, all: number): string =>
  `sample: points is ${points} and there are ${all}: choose 1 to ${all}`

/**
 * Why: The generator is seeded with a whole number from 0 on.
 * Cure: Write one, or leave it out for 42.
 * Types: `sample` takes any number; the sentence is said where the sweep is made.
 */
export const noSampleSeed = (seed: number): string => `sample: seed is ${seed}: choose a whole number, 0 or more`
