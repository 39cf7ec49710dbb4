import '../../core/test/cpu.js'
import { settingsOf } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, type Nested, numbersOf, tensorOf } from '../../core/test/numeric.js'
import { small } from '../../core/test/toys.js'
import { gist } from '../src/gist.js'

const { does } = gist.definition
if (does.family !== 'loss') throw new Error('it is no loss')
const lossOf = (settings: object, inputs: Readonly<Record<string, Nested>>) =>
  numbersOf(
    does.apply(
      Object.fromEntries(Object.entries(inputs).map(([role, values]) => [role, tensorOf(values)])),
      settingsOf(gist({ guide: small, temperature: 1, contrast: [], ...settings })),
      {},
    ),
  )
const east = [1, 0]
const north = [0, 1]
/** All vectors are one, so every text that counts adds 1 to the sum: the loss is the logarithm of how many count. */
const one = { anchor: [east, east], positive: [east, east], negative: [east, east] }
const counts = (settings: object, guide: Readonly<Record<string, Nested>>, expected: readonly number[]) =>
  assert.ok(farthest(lossOf(settings, { ...one, ...guide }).map(Math.exp), expected) < 1e-5)

test('a text that the guide finds nearer than the positive is left out, one as near is not', () => {
  const guide = { 'guide.anchor': [east, east], 'guide.positive': [north, east], 'guide.negative': [east, north] }
  // the first row: its positive is at cosine 0, so the other positive and the first negative are nearer; one negative is as near
  counts({}, guide, [2, 4])
})

test('a margin leaves out what is nearly as near, as it is or as a share', () => {
  const guide = { 'guide.anchor': [east, east], 'guide.positive': [[3, 4], [3, 4]], 'guide.negative': [north, [1, 2]] } // biome-ignore format: rows
  // cosines 0.6 with positives, 0 and 0.447 with negatives
  counts({ margin: 0 }, guide, [4, 4])
  counts({ margin: 0.2 }, guide, [2, 2])
  counts({ margin: 0.2, marginStrategy: 'relative' }, guide, [3, 3])
})

test('its own positive is never left out, and a row of anchors and positives joins where it is asked for', () => {
  const guide = { 'guide.anchor': [east, north], 'guide.positive': [east, north], 'guide.negative': [north, east] }
  counts({ contrast: ['anchors', 'positives'] }, guide, [8, 8])
})

test.run()
