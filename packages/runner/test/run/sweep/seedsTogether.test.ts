import { check, choose, grid, sweepPoints, train } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { spreadText } from '../../../src/report/sweep/spreadText.js'
import { sweepPage } from '../../../src/report/sweep/sweepPage.js'
import { seedsTogether } from '../../../src/run/sweep/seedsTogether.js'
import { spreadOf } from '../../../src/run/sweep/spread.js'
import { cosine, head, made, onDev } from '../tiny.js'

const near = (found: number | undefined, expected: number) =>
  assert.ok(found !== undefined && Math.abs(found - expected) < 1e-12, `${found} is not ${expected}`)
const { data, stages } = made([...head, cosine, onDev])
const points = sweepPoints(
  grid(check(data, [...stages, train({ epochs: 1, learningRate: choose(1e-3, 1e-2), seed: choose(1, 2, 3) })])),
)

test('the deviation is that of a sample, and one number has none', () => {
  // (2 − 5)² + (4 − 5)² + (9 − 5)² = 26, over n − 1 = 2 is 13.
  const spread = spreadOf([2, 4, 9])
  near(spread.mean, 5)
  near(spread.deviation, Math.sqrt(13))
  assert.is(spread.n, 3)
  assert.equal(spreadOf([7]), { mean: 7, n: 1 })
  assert.is(spreadText(spread), '5.0000 ± 3.6056 (n 3)')
  assert.is(spreadText(spreadOf([7])), '7.0000')
})

test('points that differ in seed alone are told together, and one that failed is not counted', () => {
  const found = [0.5, 0.7, 0.6, 0.1, undefined, 0.3]
  const groups = seedsTogether(
    points.map((point, i) => ({ ...point, ...(found[i] === undefined ? {} : { metrics: { 'dev.x': found[i] } }) })),
  )
  assert.equal(
    groups.map(({ chosen, points }) => [chosen, points]),
    [
      [[{ stage: 'train', setting: 'learningRate', is: 1e-3 }], [1, 2, 3]],
      [[{ stage: 'train', setting: 'learningRate', is: 1e-2 }], [4, 5, 6]],
    ],
  )
  const [first, second] = groups.map(({ metrics }) => metrics['dev.x']!)
  near(first!.mean, 0.6)
  near(first!.deviation, 0.1) // (0.01 + 0.01 + 0) / 2 = 0.01
  near(second!.mean, 0.2)
  near(second!.deviation, Math.sqrt(0.02)) // (0.01 + 0.01) / 1
  assert.is(second!.n, 2)
})

test('the page has a chart of each metric by each setting, and says what failed', () => {
  const metrics = { 'dev.a': 0.25, 'dev.b': 0.5 }
  const page = sweepPage('rates-1', {
    points: points.map(({ chosen }, i) => ({
      chosen,
      folder: `point-${i + 1}`,
      pipeline: '',
      ...(i === 4 ? { problems: ['the loss is <NaN>'] } : { metrics }),
    })),
    groups: seedsTogether(points.map((point, i) => ({ ...point, ...(i === 4 ? {} : { metrics }) }))),
  })
  assert.equal(
    [...page.matchAll(/<figcaption>(.*?)<\/figcaption>/g)].map(each => each[1]),
    ['dev.a by train.learningRate', 'dev.b by train.learningRate'],
  )
  assert.match(page, /5 of 6 points finished/)
  assert.match(page, /<td class="number">0\.2500\u00a0±\u00a00\.0000 \(n\u00a03\)<\/td>/)
  assert.match(page, /Point 5: the loss is &lt;NaN&gt;/)
  assert.not.match(page, /<script|https?:\/\/(?!www\.w3\.org)/)
})

test.run()
