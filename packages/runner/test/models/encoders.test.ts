import { readFileSync } from 'node:fs'
import { type Encoder, readEncoder, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { type EncoderOutcome, eagerOutcome, type Ids, openOutcomes } from './encoderOutcomes.js'

/** Of a tensor: its norm, Σ x · cos(0, 1, 2, …), and its first two numbers. */
type Digest = readonly number[]

/** What bench/reference/encoders.py writes, one a line: what it wrote is kept here, or is in the file that SIAMESE_ENCODERS names. */
interface Case {
  readonly name: string
  readonly config: { readonly model_type: string }
  readonly seed: number
  readonly ids: Ids
  readonly parameters: readonly string[]
  /** Of the embeddings and of each layer, for each text. */
  readonly states: readonly (readonly Digest[])[]
  /** Of each parameter; null where the reference has none, or zeros. */
  readonly gradients: readonly (Digest | null)[]
}
const file = process.env.SIAMESE_ENCODERS ?? new URL('encoders.jsonl', import.meta.url)
const cases: readonly Case[] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line))

const digest = (values: ArrayLike<number>): Digest => {
  const all = Array.from(values)
  return [Math.hypot(...all), all.reduce((sum, x, i) => sum + x * Math.cos(i), 0), ...all.slice(0, 2)]
}

const encoderOf = ({ config }: Case): Encoder => {
  const read = readEncoder(config)
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('; '))
  return read.right
}

/** Value i of the n-th parameter: 0.3 · sin(12.9898 i + n + seed), or 1 + 0.2 · that for what scales a norm. */
const weightsOf = (encoder: Encoder, { parameters, seed }: Case): Weights =>
  Object.fromEntries(
    Object.entries(encoder.parameters).map(([name, shape]) => {
      const n = parameters.indexOf(name)
      const size = shape.reduce((product, side) => product * side, 1)
      const drawn = (i: number) => Math.sin(i * 12.9898 + n + seed)
      const scales = name.toLowerCase().endsWith('norm.weight')
      const values = Float32Array.from({ length: size }, (_, i) => (scales ? 1 + 0.2 * drawn(i) : 0.3 * drawn(i)))
      return [name, tf.tensor(values, [...shape])]
    }),
  )

const near = (found: Digest, expected: Digest, within: number, what: string) =>
  expected.forEach((want, i) => {
    assert.ok(Math.abs(found[i]! - want) <= within, `${what}, number ${i}: expected ${want}, found ${found[i]}`)
  })

const compare = (found: EncoderOutcome, { states, gradients, ids, parameters }: Case, what: string) => {
  for (const [layer, state] of found.states.entries()) {
    const [, length, hidden] = state.shape
    const values = state.dataSync()
    ids.forEach((text, row) => {
      const own = values.subarray(row * length * hidden, (row * length + text.length) * hidden)
      const expected = states.at(layer - found.states.length)![row]!
      near(digest(own), expected, 1e-5 * Math.max(1, expected[0]!), `${what}, layer ${layer}, text ${row}`)
    })
  }
  const largest = Math.max(...gradients.map(gradient => gradient?.[0] ?? 0))
  for (const [i, name] of parameters.entries()) {
    const [own, expected] = [found.gradients[name], gradients[i] ?? [0, 0, 0, 0]]
    if (own === undefined) assert.is(gradients[i], null, `${what}, gradient of ${name}`)
    else near(digest(own), expected, 1e-4 * Math.max(1, expected[0]!) + 1e-6 * largest, `${what}, gradient of ${name}`)
  }
}

for (const each of cases)
  test(`${each.name}: parameters have the names of the reference`, () => {
    const encoder = encoderOf(each)
    assert.equal(
      Object.keys(encoder.parameters).sort(),
      each.parameters.filter(name => name in encoder.parameters || !encoder.ignores(name)).sort(),
    )
  })

for (const engine of ['wasm', 'native'] as const) {
  for (const each of cases)
    test(`${each.name}: states and gradients of the reference, ${engine}`, async () => {
      const opened = await openEngine({ engine })()
      if (isLeft(opened)) throw new Error(opened.left[0]!.sentence)
      tf.tidy(() => {
        const encoder = encoderOf(each)
        const weights = weightsOf(encoder, each)
        for (const groups of [1, 2])
          compare(eagerOutcome(encoder, weights, each.ids, groups), each, `groups: ${groups}`)
        if (engine === 'wasm') return
        const { outcome, close } = openOutcomes(encoder, 3)
        compare(outcome(weights, each.ids), each, 'compiled')
        close()
      })
    })
}

test.run()
