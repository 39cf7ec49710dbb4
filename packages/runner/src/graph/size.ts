/** Values of the sizes that batches differ in, by name: `{ rows: 7, length: 11 }`. */
export type Sizes = Readonly<Record<string, number>>

/** factor · Π sizeᵉ + offset */
export interface Monomial {
  readonly factor: number
  readonly powers: Readonly<Record<string, number>>
  readonly offset: number
}

/** A number of a graph: the same for all batches, or a function of their sizes. */
export type Size = number | Monomial

/** A side that is no simple function of the sizes, as half of an odd number rounded up; nothing may compute with it. */
export const unknown: Size = { factor: Number.NaN, powers: {}, offset: 0 }

export const sizeAt = (size: Size, sizes: Sizes): number => {
  if (typeof size === 'number') return size
  let product = 1
  for (const name in size.powers) product *= sizes[name]! ** size.powers[name]!
  return size.factor * product + size.offset
}

export const sameSize = (a: Size, b: Size): boolean => a !== unknown && (a === b || printSize(a) === printSize(b))
export const sameShape = (a: readonly Size[], b: readonly Size[]): boolean =>
  a.length === b.length && a.every((side, i) => sameSize(side, b[i]!))

/** `3·tokens`, `rows·length²`, `1/rows`, `tokens+1`. */
export const printSize = (size: Size): string => {
  if (size === unknown) return '?'
  if (typeof size === 'number') return String(size)
  const entries = Object.entries(size.powers)
  const part = (sign: number) =>
    entries
      .filter(([, power]) => power * sign > 0)
      .map(([name, power]) => (Math.abs(power) === 1 ? name : `${name}${Math.abs(power) === 2 ? '²' : '³'}`))
  const above = part(1)
  const below = part(-1)
  const factor = size.factor === 1 && above.length > 0 ? [] : [String(size.factor)]
  const fraction = [[...factor, ...above].join('·'), ...below].join('/')
  return size.offset === 0 ? fraction : `${fraction}${size.offset > 0 ? '+' : ''}${size.offset}`
}

/** A solution of a number from its values at the traces; `undefined` when it is no simple function of the sizes. */
export type Solve = (values: readonly number[]) => Size | undefined

export const solver = (traces: readonly Sizes[]): Solve => {
  const key = JSON.stringify(traces)
  const found = solvers.get(key) ?? solverAt(traces)
  solvers.set(key, found)
  return found
}
/** There are few sizes to trace at, and many graphs; what a number is depends on nothing else. */
const solvers = new Map<string, Solve>()

const solverAt = (traces: readonly Sizes[]): Solve => {
  const known = products(traces)
  const solved = new Map<string, Size | undefined>()
  return values => {
    if (values.every(value => value === values[0]) || values.every(Number.isNaN)) return values[0]!
    const key = values.join()
    if (!solved.has(key)) solved.set(key, solve(known, values))
    return solved.get(key)
  }
}

const exponents = [0, 1, 2, -1, -2]
const mostFactors = 3

interface Product {
  readonly powers: Readonly<Record<string, number>>
  readonly factors: number
  /** At each trace. */
  readonly values: readonly number[]
}

/** All products of sizes with few factors, the simplest first. */
const products = (traces: readonly Sizes[]): readonly Product[] => {
  const names = Object.keys(traces[0] ?? {})
  const grow = (at: number, made: Product): readonly Product[] => {
    const name = names[at]
    if (name === undefined) return [made]
    return exponents
      .filter(power => made.factors + Math.abs(power) <= mostFactors)
      .flatMap(power =>
        grow(at + 1, {
          powers: power === 0 ? made.powers : { ...made.powers, [name]: power },
          factors: made.factors + Math.abs(power),
          values: power === 0 ? made.values : made.values.map((value, i) => value * traces[i]![name]! ** power),
        }),
      )
  }
  return [...grow(0, { powers: {}, factors: 0, values: traces.map(() => 1) })].sort((a, b) => a.factors - b.factors)
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b))

const solve = (known: readonly Product[], values: readonly number[]): Size | undefined => {
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
