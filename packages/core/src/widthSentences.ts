/** Sentences about widths that a line of a rule cannot say. */
export const notAWidth = <Stage extends string, Width extends string>(stage: Stage, width: Width) =>
  `${stage} gives width ${width}: a width is a whole number, 1 or more` as const
export type NotAWidth<S extends string, W extends string> = ReturnType<typeof notAWidth<S, W>>

export const joinsPoolings = <Stage extends string, Part extends string>(stage: Stage, part: Part) =>
  `${stage} joins poolings; ${part} is none: take it out of the list` as const
export type JoinsPoolings<S extends string, P extends string> = ReturnType<typeof joinsPoolings<S, P>>

export const joinsTwo = <Stage extends string, Count extends string>(stage: Stage, count: Count) =>
  `${stage} joins two poolings or more; it has ${count}: write ${stage}(pool.mean(), pool.max())` as const
export type JoinsTwo<S extends string, C extends string> = ReturnType<typeof joinsTwo<S, C>>

export const cutWider = <Stage extends string, Width extends string, Has extends number>(
  stage: Stage,
  width: Width,
  has: Has,
) => `${stage}: width is ${width}, and that of the embeddings ${has}: choose a whole number from 1 to ${has}` as const
export type CutWider<S extends string, W extends string, H extends number> = ReturnType<typeof cutWider<S, W, H>>
