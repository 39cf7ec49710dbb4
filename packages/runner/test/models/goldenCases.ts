import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Test } from 'uvu'
import { type EngineName, openEngine } from '../../src/engine/engine.js'

/** How a case is computed: on an engine, as one TensorFlow graph or operation by operation. */
export interface Way {
  readonly engine: EngineName
  readonly computes: 'graph' | 'operations'
}
export const ways: readonly Way[] = [
  { engine: 'native', computes: 'graph' },
  { engine: 'native', computes: 'operations' },
  { engine: 'wasm', computes: 'operations' },
]

/** Numbers found beside those of the reference, whose nested lists may hold 'NaN' and 'Infinity'. */
export interface Compared {
  readonly what: string
  readonly found: unknown
  readonly expected: unknown
  /** The largest difference that is allowed: absolute, or relative where the expected number is above 1. */
  readonly within: number
}

/** One case of the reference; one that cannot be run throws the reason, and has failed. */
export interface Case<Given extends readonly unknown[]> {
  /** Where it is found: `losses/TripletLoss/margin_1`. */
  readonly name: string
  readonly run: (...given: Given) => readonly Compared[] | Promise<readonly Compared[]>
}

/** A test of each case, on each way of computing; its tensors are freed. */
export const testCases = (test: Test, cases: readonly Case<[Way]>[]): void => {
  sayWhenNone(cases)
  for (const way of ways)
    for (const { name, run } of cases)
      test(`${name} (${way.engine}, ${way.computes})`, async () => {
        await open(way.engine)
        tf.engine().startScope()
        try {
          judge(await run(way))
        } finally {
          tf.engine().endScope()
        }
      })
}

/** A test of each case that computes no tensors. */
export const testOnce = (test: Test, cases: readonly Case<[]>[]): void => {
  sayWhenNone(cases)
  for (const { name, run } of cases) test(name, async () => judge(await run()))
}

/** A folder may lack a kind of case; a file that runs no test has failed otherwise. */
const sayWhenNone = (cases: readonly unknown[]): void => {
  if (cases.length === 0) console.log('skipped: 0 cases (the folder has none of this kind)')
}

/** The reason why a case fails that has no counterpart here. */
export const cannot = (reason: string): never => {
  throw withoutTrace(reason)
}

let current: EngineName | undefined
const open = async (engine: EngineName): Promise<void> => {
  if (current === engine) return
  const opened = await openEngine({ engine })()
  if (isLeft(opened)) throw withoutTrace(`the ${engine} engine does not work here: ${opened.left[0]!.sentence}`)
  current = engine
}

const judge = (compared: readonly Compared[]): void => {
  const wrong = compared.flatMap(each => difference(each) ?? [])
  if (wrong.length > 0) throw withoutTrace(wrong.join('\n'))
}

/** Nested lists as one: numbers as they are, and those that JSON lacks. */
export const listed = (nested: unknown): readonly number[] =>
  typeof nested === 'string' || typeof nested === 'number' || typeof nested === 'boolean'
    ? [Number(nested)]
    : ArrayBuffer.isView(nested)
      ? Array.from(nested as unknown as ArrayLike<number>)
      : (nested as readonly unknown[]).flatMap(listed)

/** The worst number of a comparison, or nothing where all are near enough. */
export const difference = ({ what, found, expected, within }: Compared): string | undefined => {
  const [ours, theirs] = [listed(found), listed(expected)]
  if (ours.length !== theirs.length) return `${what}: expected ${theirs.length} numbers, found ${ours.length}`
  const far = ours.map((a, i) => farOf(a, theirs[i]!))
  const most = far.reduce((worst, each, i) => (each > far[worst]! ? i : worst), 0)
  return far.length === 0 || far[most]! <= within
    ? undefined
    : `${what}: expected ${theirs[most]}, found ${ours[most]}, difference ${Math.abs(ours[most]! - theirs[most]!)} (number ${most + 1} of ${far.length}; ${within} is allowed)`
}

const farOf = (found: number, expected: number): number => {
  if (Object.is(found, expected) || found === expected) return 0
  const far = Math.abs(found - expected) / Math.max(1, Math.abs(expected))
  return Number.isNaN(far) ? Number.POSITIVE_INFINITY : far
}

/** A failure is what was compared; the place in this file tells nobody anything. */
const withoutTrace = (message: string): Error => {
  const error = new Error(message)
  error.stack = `Error: ${message}`
  return error
}
