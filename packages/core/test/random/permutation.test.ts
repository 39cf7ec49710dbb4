import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { mersenneTwister } from '../../src/random/mersenneTwister.js'
import { randperm } from '../../src/random/permutation.js'

test('the first and the ten thousandth word of the default seed are those of the C++ standard', () => {
  const draw = mersenneTwister(5489)
  const words = Array.from({ length: 10000 }, draw)
  assert.is(words[0], 3499211612)
  assert.is(words[9999], 4123659995)
})

test('orders rows as torch.randperm does', () => {
  assert.equal([...randperm(10, 42)], [2, 6, 1, 8, 4, 5, 0, 9, 3, 7])
  assert.equal([...randperm(10, 43)], [8, 4, 9, 0, 5, 1, 6, 7, 2, 3])
  assert.equal([...randperm(5749, 42).subarray(0, 8)], [4103, 2688, 3149, 865, 1975, 1084, 2867, 4935])
  assert.equal([...randperm(5749, 44).subarray(0, 8)], [2926, 4632, 2313, 4228, 5242, 1912, 3530, 3577])
})

test('only the low 32 bits of a seed count, as in PyTorch', () => {
  assert.equal(randperm(10, 2 ** 32 + 42), randperm(10, 42))
})

test('every row comes once', () => {
  assert.equal(
    [...randperm(1000, 7)].sort((a, b) => a - b),
    [...Array(1000).keys()],
  )
  assert.equal([...randperm(1, 7)], [0])
  assert.equal([...randperm(0, 7)], [])
})

test.run()
