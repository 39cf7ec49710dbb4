import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type Problems, problem } from '../problem.js'
import { readEncoder } from './architectures.js'

type JsonObject = Readonly<Record<string, unknown>>

/**
 * The configuration of an encoder that ends with the output of `layer`, counted as `encode` counts it. It is written with the
 * trained model, so that everybody who opens its files gets that output, too.
 */
export const endingAt = (config: JsonObject, layer: number): Either<Problems, JsonObject> => {
  const whole = readEncoder(config)
  if (isLeft(whole)) return whole
  const { architecture, facts, cut } = whole.right
  const count = layer < 0 ? facts.layers + 1 + layer : layer
  if (count === facts.layers) return right(config)
  if (count < 0 || count > facts.layers)
    return left([problem(noLayer(architecture, layer, facts.layers), { stage: 'encode' })])
  const written = cut(count)
  return typeof written === 'string'
    ? left([problem(unending(architecture, layer, written), { stage: 'encode' })])
    : right({ ...config, ...written })
}

/**
 * Why: A trained model is saved as an encoder that ends with the chosen layer, and not every configuration can say that.
 * Cure: Choose another layer, or leave it out.
 * Types: They know how many layers a model has, not how it is built.
 */
const unending = (architecture: string, layer: number, reason: string): string =>
  `encode: layer is ${layer}, and ${architecture} cannot end there: ${reason}; choose another layer, or leave it out`

/**
 * Why: The model was trained before with fewer layers than the pipeline asks for, or its files changed.
 * Cure: Choose a layer that the model has.
 * Types: They see the layers that a lock tells; what the files hold is seen when they are opened.
 */
const noLayer = (architecture: string, layer: number, layers: number): string =>
  `encode: layer is ${layer}, and the files of the ${architecture} model have layers up to ${layers}: choose one of them`
