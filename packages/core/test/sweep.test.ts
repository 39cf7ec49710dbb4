import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { choose } from '../src/choose.js'
import { encode } from '../src/encode/encode.js'
import { isSweep } from '../src/experiment.js'
import type { Pipeline } from '../src/pipeline.js'
import { pipeline } from '../src/pipeline.js'
import { randperm } from '../src/random/permutation.js'
import { sequence } from '../src/sequence.js'
import { settingsOf } from '../src/stage.js'
import { grid, type Sweep, sample, sweepPoints } from '../src/sweep.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, pairs, small, sum } from './toys.js'

const head = [tokenize(small), encode(small), sum()] as const
const chosen = pipeline(pairs, ...head, dotLoss(), train({ epochs: choose(1, 2, 3), seed: choose(1, 2) }))
const plain = pipeline(pairs, ...head, dotLoss(), train({ epochs: 1 }))
const values = (sweep: Sweep) => sweepPoints(sweep).map(point => point.chosen.map(({ is }) => is))
const said = (of: { readonly problems: readonly { readonly sentence: string }[] }) =>
  of.problems.map(({ sentence }) => sentence)

const all = [
  [1, 1],
  [1, 2],
  [2, 1],
  [2, 2],
  [3, 1],
  [3, 2],
]

test('a grid has every point, each a pipeline without choices', () => {
  const made = grid(chosen)
  assert.equal(said(made), [])
  assert.equal(values(made), all)
  for (const { of } of sweepPoints(made)) assert.equal((of as Pipeline).problems, [])
  const last = (sweepPoints(made)[5]!.of as Pipeline).stages.at(-1)!
  const { epochs, seed } = settingsOf<Record<string, unknown>>(last)
  assert.equal([epochs, seed], [3, 2])
})

test('a sample has the first points of a permutation by its seed', () => {
  const order = Array.from(randperm(6, 7))
  assert.equal(
    values(sample(chosen, { points: 4, seed: 7 })),
    order.slice(0, 4).map(i => all[i]!),
  )
  assert.equal(new Set(values(sample(chosen, { points: 6 })).map(String)).size, 6)
})

test('in a sequence everything that is chosen varies', () => {
  const made = grid(sequence(plain, chosen))
  assert.equal(values(made), all)
  assert.equal(values(grid(sequence(chosen, chosen))).length, 36)
})

test('a sweep needs something to choose, and as many points as it takes', () => {
  assert.equal(said(grid(plain)), ['grid has one point only: write choose(…) where something is to vary'])
  assert.equal(said(sample(chosen, { points: 7 })), ['sample: points is 7 and there are 6: choose 1 to 6'])
  assert.equal(said(sample(chosen, { points: 0 })), ['sample: points is 0 and there are 6: choose 1 to 6'])
  assert.equal(said(sample(chosen, { points: 2, seed: -1 })), ['sample: seed is -1: choose a whole number, 0 or more'])
  assert.ok(isSweep(grid(chosen)) && !isSweep(chosen))
})

test.run()
