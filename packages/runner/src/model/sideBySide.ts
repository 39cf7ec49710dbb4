import type { Encoder } from '@siamese/core'
import type { StoredTensor, Tensors } from '../sources/safetensors.js'

type Sides = Pick<Encoder, 'sideBySide' | 'parameters'>

/** Stored tensors as the encoder holds them: those that lie side by side are one. The inverse of `oneByOne`. */
export const sideBySide = ({ sideBySide }: Sides, stored: Tensors): Tensors => {
  const parts = new Set(Object.values(sideBySide).flat())
  const together = Object.entries(sideBySide).map(([name, some]) => [name, joined(some, stored)] as const)
  return new Map([...[...stored].filter(([name]) => !parts.has(name)), ...together])
}

/** Held tensors as files have them, in the order of the encoder's parameters. */
export const oneByOne = ({ sideBySide, parameters }: Sides, held: Tensors): Tensors => {
  const parted = Object.entries(sideBySide).flatMap(([name, some]) => {
    let from = 0
    return some.map(part => {
      const { values, dtype } = tensor(held, name)
      const shape = parameters[part]!
      const to = from + shape.reduce((product, side) => product * side, 1)
      const own = { shape, dtype, values: values.slice(from, to) }
      from = to
      return [part, own] as const
    })
  })
  const all = new Map([...held, ...parted])
  return new Map(Object.keys(parameters).map(name => [name, tensor(all, name)]))
}

const joined = (names: readonly string[], stored: Tensors): StoredTensor => {
  const parts = names.map(name => tensor(stored, name))
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0))
  let from = 0
  for (const part of parts) {
    values.set(part.values, from)
    from += part.values.length
  }
  const rows = parts.reduce((sum, { shape }) => sum + shape[0]!, 0)
  return { shape: [rows, ...parts[0]!.shape.slice(1)], dtype: 'F32', values }
}

const tensor = (tensors: Tensors, name: string): StoredTensor => {
  const found = tensors.get(name)
  if (found === undefined) throw new Error(`internal: ${name} is not among the encoder's tensors`)
  return found
}
