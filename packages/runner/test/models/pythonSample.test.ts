import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pythonSample } from './pythonSample.js'

/** `random.seed(seed)`, then `random.sample(range(all), count)` call after call, by CPython 3.11. */
const drawn: readonly { readonly seed: number; readonly drawn: readonly (readonly [number, readonly number[]])[] }[] = [
  {
    seed: 0,
    drawn: [
      [3, [1]],
      [3, [1, 0]],
      [5, [2, 3]],
    ],
  },
  {
    seed: 42,
    drawn: [
      [7, [5, 0, 6]],
      [21, [8, 7, 19, 4, 3]],
      [22, [21, 17, 2, 18, 13]],
    ],
  },
  {
    seed: 1234567890123,
    drawn: [
      [100, [94, 25, 79, 81, 55, 71]],
      [1000, [173, 153, 287, 337, 449, 428, 189, 676, 982, 643]],
    ],
  },
  {
    seed: -7,
    drawn: [
      [4, [2, 0]],
      [
        300,
        [
          202, 24, 37, 274, 48, 187, 298, 29, 259, 109, 19, 44, 222, 214, 35, 123, 46, 282, 217, 30, 289, 63, 114, 31,
          295, 299, 203, 25, 113, 23, 285, 68, 148, 73, 276, 60, 292, 157, 286, 92, 52, 297, 96, 190, 49, 280, 32, 288,
          105, 254, 272, 218, 160, 238, 232, 185, 153, 127, 124, 41, 294, 268, 253, 175, 229, 147, 262, 84, 77, 250,
        ],
      ],
    ],
  },
]

for (const { seed, drawn: calls } of drawn)
  test(`seed ${seed}: what Python draws, call after call`, () => {
    const sample = pythonSample(seed)
    for (const [all, expected] of calls) assert.equal(sample(all, expected.length), expected)
  })

test.run()
