import type { Join } from './columns.js'
import type { Kind } from './flow.js'

/** Sentences that a line of a rule cannot say. Each is one function; its type is derived, so the text stands once. */
export const noColumn = <
  Stage extends string,
  Role extends string,
  K extends string,
  D extends string,
  Has extends string,
>(
  stage: Stage,
  role: Role,
  kind: K,
  data: D,
  columns: Has,
) => `${stage} needs a ${kind} column for ${role}; ${data} has ${columns}: write columns: { ${role}: '…' }` as const
export type NoColumn<
  S extends string,
  R extends string,
  K extends string,
  D extends string,
  H extends string,
> = ReturnType<typeof noColumn<S, R, K, D, H>>

export const misnamed = <
  Stage extends string,
  Role extends string,
  K extends string,
  D extends string,
  Column extends string,
  Has extends string,
>(
  stage: Stage,
  role: Role,
  kind: K,
  data: D,
  column: Column,
  columns: Has,
) => `${stage} needs a ${kind} column for ${role}; ${data} has no ${column}, it has ${columns}` as const
export type Misnamed<
  S extends string,
  R extends string,
  K extends string,
  D extends string,
  C extends string,
  H extends string,
> = ReturnType<typeof misnamed<S, R, K, D, C, H>>

export const noneOfKind = <
  Stage extends string,
  Role extends string,
  K extends string,
  D extends string,
  Has extends string,
>(
  stage: Stage,
  role: Role,
  kind: K,
  data: D,
  columns: Has,
) => `${stage} needs a ${kind} column for ${role}; ${data} has ${columns}` as const
export type NoneOfKind<
  S extends string,
  R extends string,
  K extends string,
  D extends string,
  H extends string,
> = ReturnType<typeof noneOfKind<S, R, K, D, H>>

export const wrongKind = <
  Stage extends string,
  Role extends string,
  K extends string,
  Column extends string,
  Is extends string,
>(
  stage: Stage,
  role: Role,
  kind: K,
  column: Column,
  found: Is,
) => `${stage} needs a ${kind} column for ${role}; ${column} is ${found}` as const
export type WrongKind<
  S extends string,
  R extends string,
  K extends string,
  C extends string,
  I extends string,
> = ReturnType<typeof wrongKind<S, R, K, C, I>>

export const wrongLength = <
  Stage extends string,
  Width extends number,
  Role extends string,
  Column extends string,
  Length extends number,
>(
  stage: Stage,
  width: Width,
  role: Role,
  column: Column,
  length: Length,
) =>
  `${stage} needs vectors of ${width} numbers for ${role}, as wide as the embeddings; ${column} is vector<${length}>` as const
export type WrongLength<
  S extends string,
  W extends number,
  R extends string,
  C extends string,
  L extends number,
> = ReturnType<typeof wrongLength<S, W, R, C, L>>

export const wrongCount = <
  Stage extends string,
  Count extends number,
  Role extends string,
  Column extends string,
  Length extends number,
>(
  stage: Stage,
  count: Count,
  role: Role,
  column: Column,
  length: Length,
) => `${stage} needs a number in ${role} for each of ${count} documents; ${column} is vector<${length}>` as const
export type WrongCount<
  S extends string,
  N extends number,
  R extends string,
  C extends string,
  L extends number,
> = ReturnType<typeof wrongCount<S, N, R, C, L>>

export const surplus = <Stage extends string, Role extends string, D extends string, Column extends string>(
  stage: Stage,
  role: Role,
  data: D,
  column: Column,
) =>
  `${stage} has one ${role}; ${data} has ${column} too: write columns: { ${role}: '${role}' } to leave it unread` as const
export type Surplus<S extends string, R extends string, D extends string, C extends string> = ReturnType<
  typeof surplus<S, R, D, C>
>

export const noLoss = <Stage extends string>(stage: Stage) =>
  `${stage} is made of losses; a stage in it is none: put it before ${stage}` as const
export type NoLoss<S extends string> = ReturnType<typeof noLoss<S>>

export const usedTwice = <Stage extends string, Column extends string>(stage: Stage, column: Column) =>
  `${stage} uses the column ${column} for two roles: name another, or make a second one of it, repeat(data, { ${column}: 'again' })` as const
export type UsedTwice<S extends string, C extends string> = ReturnType<typeof usedTwice<S, C>>

export const noRole = <Stage extends string, Roles extends string>(stage: Stage, roles: Roles) =>
  `${stage} maps a role that it does not have; its roles are ${roles}` as const
export type NoRole<S extends string, R extends string> = ReturnType<typeof noRole<S, R>>

const tokens = 'tokens: put tokenize before it'
const afterTrain = 'nothing comes after train'
/** What to do when one kind is needed and another is there. Total: a new kind does not compile until every pair has its cure. */
export const order = {
  texts: {
    texts: '',
    tokens: 'texts: they are tokenized already, remove one tokenize',
    tokenEmbeddings: 'texts: put it before encode',
    sentenceEmbeddings: 'texts: put it before encode',
    objective: 'texts: put it before encode',
    trained: `texts: ${afterTrain}`,
  },
  tokens: {
    texts: tokens,
    tokens: '',
    tokenEmbeddings: 'tokens: the encoder stands before it already',
    sentenceEmbeddings: 'tokens: put it before the pooling',
    objective: 'tokens: put it before the loss',
    trained: `tokens: ${afterTrain}`,
  },
  tokenEmbeddings: {
    texts: 'token embeddings: put tokenize and encode before it',
    tokens: 'token embeddings: put encode before it',
    tokenEmbeddings: '',
    sentenceEmbeddings: 'token embeddings: a pooling stands before it already',
    objective: 'token embeddings: put it before the loss',
    trained: `token embeddings: ${afterTrain}`,
  },
  sentenceEmbeddings: {
    texts: 'sentence embeddings: put tokenize, encode and a pooling before it',
    tokens: 'sentence embeddings: put encode and a pooling before it',
    tokenEmbeddings: 'sentence embeddings: put a pooling before it',
    sentenceEmbeddings: '',
    objective: 'sentence embeddings: put it before the loss',
    trained: `sentence embeddings: ${afterTrain}`,
  },
  objective: {
    texts: 'a loss: put one before it',
    tokens: 'a loss: put one before it',
    tokenEmbeddings: 'a loss: put one before it',
    sentenceEmbeddings: 'a loss: put one before it',
    objective: '',
    trained: `a loss: ${afterTrain}`,
  },
  trained: {
    texts: 'train: put it before it',
    tokens: 'train: put it before it',
    tokenEmbeddings: 'train: put it before it',
    sentenceEmbeddings: 'train: put it before it',
    objective: 'train: put it before it',
    trained: '',
  },
} as const satisfies Record<Kind, Record<Kind, string>>

/** The sentence of a stage that stands at the wrong place, or `undefined`. */
export type Misplaced<Stage extends string, Takes extends readonly Kind[], Here> = Here extends Takes[number]
  ? undefined
  : `${Stage} needs ${(typeof order)[Takes[0] & Kind][Here & Kind]}`
export const misplaced = (stage: string, takes: readonly Kind[], here: Kind): string | undefined =>
  takes.includes(here) ? undefined : `${stage} needs ${order[takes[0]!][here]}`

export const noHead = <Stage extends string, Objective extends string>(stage: Stage, objective: Objective) =>
  `${stage} needs a loss that predicts classes; ${objective} does not: put one with a head before it` as const
export type NoHead<S extends string, O extends string> = ReturnType<typeof noHead<S, O>>

export const noSplit = <Stage extends string, On extends string, D extends string, Splits extends string>(
  stage: Stage,
  on: On,
  data: D,
  splits: Splits,
) => `${stage} reads the split ${on}; ${data} has ${splits}` as const
export type NoSplit<
  S extends string,
  On extends string,
  D extends string,
  Splits extends readonly string[],
> = ReturnType<typeof noSplit<S, On, D, Join<Splits, ', '>>>

export const reportedTwice = <Stage extends string, Metric extends string>(stage: Stage, metric: Metric) =>
  `${stage} reports ${metric} a second time: give it a name, as name: 'second', or score another split` as const
export type ReportedTwice<S extends string, M extends string> = ReturnType<typeof reportedTwice<S, M>>

export const nothingBefore = <Stage extends string, On extends string>(stage: Stage, on: On) =>
  `${stage} follows evaluators of ${on}; none stands before it: put one there` as const
export type NothingBefore<S extends string, On extends string> = ReturnType<typeof nothingBefore<S, On>>

export const notCalled = <Stage extends string>(stage: Stage) => `${stage} is not called: write ${stage}()` as const
export type NotCalled<S extends string> = ReturnType<typeof notCalled<S>>

export const untrainedBefore = <Data extends string>(data: Data) =>
  `sequence: the pipeline on ${data} does not train, so nothing can go on from it: put a loss and train at its end` as const
export type UntrainedBefore<D extends string> = ReturnType<typeof untrainedBefore<D>>

export const otherEncoder = <Data extends string, Encoder extends string, First extends string>(
  data: Data,
  encoder: Encoder,
  first: First,
) =>
  `sequence: the pipeline on ${data} encodes with ${encoder}, the one before trains ${first}: use ${first} in all` as const
export type OtherEncoder<D extends string, E extends string, F extends string> = ReturnType<
  typeof otherEncoder<D, E, F>
>

/**
 * Why: The next pipeline opens the model of each route by itself, and weights that both share would become two.
 * Cure: Put the stage into both routes, which then have one each.
 * Types: A pipeline's type says its encoder and its width, and not its stages.
 */
export const weighsBehindRoutes = (stage: string, data: string): string =>
  `sequence: ${stage} of ${data} has weights and stands behind two encoders, so nothing can go on from it: put one into each route of router`

/**
 * Why: The next pipeline goes on with the whole model, and what follows the encoder is trained with it.
 * Cure: Use the same poolings and modules, with the same settings, in all.
 * Types: A pipeline's type says its encoder and its width, and not its stages.
 */
export const otherStages = (data: string, has: string, before: string, had: string): string =>
  `sequence: the pipeline on ${data} has ${has} after its encoder, the one on ${before} trained ${had}: use the same stages`
