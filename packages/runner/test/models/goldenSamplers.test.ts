import { test as suite } from 'uvu'
import * as assert from 'uvu/assert'
import { groupedByLabel } from '../../src/train/samplers/groupedByLabel.js'
import { noDuplicates, textKey } from '../../src/train/samplers/noDuplicates.js'
import { golden, hasGolden } from './golden.js'

const test = hasGolden('samplers of the reference') ? suite : suite.skip

test('no duplicates: the batches that the reference makes of one permutation', () => {
  const cases = golden('utilities/batch_samplers.json').cases.filter(
    (each: { sampler: string; drop_last: boolean }) => each.sampler === 'NoDuplicatesBatchSampler' && !each.drop_last,
  )
  assert.is(cases.length, 2)
  for (const { rows, batch_size, expected } of cases) {
    const keys = Float64Array.from(rows.flat() as string[], textKey)
    assert.equal(noDuplicates(expected.permutation, batch_size, keys, 2), expected.batches_for_this_permutation)
  }
})

test('grouped by label: as many batches of as many rows of each label as the reference makes', () => {
  const [{ labels, batch_size, expected }] = golden('utilities/batch_samplers.json').cases.filter(
    (each: { sampler: string }) => each.sampler === 'GroupByLabelBatchSampler',
  )
  const found = groupedByLabel([...(labels as number[]).keys()], batch_size, labels)
  const counts = (batches: readonly (readonly number[])[]) =>
    batches.map(batch => batch.map(row => labels[row] as number).toSorted((a, b) => a - b))
  assert.is(found.length, expected.length)
  assert.equal(counts(found), counts(expected.example_batches))
})

test.run()
