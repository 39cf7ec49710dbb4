import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { summary, table } from '../src/measure.js'

const training = {
  what: 'training',
  unit: 'pairs/s',
  better: 'more',
  rounds: [
    { ours: 30, reference: 20 },
    { ours: 20, reference: 20 },
    { ours: 50, reference: 25 },
  ],
} as const

test('the table shows medians with least and most, and which way is better', () => {
  const memory = { what: 'memory', unit: 'MB', better: 'less', rounds: [{ ours: 900, reference: 1800 }] } as const
  assert.is(
    table([training, memory].map(summary)),
    [
      '                   ours                 reference            ours / reference',
      'training, pairs/s  30.0 (20.0 to 50.0)  20.0 (20.0 to 25.0)  1.50 (1.00 to 2.00)  more is better',
      'memory, MB         900.0                1800.0               0.50                 less is better',
    ].join('\n'),
  )
})

test.run()
