import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { better } from '../../src/train/best.js'

const at = (metric: string, value: number) => ({ metric, value, step: 1 })

test('metrics rise and losses fall', () => {
  assert.ok(better(at('dev.spearman_cosine', 0.8), at('dev.spearman_cosine', 0.7)))
  assert.not.ok(better(at('dev.spearman_cosine', 0.6), at('dev.spearman_cosine', 0.7)))
  assert.ok(better(at('dev.loss', 0.1), at('dev.loss', 0.2)))
  assert.not.ok(better(at('dev.loss', 0.3), at('dev.loss', 0.2)))
})

test('the first of equals stays', () => {
  assert.not.ok(better(at('dev.accuracy', 0.5), at('dev.accuracy', 0.5)))
})

test('anything is better than nothing, but for what is no number', () => {
  assert.ok(better(at('dev.accuracy', -1), undefined))
  assert.not.ok(better(at('dev.accuracy', Number.NaN), undefined))
  assert.not.ok(better(at('dev.accuracy', Number.NaN), at('dev.accuracy', 0)))
})

test.run()
