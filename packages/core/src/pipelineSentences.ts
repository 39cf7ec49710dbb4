/** Sentences about a pipeline as a whole, which a program without types, or a file, can get wrong. */

/**
 * Why: Only what a constructor made is a stage.
 * Cure: Call a constructor, as `pool.mean()`.
 * Types: The compiler refuses it in its own words; a program in plain JavaScript has no compiler.
 */
export const noStage = (place: string, found: string): string => `${place} is no stage: ${found}`

/**
 * Why: A pipeline begins with the data that flow through it.
 * Cure: Put the data first.
 * Types: The compiler refuses it in its own words; a program in plain JavaScript has no compiler.
 */
export const noData = (found: string): string =>
  `pipeline begins with data, as data(…), files(…) or siamese add makes it; here it is ${found}`

/**
 * Why: A model is written as JSON by its name, so a name is one model.
 * Cure: Give one of them another name in the lock.
 * Types: What a model is made of is not part of its type.
 */
export const twoModels = (model: string): string => `two models are called ${model}: give one of them another name`
