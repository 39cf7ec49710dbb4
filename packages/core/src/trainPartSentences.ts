/** The settings of train that are stages, and what each should be. */
export const partKinds = {
  optimizer: 'an optimizer, as optimizer.sgd()',
  schedule: 'linear, constant or cosine, or a schedule, as schedule.polynomial()',
} as const
export type PartName = keyof typeof partKinds

/** Sentences about the settings of train that are stages; each type is derived, so the text stands once. */
export const belongsInTrain = <Stage extends string, Part extends string>(stage: Stage, part: Part) =>
  `${stage} is a setting of train: write train({ ${part}: ${stage}() })` as const
export type BelongsInTrain<S extends string, P extends string> = ReturnType<typeof belongsInTrain<S, P>>

export const noPart = <Part extends string, Stage extends string, Kind extends string>(
  part: Part,
  stage: Stage,
  kind: Kind,
) => `train: ${part} is ${stage}, it should be ${kind}` as const
export type NoPart<P extends PartName, S extends string> = ReturnType<typeof noPart<P, S, (typeof partKinds)[P]>>

/**
 * Why: The rate falls from the highest to the last, so the last is lower.
 * Cure: Choose an `end` below `learningRate`.
 * Types: Rates are no whole numbers, and types do not compare others.
 */
export const endsAbove = (stage: string, end: number, learningRate: number): string =>
  `${stage}: end is ${end}, and learningRate ${learningRate}: choose an end below it`
