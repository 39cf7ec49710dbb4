/** Sentences about frozen models that losses are given; each type is derived, so the text stands once. */
export const otherWidth = <
  Stage extends string,
  Setting extends string,
  Width extends number,
  Model extends string,
  Has extends number,
>(
  stage: Stage,
  setting: Setting,
  width: Width,
  model: Model,
  has: Has,
) =>
  `${stage} needs a ${setting} as wide as its embeddings, ${width}; ${model} gives ${has}: put pool.dense({ width: ${has} }) before it, or write projection: ${has}` as const
export type OtherWidth<
  S extends string,
  N extends string,
  W extends number,
  M extends string,
  H extends number,
> = ReturnType<typeof otherWidth<S, N, W, M, H>>
