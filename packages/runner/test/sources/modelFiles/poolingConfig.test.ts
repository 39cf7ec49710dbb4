import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { poolingModes } from '../../../src/sources/modelFiles/poolingConfig.js'

test('one mode, or several in the order given', () => {
  assert.equal(poolingModes({ pooling_mode: 'lasttoken' }), ['lasttoken'])
  assert.equal(poolingModes({ pooling_mode: ['mean', 'cls'] }), ['mean', 'cls'])
})

test('flags are read in a fixed order, whatever theirs is', () => {
  const flags = {
    pooling_mode_lasttoken: true,
    pooling_mode_weightedmean_tokens: true,
    pooling_mode_mean_sqrt_len_tokens: true,
    pooling_mode_mean_tokens: true,
    pooling_mode_max_tokens: true,
    pooling_mode_cls_token: true,
  }
  assert.equal(poolingModes(flags), ['cls', 'max', 'mean', 'mean_sqrt_len_tokens', 'weightedmean', 'lasttoken'])
  assert.equal(poolingModes({ ...flags, pooling_mode: 'max' }), ['max'])
})

test('without a mode it is the mean', () => {
  assert.equal(poolingModes({}), ['mean'])
  assert.equal(poolingModes({ pooling_mode_cls_token: false }), ['mean'])
})

test.run()
