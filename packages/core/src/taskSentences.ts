/** Sentences about several data sets and their losses. Those that a type says as well are derived as types. */
export const tooFew = <Has extends string>(has: Has) => `tasks needs two data sets or more; it has ${has}` as const
export type TooFew<Has extends string> = ReturnType<typeof tooFew<Has>>

export const sameName = <Name extends string>(data: Name) =>
  `tasks has two data sets named ${data}: give one of them another name` as const
export type SameName<Name extends string> = ReturnType<typeof sameName<Name>>

export const nested = <Name extends string>(data: Name) =>
  `tasks takes single data sets; ${data} is several: give them one by one` as const
export type Nested<Name extends string> = ReturnType<typeof nested<Name>>

export const together = <Name extends string>(data: Name) =>
  `${data} is several data sets: change each of them before tasks` as const
export type Together<Name extends string> = ReturnType<typeof together<Name>>

/**
 * Why: Several data sets that stay apart have no columns in common.
 * Cure: Leave the list of columns empty in the file; each data set has its own.
 * Types: What tasks gives has none; only a file can say something else.
 */
export const ownColumns = (data: string, names: string): string =>
  `${data} is tasks of ${names}: its columns are theirs, leave columns empty`

/**
 * Why: The splits of several data sets are found by the name of the data set, a dot and the name of the split.
 * Cure: Write the splits that the sentence names.
 * Types: What tasks gives has these; only a file can say something else.
 */
export const ownSplits = (data: string, splits: string): string => `${data} has the splits ${splits}: write these`

export const several = <Stage extends string, D extends string, Names extends string>(
  stage: Stage,
  data: D,
  names: Names,
) => `${stage} reads one data set; ${data} is tasks of ${names}: put it in multitask, with a loss for each` as const
export type Several<S extends string, D extends string, Names extends string> = ReturnType<typeof several<S, D, Names>>

export const notSeveral = <D extends string>(data: D) =>
  `multitask needs several data sets; ${data} is one: begin with tasks(…), or write its loss alone` as const
export type NotSeveral<D extends string> = ReturnType<typeof notSeveral<D>>

export const noLoss = <D extends string, All extends string>(data: D, all: All) =>
  `multitask needs a loss for ${data}: each data set of ${all} has its own` as const
export type NoLoss<D extends string, All extends string> = ReturnType<typeof noLoss<D, All>>

export const noSet = <Given extends string, D extends string, Names extends string>(
  given: Given,
  data: D,
  names: Names,
) => `multitask has a loss for ${given}; ${data} is tasks of ${names}` as const
export type NoSet<Given extends string, D extends string, Names extends string> = ReturnType<
  typeof noSet<Given, D, Names>
>

export const notALoss = <D extends string>(data: D) =>
  `multitask needs a loss for ${data}; what it has there is none` as const
export type NotALoss<D extends string> = ReturnType<typeof notALoss<D>>
