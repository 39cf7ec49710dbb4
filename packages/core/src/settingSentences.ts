/** Sentences about the settings of any stage. The first two are derived as types, too, so the text stands once. */
export const needsSetting = <Stage extends string, Setting extends string>(stage: Stage, setting: Setting) =>
  `${stage} needs the setting '${setting}'` as const
export type NeedsSetting<S extends string, N extends string> = ReturnType<typeof needsSetting<S, N>>

export const noSetting = <Stage extends string, Setting extends string>(stage: Stage, setting: Setting) =>
  `${stage} has no setting '${setting}'` as const
export type NoSetting<S extends string, N extends string> = ReturnType<typeof noSetting<S, N>>

export const wrongSetting = (stage: string, setting: string, written: string, kind: string): string =>
  `${stage}: ${setting} is ${written}, it should be ${kind}`

/**
 * Why: A pipeline is written as JSON into every run, and JSON has neither NaN nor Infinity.
 * Cure: Look at the computation that the number comes from.
 * Types: NaN is a `number` like any other.
 */
export const notInJson = (stage: string, setting: string, written: number): string =>
  `${stage}: ${setting} is ${written}, which JSON cannot hold`
