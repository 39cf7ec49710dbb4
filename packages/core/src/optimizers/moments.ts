import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import type { Line } from '../rule.js'

const divisor = t.keyof({ mean: null, largest: null }, 'mean or largest')

/** The settings that AdamW and Adam have in common. */
export const moments = options({
  beta1: [described(t.number, 'The memory of the gradient'), 0.9],
  beta2: [described(t.number, 'The memory of the squared gradient'), 0.999],
  epsilon: [described(t.number, 'What keeps the division from zero'), 1e-8],
  divideBy: [
    described(divisor, 'The root of the running mean of squares, or of the largest that it was, as AMSGrad has it'),
    'mean',
  ],
})
export const momentRules = [
  ['beta1', 'is a share', 0, '{stage}: beta1 is {beta1}: choose 0 to 1'],
  ['beta1', 'is not', 1, '{stage}: beta1 is 1, which never learns: choose a number below 1'],
  ['beta2', 'is a share', 0, '{stage}: beta2 is {beta2}: choose 0 to 1'],
  ['beta2', 'is not', 1, '{stage}: beta2 is 1, which never learns: choose a number below 1'],
  ['epsilon', 'is positive', 0, '{stage}: epsilon is {epsilon}: choose a number above 0'],
] as const satisfies readonly Line[]
