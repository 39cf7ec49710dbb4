/** Values of the sizes that batches differ in, by name: `{ rows: 7, length: 11 }`. */
export type Sizes = Readonly<Record<string, number>>

/** factor · Π sizeᵉ + offset */
export interface Monomial {
  readonly factor: number
  readonly powers: Readonly<Record<string, number>>
  readonly offset: number
}

const exponents = [0, 1, 2, -1, -2]
const mostFactors = 3

/** All products of sizes with few factors, the simplest first, with their value at each of `traces`. */
const products = (traces: readonly Sizes[]) => {
  const names = Object.keys(traces[0]!)
  const grow = (
    left: readonly string[],
    powers: Readonly<Record<string, number>>,
    factors: number,
  ): { readonly powers: Readonly<Record<string, number>>; readonly factors: number }[] => {
    const [first, ...rest] = left
    if (first === undefined) return [{ powers, factors }]
    return exponents
      .filter(power => factors + Math.abs(power) <= mostFactors)
      .flatMap(power => grow(rest, power === 0 ? powers : { ...powers, [first]: power }, factors + Math.abs(power)))
  }
  return grow(names, {}, 0)
    .sort((a, b) => a.factors - b.factors)
    .map(({ powers }) => ({
      powers,
      values: traces.map(sizes =>
        Object.entries(powers).reduce((product, [name, power]) => product * sizes[name]! ** power, 1),
      ),
    }))
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b))

/** Solves a number that differs between traces as a simple function of their sizes; `undefined` when it is none. */
export const solver = (traces: readonly Sizes[]): ((values: readonly number[]) => Monomial | undefined) => {
  const known = products(traces)
  return values => {
    const whole = values.every(Number.isInteger)
    for (const product of known) {
      const factor = values[0]! / product.values[0]!
      if (whole && !Number.isInteger(factor)) continue
      if (values.every((value, i) => near(value, factor * product.values[i]!)))
        return { factor, powers: product.powers, offset: 0 }
    }
    for (const product of known) {
      const step = product.values[1]! - product.values[0]!
      const factor = (values[1]! - values[0]!) / step
      const offset = values[0]! - factor * product.values[0]!
      if (step === 0 || !Number.isInteger(factor) || !Number.isInteger(offset)) continue
      if (values.every((value, i) => near(value, factor * product.values[i]! + offset)))
        return { factor, powers: product.powers, offset }
    }
    return undefined
  }
}
