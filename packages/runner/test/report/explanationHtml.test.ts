import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { explanationHtml } from '../../src/report/explanationHtml.js'
import { explained } from './explained.js'

const page = explanationHtml(explained, '"><img src=x onerror=alert(1)>.ts')
const within = (text: string, from: string, to: string): string => {
  const at = text.indexOf(from)
  return text.slice(at, text.indexOf(to, at))
}

test('whatever names and texts hold, none of it is markup', () => {
  for (const hostile of ['<script', '<img', '<i>-1', '<b>pairs', '"no"']) assert.not.ok(page.includes(hostile), hostile)
  assert.ok(page.includes('<title>&quot;&gt;&lt;img src=x onerror=alert(1)&gt;.ts</title>'))
  assert.ok(page.includes('the data say &lt;script&gt;alert(1)&lt;/script&gt;'))
  assert.ok(page.includes('class: 0 yes, 1 &quot;no&quot;'))
})

test('the page fetches nothing and runs nothing', () => {
  assert.not.match(page, /https?:|src=(?!x)|url\((?!#tip)|@import|<link|<script|<iframe/)
  assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/)
})

test('elements are closed in the order in which they were opened', () => {
  const open: string[] = []
  for (const [, close, name, self] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/gi)) {
    if (self === '/' || name === 'meta' || name === 'br') continue
    if (close === '/') assert.is(open.pop(), name)
    else open.push(name!)
  }
  assert.equal(open, [])
})

test('the drawing has a box for the data and for each stage, and says what flows between them', () => {
  const drawing = within(page, '<svg class="pipeline"', '</svg>')
  assert.is(drawing.match(/<rect class="box/g)?.length, 4)
  assert.is(drawing.match(/<line class="arrow"/g)?.length, 3)
  assert.ok(drawing.includes('batch × tokens × 384, tokens ≤ 256'))
  assert.ok(drawing.includes('22,565,376 parameters, 66 % trained'))
})

test('bars are as long as their share, the one of the median is marked', () => {
  const bars = within(page, '<svg class="histogram"', '</svg>')
  const widths = [...bars.matchAll(/<rect class="(bar[^"]*)"[^>]*? width="([\d.]+)"/g)].map(([, name, width]) => [
    name,
    width,
  ])
  assert.equal(widths, [
    ['bar', '90.0'],
    ['bar here', '180.0'],
    ['bar', '90.0'],
  ])
})

test('estimates stand beside what the last run took', () => {
  const run = within(page, '<h2>A run</h2>', '</section>')
  const row = within(run, '<td>training</td>', '</tr>')
  assert.equal(
    [...row.matchAll(/<td class="number">([^<]*)/g)].map(([, text]) => text),
    ['2 min 30 s', '2 min 30 s', '2 min 5 s', '1.20'],
  )
})

test.run()
