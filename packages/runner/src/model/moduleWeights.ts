import { type Problem, problem, type Weights } from '@siamese/core'
import { ownShapes, type Placed, shapeOf } from '../encode/placed.js'
import { sameShape } from '../sameShape.js'
import type { Tensors } from '../sources/safetensors.js'
import { freshWeights } from '../train/fresh.js'
import { toWeights } from './tensorsOf.js'

/** A model's own weights of its modules, by what their parameters' names begin with. */
export type ModuleWeights = ReadonlyMap<string, Tensors>

/** Streams of the seed's generator that neither a step nor a loss's own weights reach. */
const firstStream = 2 ** 41
const streamsOfModule = 2 ** 16

/** Modules that begin with fresh weights, as the model has none that fit. */
export const freshModules = (modules: readonly Placed[], model: ModuleWeights): readonly Placed[] =>
  modules.filter(module => Object.keys(ownShapes(module)).length > 0 && !fits(module, model.get(module.parameters)))

/** The weights that modules begin with, by the names of their parameters: the model's own where they fit, else fresh ones. */
export const startOfModules = (modules: readonly Placed[], model: ModuleWeights, seed: number): Weights =>
  Object.assign(
    {},
    ...modules.map((module, i) => {
      const own = model.get(module.parameters)
      const begins =
        own !== undefined && fits(module, own)
          ? toWeights(new Map(Object.keys(ownShapes(module)).map(name => [name, own.get(name)!])))
          : freshWeights(ownShapes(module), seed, firstStream + i * streamsOfModule)
      return Object.fromEntries(
        Object.entries(begins).map(([name, tensor]) => [`${module.parameters}.${name}`, tensor]),
      )
    }),
  )

/** What a module asks for and what the model has, one sentence a module that does not fit; a module that the model lacks begins fresh. */
export const moduleProblems = (
  modules: readonly Placed[],
  model: ModuleWeights,
  name: string,
  cure: string,
): readonly Problem[] =>
  modules.flatMap(module => {
    const own = model.get(module.parameters)
    if (own === undefined || own.size === 0 || fits(module, own)) return []
    const asked = show(Object.entries(ownShapes(module)).map(([each, start]) => [each, shapeOf(start)]))
    const has = show([...own].map(([each, { shape }]) => [each, shape]))
    return [problem(`${module.stage} needs ${asked}; ${name} has ${has}: ${cure}`, { stage: module.stage })]
  })

/** A module's own among trained weights. */
export const weightsOf = (module: Placed, weights: Tensors): Tensors =>
  new Map(Object.keys(ownShapes(module)).map(name => [name, weights.get(`${module.parameters}.${name}`)!] as const))

const fits = (module: Placed, own: Tensors | undefined): boolean => {
  const shapes = Object.entries(ownShapes(module))
  return (
    own !== undefined &&
    own.size === shapes.length &&
    shapes.every(([name, start]) => sameShape(own.get(name)?.shape ?? [-1], shapeOf(start)))
  )
}
const show = (tensors: readonly (readonly [string, readonly number[]])[]): string =>
  tensors.map(([name, shape]) => `${name} [${shape.join(', ')}]`).join(' and ') || 'no weights'
