import type { Join } from './columns.js'

/** What is known of a model's declaration: a difference is written as intended, or refused. */
export interface Declaring {
  /** The model that encodes, and the stages that its own files declare. */
  readonly encoder: string
  readonly declared: readonly string[]
  /** Those still to come; `undefined` where none has to be met. */
  readonly left: readonly string[] | undefined
}

const written = <Model extends string, Names extends string>(model: Model, names: Names) =>
  `or write encode(${model}, { insteadOf: [${names}] })` as const

const otherStage = <S extends string, M extends string, Next extends string, Names extends string>(
  stage: S,
  model: M,
  next: Next,
  names: Names,
) => `${stage} differs: ${model} declares ${next} here; use that, ${written(model, names)}` as const
type OtherStage<S extends string, M extends string, Next extends string, Names extends string> = ReturnType<
  typeof otherStage<S, M, Next, Names>
>

const oneMore = <S extends string, M extends string, Names extends string>(stage: S, model: M, names: Names) =>
  `${stage} differs: ${model} declares nothing more here; leave it out, ${written(model, names)}` as const
type OneMore<S extends string, M extends string, Names extends string> = ReturnType<typeof oneMore<S, M, Names>>

const leftOut = <S extends string, M extends string, Next extends string, Names extends string>(
  stage: S,
  model: M,
  next: Next,
  names: Names,
) => `${stage} comes too early: ${model} declares ${next} before it; put that in, ${written(model, names)}` as const
type LeftOut<S extends string, M extends string, Next extends string, Names extends string> = ReturnType<
  typeof leftOut<S, M, Next, Names>
>

const promptsUnsaid = <S extends string, M extends string, Names extends string>(stage: S, model: M, names: Names) =>
  `${stage}: ${model} declares the prompts ${names}; write prompts for the texts that need one, or prompts: {} for none` as const
type PromptsUnsaid<S extends string, M extends string, Names extends string> = ReturnType<
  typeof promptsUnsaid<S, M, Names>
>

const similarityUnsaid = <S extends string, M extends string, Declared extends string, Written extends string>(
  stage: S,
  model: M,
  declared: Declared,
  written: Written,
) =>
  `${stage}: ${model} declares the similarity ${declared}; write similarity: ${written}, or the one that is meant` as const
type SimilarityUnsaid<S extends string, M extends string, D extends string, W extends string> = ReturnType<
  typeof similarityUnsaid<S, M, D, W>
>

type Quoted<Names> = Names extends readonly [infer A extends string, ...infer Rest]
  ? Rest extends readonly []
    ? `'${A}'`
    : `'${A}', ${Quoted<Rest>}`
  : ''
const quoted = (names: readonly string[]): string => names.map(name => `'${name}'`).join(', ')

/** The sentence of a stage between encoder and loss that is not the one declared there, or `undefined`. */
export type Differs<Stage extends string, F extends Declaring> = F['left'] extends readonly [
  infer Next extends string,
  ...unknown[],
]
  ? Next extends Stage
    ? undefined
    : OtherStage<Stage, F['encoder'], Next, Quoted<F['declared']>>
  : F['left'] extends readonly []
    ? OneMore<Stage, F['encoder'], Quoted<F['declared']>>
    : undefined
export const differs = (stage: string, { left, encoder, declared }: Declaring): string | undefined => {
  if (left === undefined || left[0] === stage) return undefined
  const [next] = left
  return next === undefined
    ? oneMore(stage, encoder, quoted(declared))
    : otherStage(stage, encoder, next, quoted(declared))
}

/** The sentence of a stage that reads finished embeddings while declared stages are still to come, or `undefined`. */
export type Unfinished<Stage extends string, F extends Declaring> = F['left'] extends readonly [
  infer Next extends string,
  ...unknown[],
]
  ? LeftOut<Stage, F['encoder'], Next, Quoted<F['declared']>>
  : undefined
export const unfinished = (stage: string, { left, encoder, declared }: Declaring): string | undefined =>
  left?.[0] === undefined ? undefined : leftOut(stage, encoder, left[0], quoted(declared))

/** What a model declares about its use; an evaluator that leaves it unsaid would score something else. */
export interface DeclaringUse {
  readonly encoder: string
  readonly declaredPrompts: readonly string[] | undefined
  readonly declaredSimilarity: string | undefined
}
/** The sentence of an evaluator that says nothing of what the model declares about its use, or `undefined`. */
export type Unsaid<
  Stage extends string,
  Compares,
  F extends DeclaringUse,
  Settings,
> = F['declaredPrompts'] extends readonly [string, ...string[]]
  ? 'prompts' extends keyof Settings
    ? SimilarityLeft<Stage, Compares, F, Settings>
    : PromptsUnsaid<Stage, F['encoder'], Join<F['declaredPrompts'], ', '>>
  : SimilarityLeft<Stage, Compares, F, Settings>
type SimilarityLeft<Stage extends string, Compares, F extends DeclaringUse, Settings> = Compares extends 'nothing'
  ? undefined
  : F['declaredSimilarity'] extends 'dot' | 'euclidean' | 'manhattan'
    ? 'similarity' extends keyof Settings
      ? undefined
      : SimilarityUnsaid<
          Stage,
          F['encoder'],
          F['declaredSimilarity'],
          Compares extends 'one' ? `'${F['declaredSimilarity']}'` : `['${F['declaredSimilarity']}']`
        >
    : undefined
/** How an evaluator's `similarity` is written: as a list of some, or as one. */
export type Compares = 'some' | 'one' | 'nothing'
export const unsaid = (
  stage: string,
  compares: Compares,
  { encoder, declaredPrompts, declaredSimilarity }: DeclaringUse,
  written: Readonly<Record<string, unknown>>,
): string | undefined =>
  declaredPrompts !== undefined && written.prompts === undefined
    ? promptsUnsaid(stage, encoder, declaredPrompts.join(', '))
    : compares !== 'nothing' && (declaredSimilarity ?? 'cosine') !== 'cosine' && written.similarity === undefined
      ? similarityUnsaid(
          stage,
          encoder,
          String(declaredSimilarity),
          compares === 'one' ? `'${declaredSimilarity}'` : `['${declaredSimilarity}']`,
        )
      : undefined

/** What is left to come after a stage that fits. */
export type Tail<L> = L extends readonly [unknown, ...infer Rest] ? Rest : L
export const tail = (left: readonly string[] | undefined): readonly string[] | undefined => left?.slice(1)
