import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { summary, table } from '../src/measure.js'
import type { Measured, Row } from '../src/row.js'

const row = (compares: Row['compares'], unit: string) => ({ name: compares, what: 'a row', unit, compares })
const measured = (rounds: Measured['rounds'], rest: Partial<Measured> = {}): Measured => ({
  ours: ['ours f32'],
  peers: ['peer'],
  rounds,
  unavailable: {},
  versions: {},
  notes: [],
  ...rest,
})

const speeds = [
  { 'ours f32': 30, peer: 20 },
  { 'ours f32': 20, peer: 20 },
  { 'ours f32': 50, peer: 25 },
]
const ratio = (compares: Row['compares']) =>
  summary(row(compares, 's'), measured(speeds)).ratios.peer!['ours f32']!.median

test('ours is as many times as fast as its speed is higher or its duration shorter; amounts are set beside the peer', () => {
  assert.is(ratio('speeds'), 1.5)
  assert.is(ratio('amounts'), 1.5)
  assert.is(ratio('durations'), 2 / 3)
})

test('the table has medians with least and most, and beside a peer the ratio of each of ours', () => {
  const both = measured([{ 'ours f32': 900, 'ours bf16': 450, peer: 1800 }], { ours: ['ours f32', 'ours bf16'] })
  const without = measured(speeds, { unavailable: { 'ours bf16': 'train has no setting for it' } })
  assert.is(
    table([summary(row('speeds', 'pairs/s'), without), summary(row('amounts', 'MB'), both)]),
    [
      'speeds: a row, pairs/s',
      '  ours f32   30.0 (20.0 to 50.0)',
      '  peer       20.0 (20.0 to 25.0)  f32 1.50 (1.00 to 2.00) x as fast',
      '  ours bf16  not available: train has no setting for it',
      '',
      'amounts: a row, MB',
      '  ours f32   900',
      '  ours bf16  450',
      '  peer       1800                 f32 0.50 of this                   bf16 0.25 of this',
    ].join('\n'),
  )
})

test.run()
