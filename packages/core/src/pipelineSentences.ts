/** Sentences about a pipeline as a whole, which a program without types, or a file, can get wrong. */

export const noStage = () =>
  'pipeline joins stages; this is none: call a constructor, as pool.mean(), or spread a list, as ...front' as const
export type NoStage = ReturnType<typeof noStage>

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
