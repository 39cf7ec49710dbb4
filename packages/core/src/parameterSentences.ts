/** Sentences about parameters that a path names; each type is derived, so the text stands once. */
export const stranger = <Stage extends string, First extends string>(stage: Stage, first: First) =>
  `${stage}: no parameter begins with ${first}: write embeddings, encoder, head, or a stage as pool.dense` as const
export type Stranger<S extends string, First extends string> = ReturnType<typeof stranger<S, First>>

export const headless = <Stage extends string, Objective extends string>(stage: Stage, objective: Objective) =>
  `${stage} names head, and ${objective} has no weights of its own: name parameters of the encoder` as const
export type Headless<S extends string, Objective extends string> = ReturnType<typeof headless<S, Objective>>

export const beyond = <Stage extends string, Path extends string, Model extends string, Layers extends number>(
  stage: Stage,
  path: Path,
  model: Model,
  layers: Layers,
) => `${stage} names ${path}, beyond the layers of ${model}: ${layers}, counted from 0` as const
export type Beyond<S extends string, P extends string, M extends string, L extends number> = ReturnType<
  typeof beyond<S, P, M, L>
>

export const falling = <Stage extends string, Path extends string>(stage: Stage, path: Path) =>
  `${stage} names ${path}: write the lower layer first` as const
export type Falling<S extends string, P extends string> = ReturnType<typeof falling<S, P>>

export const again = <Stage extends string, Path extends string>(stage: Stage, path: Path) =>
  `${stage} names ${path} a second time: leave it out` as const
export type Again<S extends string, P extends string> = ReturnType<typeof again<S, P>>

export const notPositive = <Stage extends string, Path extends string, Rate extends number>(
  stage: Stage,
  path: Path,
  rate: Rate,
) => `${stage}: the rate of ${path} is ${rate}: choose a number above 0, or freeze it` as const
export type NotPositive<S extends string, P extends string, R extends number> = ReturnType<typeof notPositive<S, P, R>>

export const frozenRate = <Stage extends string, Path extends string, Frozen extends string>(
  stage: Stage,
  path: Path,
  frozen: Frozen,
) => `${stage} has a rate for ${path}, and ${frozen} is frozen: leave one of them out` as const
export type FrozenRate<S extends string, P extends string, Frozen extends string> = ReturnType<
  typeof frozenRate<S, P, Frozen>
>

export const namesNone = <Stage extends string>(stage: Stage) =>
  `${stage} names no parameters: write parameters: ['embeddings'], or leave it out` as const
export type NamesNone<S extends string> = ReturnType<typeof namesNone<S>>

export const nothingLeft = <Stage extends string>(stage: Stage) =>
  `${stage} leaves nothing to train: name fewer parameters` as const
export type NothingLeft<S extends string> = ReturnType<typeof nothingLeft<S>>
