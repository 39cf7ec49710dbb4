import * as assert from 'uvu/assert'
import type { Outcome } from './gradientSession.js'

const norm = (x: Float32Array): number => Math.sqrt(x.reduce((sum, each) => sum + each * each, 0))

/** ‖found − expected‖; what is not finite must be the same on both sides. */
const distance = (found: Float32Array, expected: Float32Array): number =>
  found.length !== expected.length
    ? Number.POSITIVE_INFINITY
    : norm(
        found.map((x, i) =>
          Object.is(x, expected[i]) ? 0 : Number.isFinite(x - expected[i]!) ? x - expected[i]! : 1e30,
        ),
      )
const finite = (x: Float32Array): Float32Array => x.filter(Number.isFinite)

/** Every number, relative where it is above 1. */
export const closeNumbers = (found: Float32Array, expected: Float32Array, tolerance: number, what: string): void => {
  assert.is(found.length, expected.length, what)
  found.forEach((x, i) => {
    const e = expected[i]!
    assert.ok(
      Object.is(x, e) || x === e || Math.abs(x - e) <= tolerance * Math.max(1, Math.abs(e)),
      `${what}[${i}]: expected ${e}, found ${x}`,
    )
  })
}

export interface Tolerances {
  readonly losses: number
  /** Of a gradient's own norm. */
  readonly gradients: number
  /** Of the norm of all gradients together, and of 1: what those have that are 0 in exact arithmetic, as that of a key's bias. */
  readonly rounding: number
}

/** Losses number by number, gradients tensor by tensor. */
export const closeOutcomes = (found: Outcome, expected: Outcome, tolerances: Tolerances, what: string): void => {
  closeNumbers(found.losses, expected.losses, tolerances.losses, `${what}, losses`)
  closeGradients(found.gradients, expected.gradients, tolerances, what)
}

type Gradients = Outcome['gradients']
export const closeGradients = (
  found: Gradients,
  expected: Gradients,
  { gradients, rounding }: Omit<Tolerances, 'losses'>,
  what: string,
): void => {
  assert.equal(Object.keys(found), Object.keys(expected), `${what}: what has a gradient`)
  const all = norm(Float32Array.from(Object.values(expected), gradient => norm(finite(gradient))))
  for (const [name, gradient] of Object.entries(expected)) {
    const apart = distance(found[name]!, gradient)
    const own = norm(finite(gradient))
    assert.ok(
      apart <= gradients * own + rounding * Math.max(1, all),
      `${what}, gradient of ${name}: ${apart} apart of ${own} (all: ${all})`,
    )
  }
}
