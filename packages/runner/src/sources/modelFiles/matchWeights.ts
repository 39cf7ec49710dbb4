import { firstProblems, type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { sameShape } from '../../sameShape.js'
import type { StoredTensor, Tensors } from '../safetensors.js'
import { isFraction } from '../safetensorsNumbers.js'

export interface MatchedWeights {
  /** Exactly the expected tensors. */
  readonly used: Tensors
  /** What the checkpoint holds besides, such as a pooler; written again unchanged with the trained model. */
  readonly carried: Tensors
}

/**
 * Holds the tensors of a checkpoint against what the encoder has. Each one that is missing, of another shape or read by
 * nobody is named, unless `ignores` says that a checkpoint may hold it.
 */
export const matchWeights = (
  expected: Readonly<Record<string, readonly number[]>>,
  ignores: (name: string) => boolean,
  tensors: Tensors,
  file: string,
): Either<Problems, MatchedWeights> => {
  const wrong: string[] = []
  const used = new Map<string, StoredTensor>()
  const carried = new Map<string, StoredTensor>()
  for (const [name, shape] of Object.entries(expected)) {
    const tensor = tensors.get(name)
    if (!tensor) wrong.push(`lacks the tensor ${name} [${shape.join(', ')}]`)
    else if (!sameShape(tensor.shape, shape))
      wrong.push(
        `has the tensor ${name} with shape [${tensor.shape.join(', ')}]; config.json asks for [${shape.join(', ')}]`,
      )
    else if (!isFraction(tensor.dtype))
      wrong.push(`has the tensor ${name} in whole numbers (${tensor.dtype}); weights are floats`)
    else used.set(name, tensor)
  }
  for (const [name, tensor] of tensors) {
    if (Object.hasOwn(expected, name)) continue
    if (ignores(name)) carried.set(name, tensor)
    else wrong.push(`holds the tensor ${name} [${tensor.shape.join(', ')}], which the encoder does not read`)
  }
  if (wrong.length === 0) return right({ used, carried })
  return left(firstProblems(wrong.map(what => problem(`${file} ${what}.`))))
}
