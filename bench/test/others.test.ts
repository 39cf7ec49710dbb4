import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { disturbance, watchOthers } from '../src/others.js'

/** A system of which one process is ours; ticks as the files have them. */
const system = (user: number, idle: number, own: number, ended: number) => (name: string) =>
  name === 'stat'
    ? `cpu  ${user} 0 0 ${idle} 0 0 0 0 0 0\ncpu0 1 1 1 1`
    : name === '7/stat'
      ? `7 (a (name)) S 1 7 7 0 -1 0 0 0 0 0 ${own} 0 0 0 20`
      : `1 (node) S 1 7 7 0 -1 0 0 0 0 0 0 0 ${ended} 0 20`

test('what the processors did, and neither ours nor those that ended did, is the share of others', () => {
  let now = system(1000, 5000, 300, 0)
  const { othersShare } = watchOthers([7], name => now(name))
  now = system(1100, 5100, 340, 20)
  assert.is(othersShare(), 40 / 200)
})

test('a system that tells nothing disturbs nobody', () => {
  const { othersShare } = watchOthers([7], () => {
    throw new Error('no such file')
  })
  assert.is(othersShare(), undefined)
  assert.equal(disturbance(undefined), [])
})

test('a twentieth is quiet, more is said', () => {
  assert.equal(disturbance(0.05), [])
  assert.match(disturbance(0.4)[0]!, /other programs had 40 % of the processors/)
})

test.run()
