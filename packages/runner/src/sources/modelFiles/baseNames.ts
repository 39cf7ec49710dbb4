import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { StoredTensor, Tensors } from '../safetensors.js'

/**
 * Tensors under the names that the base model gives them. Checkpoints with a head put `bert.` or `model.` before the
 * encoder's tensors, and the oldest say gamma and beta for the weight and bias of a layer norm.
 */
export const baseNames = (tensors: Tensors, file: string): Either<Problems, Tensors> => {
  const prefix = prefixOf([...tensors.keys()])
  const renamed = new Map<string, StoredTensor>()
  const twice: string[] = []
  for (const [name, tensor] of tensors) {
    const base = (name.startsWith(prefix) ? name.slice(prefix.length) : name)
      .replace(/(LayerNorm|layer_norm)\.gamma$/, '$1.weight')
      .replace(/(LayerNorm|layer_norm)\.beta$/, '$1.bias')
    if (renamed.has(base)) twice.push(base)
    renamed.set(base, tensor)
  }
  if (twice.length === 0) return right(renamed)
  return left(
    twice.map(name => problem(`${file} holds the tensor ${name} twice, under its own name and an older one.`)),
  )
}

/** What stands before `embeddings.`, which every encoder's tensors begin with. */
const prefixOf = (names: readonly string[]): string => {
  const prefixes = names.flatMap(name => /^((?:.*?\.)?)embeddings\./.exec(name)?.slice(1, 2) ?? [])
  return prefixes.includes('') ? '' : (prefixes[0] ?? '')
}
