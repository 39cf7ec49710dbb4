import type { Tensors } from '../../sources/safetensors.js'

/** A number of one run beside that of the other: how far apart, absolutely or in proportion, whichever is less. */
export interface Difference {
  readonly difference: number
  /** `loss of step 3`, the name of a tensor; empty where nothing was compared. */
  readonly of: string
}
export const none: Difference = { difference: 0, of: '' }

export const larger = (a: Difference, b: Difference): Difference =>
  b.of !== '' && (a.of === '' || b.difference > a.difference) ? b : a

const apart = (a: number, b: number): number => {
  if (Object.is(a, b) || a === b) return 0
  const distance = Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b))
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance
}

type Line = Readonly<Record<string, unknown>>

/** The largest difference of two runs' metrics, line by line. */
export const numbersApart = (first: readonly Line[], second: readonly Line[]): Difference => {
  let largest = none
  for (const [i, line] of first.entries())
    for (const [name, value] of numbersOf(line)) {
      const other = new Map(numbersOf(second[i] ?? {})).get(name)
      if (other === undefined) continue
      largest = larger(largest, { difference: apart(value, other), of: `${name} of step ${line.step}` })
    }
  return largest
}

/** `loss`, and of its parts `parts.dim_64`. */
const numbersOf = (line: Line): readonly (readonly [name: string, value: number])[] =>
  Object.entries(line).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [[name, value] as const]
      : typeof value === 'object' && value !== null
        ? numbersOf(value as Line).map(([inner, value]) => [`${name}.${inner}`, value] as const)
        : [],
  )

/** The largest difference of tensors of the same names. */
export const tensorsApart = (first: Tensors, second: Tensors): Difference => {
  let largest = none
  for (const [name, { values }] of first) {
    const other = second.get(name)?.values
    if (other === undefined || other.length !== values.length) continue
    let most = 0
    for (let i = 0; i < values.length; i++) most = Math.max(most, apart(values[i]!, other[i]!))
    largest = larger(largest, { difference: most, of: name })
  }
  return largest
}
