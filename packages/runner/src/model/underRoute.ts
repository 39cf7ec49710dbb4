import type { Encoder, Route, Weights } from '@siamese/core'
import type { Tensors } from '../sources/safetensors.js'
import type { OpenModel } from './openModel.js'

/** The model of one of several routes: the names of its parameters begin with the route, `query.embeddings.word_embeddings.weight`. */
export const underRoute = (route: Route, model: OpenModel): OpenModel => {
  const before = `${route}.`
  return {
    ...model,
    encoder: encoderUnder(route, model.encoder),
    weights: named(before, model.weights),
    moduleWeights: new Map([...model.moduleWeights].map(([name, own]) => [before + name, own])),
    carried: named(before, model.carried),
    hashes: Object.fromEntries(Object.entries(model.hashes).map(([path, hash]) => [`${route}/${path}`, hash])),
  }
}

const named = (before: string, tensors: Tensors): Tensors =>
  new Map([...tensors].map(([name, tensor]) => [before + name, tensor]))

/** Tensors of a route under the names that they have without it. */
export const ofRoute = (route: Route, tensors: Tensors): Tensors => new Map(withoutBefore(`${route}.`, [...tensors]))

/** An encoder the names of whose parameters begin with the route; nothing can be told again by it. */
export const encoderUnder = (route: Route, { decoder: _, ...encoder }: Encoder): Encoder => {
  const before = `${route}.`
  const under = <A>(by: Readonly<Record<string, A>>, value: (each: A) => A = each => each) =>
    Object.fromEntries(Object.entries(by).map(([name, each]) => [before + name, value(each)]))
  const all = (names: readonly string[]) => names.map(name => before + name)
  const own = (weights: Weights): Weights => Object.fromEntries(withoutBefore(before, Object.entries(weights)))
  return {
    ...encoder,
    parameters: under(encoder.parameters),
    sideBySide: under(encoder.sideBySide, all),
    tables: all(encoder.tables),
    frozen: all(encoder.frozen),
    layers: (weights, ...given) => encoder.layers(own(weights), ...given),
    encode: (weights, ...given) => encoder.encode(own(weights), ...given),
  }
}

const withoutBefore = <A>(
  before: string,
  entries: readonly (readonly [string, A])[],
): readonly (readonly [string, A])[] =>
  entries.flatMap(([name, each]) => (name.startsWith(before) ? [[name.slice(before.length), each] as const] : []))
