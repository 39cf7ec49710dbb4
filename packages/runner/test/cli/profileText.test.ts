import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { profileText } from '../../src/cli/profileText.js'

test('times by stage; what came out below zero is noise, and together they are a step', () => {
  const text = profileText({
    stages: [
      { stage: 'encode', forward: 30, backward: 60 },
      { stage: 'pool.mean', forward: -0.2, backward: 0.2 },
    ],
    update: 9.5,
    feeding: 0.5,
    step: 101.3,
    spread: 2,
    newSizes: 12,
    collating: 4,
    batches: 3,
    rounds: 5,
    tokens: 450.4,
    flops: 30e9,
    accumulate: 2,
  })
  assert.equal(text.trimEnd().split('\n'), [
    'of a step               forward  backward  together    share',
    'encode                  30.0 ms   60.0 ms   90.0 ms   90.0 %',
    'pool.mean                 ~0 ms    0.2 ms     ~0 ms    0.0 %',
    'norm, clipping, update                       9.5 ms    9.5 %',
    'feeding                                      0.5 ms    0.5 %',
    'together                29.8 ms   60.2 ms  100.0 ms  100.0 %',
    'a whole step: 101.3 ms ± 2.0 ms, the median of 15 runs, 3 batches; in training 2 batches share an update',
    'the first with new sizes: 12.0 ms longer; rows read, tokenized and packed before it: 4.0 ms',
    '450 tokens and 30.0 GFLOP a batch: 296 GFLOP/s',
  ])
})

test.run()
