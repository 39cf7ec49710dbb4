import * as t from 'io-ts'
import type { Model, Similarity } from './model.js'
import { modelCodec } from './plain.js'

/** What a model's own files declare about its use. */
export interface Use<
  out LowerCase extends boolean | undefined = boolean | undefined,
  out Prompts extends readonly string[] | undefined = readonly string[] | undefined,
  out Compared extends Similarity | undefined = Similarity | undefined,
> {
  readonly lowerCase: LowerCase
  readonly prompts: Prompts
  readonly similarity: Compared
}
export interface Undeclared extends Use<undefined, undefined, undefined> {}
export type UseOf<M> = M extends
  | { readonly lowerCase: boolean }
  | { readonly prompts: unknown }
  | { readonly similarity: unknown }
  ? Use<
      M extends { readonly lowerCase: infer L extends boolean } ? L : undefined,
      M extends { readonly prompts: infer P } ? PromptNames<P> : undefined,
      M extends { readonly similarity: infer S extends Similarity } ? S : undefined
    >
  : Undeclared

/** What rules and messages know of a model: its name, its sizes, and what its own files declare about its use. */
export interface ModelFacts<
  out Name extends string = string,
  out Hidden extends number = number,
  out Positions extends number = number,
  out Size extends number = number,
  out Layers extends number = number,
  out Modules extends readonly string[] = readonly string[],
  out Declared extends Use = Use,
> {
  readonly model: Name
  readonly hidden: Hidden
  readonly positions: Positions
  readonly size: Size
  readonly layers: Layers
  readonly modules: Modules
  readonly lowerCase: Declared['lowerCase']
  readonly prompts: Declared['prompts']
  readonly similarity: Declared['similarity']
}
export interface NoModel extends ModelFacts<'nothing', 0, 0, 0, 0, readonly [], Undeclared> {}

type PromptNames<P> = P extends readonly []
  ? undefined
  : P extends readonly (readonly [string, string])[]
    ? { [K in keyof P]: P[K] extends readonly [infer Name extends string, string] ? Name : string }
    : undefined

export const modelFacts = (written: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  // A stage whose model is none is judged, too: its sentence is said by the codec.
  const { model, hidden, positions, vocabulary, layers, modules, lowerCase, prompts, similarity } = (written.model ??
    {}) as Partial<Model>
  return {
    ...written,
    model,
    hidden,
    positions,
    size: vocabulary,
    layers,
    modules: modules ?? [],
    lowerCase,
    prompts: prompts === undefined || prompts.length === 0 ? undefined : prompts.map(([name]) => name),
    similarity,
  }
}

/** The stages that have to follow: those that the model declares, unless something else was written instead of them. */
export type Left<S> = S extends { readonly insteadOf: readonly string[] }
  ? undefined
  : S extends { readonly modules: infer M extends readonly string[] }
    ? number extends M['length']
      ? undefined
      : M extends readonly []
        ? undefined
        : M
    : undefined
export const left = ({
  modules,
  insteadOf,
}: {
  readonly modules: readonly string[]
  readonly insteadOf?: unknown
}): readonly string[] | undefined => (insteadOf !== undefined || modules.length === 0 ? undefined : modules)

/** The names under which a model enters the rules; only the model itself is written as a setting. */
export const modelFields = {
  model: modelCodec,
  hidden: t.number,
  positions: t.number,
  size: t.number,
  layers: t.number,
  modules: t.array(t.string),
  lowerCase: t.boolean,
  prompts: t.array(t.string),
  similarity: t.string,
} as const
