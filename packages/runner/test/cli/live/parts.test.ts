import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { bar, track } from '../../../src/cli/live/bar.js'
import { fetchProgress } from '../../../src/cli/live/fetchProgress.js'
import { columnsOf, cutTo, fitted } from '../../../src/cli/live/fitted.js'
import { progressSentence, progressText } from '../../../src/cli/live/progressText.js'
import { series } from '../../../src/cli/live/series.js'
import { sparkline } from '../../../src/cli/live/sparkline.js'
import { coloured, plain } from '../../../src/cli/paint.js'
import type { Terminal } from '../../../src/cli/terminal.js'

test('a bar has eighths of a column, and what is more than nothing is seen', () => {
  assert.equal([bar(0, 8), bar(1e-9, 8), bar(0.5, 8), bar(1, 8)], ['', '▏', '████', '████████'])
  assert.is(bar(5 / 16, 2), '▋')
})

test('its track is as long as it can become, also where more is done than there is', () => {
  assert.equal(
    [track(0, 4), track(0.5, 4), track(0.6, 4), track(1, 4), track(1.5, 4)],
    ['░░░░', '██░░', '██▍░', '████', '████'],
  )
})

test('a sparkline goes from the lowest to the highest, a column for each number or for the mean of some', () => {
  assert.is(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 20), '▁▂▃▄▅▆▇█')
  assert.is(sparkline([0, 2, 6, 8], 2), '▁█')
  assert.is(sparkline([3, 3], 5), '▄▄')
  assert.is(sparkline([], 5), '')
  assert.is(sparkline([1, Number.NaN, 2], 3), '▁ █')
  assert.is(sparkline([Number.NaN], 3), ' ')
})

test('a text is cut by columns, not by letters, and no character in two', () => {
  assert.is(cutTo('abc', 3), 'abc')
  assert.is(cutTo('abcd', 3), 'ab…')
  assert.is(cutTo('日本語', 5), '日本…')
  assert.is(cutTo('日本語', 4), '日…')
  assert.is(cutTo('👩‍👩‍👧👩‍👩‍👧', 3), '👩‍👩‍👧…')
  assert.is(cutTo('abc', 0), '')
  assert.is(fitted('日', 4), '日  ')
  assert.is(columnsOf(fitted('日本語', 4)), 4)
})

test('a series keeps its whole length in few means', () => {
  const { add, means } = series()
  for (let i = 0; i < 512; i++) add(i)
  assert.is(means().length, 256)
  assert.is(means()[0], 0.5)
  assert.is(means().at(-1), 510.5)
  add(1000)
  // 512 numbers in pairs are 256 means; the next makes them fours.
  assert.is(means().length, 129)
  assert.equal([means()[0], means()[127], means()[128]], [1.5, 509.5, 1000])
})

test('its newest numbers weigh most: 1, 0.95, 0.95² …', () => {
  const { add, smoothed } = series()
  add(4)
  assert.is(smoothed(), 4)
  add(0)
  assert.ok(Math.abs(smoothed() - (4 * 0.95) / 1.95) < 1e-12)
})

test('progress is a bar and what is known, as far as it fits', () => {
  const amount = { what: 'encoding', done: 500, total: 2000, unit: 'texts', seconds: 2 }
  assert.is(
    progressText(amount, 79, plain),
    '██████▌░░░░░░░░░░░░░░░░░░░  25 %  encoding   500 / 2,000 texts   250 texts/s',
  )
  assert.is(
    progressText(amount, 95, plain),
    '███████▊░░░░░░░░░░░░░░░░░░░░░░░  25 %  encoding   500 / 2,000 texts   250 texts/s   6.0 s left',
  )
  assert.is(progressText(amount, 30, plain), '██░░░░░░  25 %  encoding')
  assert.is(
    progressText({ ...amount, seconds: 0 }, 60, plain),
    '█████░░░░░░░░░░░░░░░  25 %  encoding   500 / 2,000 texts',
  )
  assert.is(progressText({ ...amount, total: undefined }, 60, plain), 'encoding   500 texts   250 texts/s')
  assert.is(progressText({ ...amount, unit: undefined }, 40, plain), '███▎░░░░░░░░░  25 %  encoding')
})

test('a long name leaves room for what is known, where there is something', () => {
  const amount = { what: 'evaluate.similarity on a split of a long name', done: 1, total: 2, unit: 'texts', seconds: 0 }
  assert.is(
    progressText(amount, 79, plain),
    '██████░░░░░░  50 %  evaluate.similarity on a split of a long name   1 / 2 texts',
  )
  assert.is(progressText(amount, 59, plain), '████░░░░  50 %  evaluate.similarity on a spl…   1 / 2 texts')
  assert.is(progressText(amount, 39, plain), '████░░░░  50 %  evaluate…   1 / 2 texts')
  const many = { ...amount, done: 1500, total: 3000 }
  assert.is(progressText(many, 39, plain), '████░░░░  50 %  evaluate.similarity on…')
  assert.is(
    progressText({ ...amount, unit: undefined }, 79, plain),
    '█████████████░░░░░░░░░░░░░  50 %  evaluate.similarity on a split of a long name',
  )
})

test('colours stand around the bar and take no room', () => {
  const amount = { what: 'x', done: 1, total: 1, seconds: 0 }
  assert.is(progressText(amount, 24, coloured), '\x1b[32m████████\x1b[39m 100 %  x')
})

test('elsewhere it is a sentence', () => {
  const amount = { what: 'encoding', done: 500, total: 2000, unit: 'texts', seconds: 2 }
  assert.is(progressSentence(amount), 'encoding: 500 / 2,000 texts (25 %), 250 texts/s, 6.0 s left')
  assert.is(progressSentence({ ...amount, total: undefined }), 'encoding: 500 texts, 250 texts/s')
  assert.is(progressSentence({ ...amount, unit: undefined }), 'encoding: 25 %')
})

test('a download tells its bytes, how fast they come and when all will be there', () => {
  let now = 0
  const shown: string[] = []
  const noted: string[] = []
  const to = (isLive: boolean) =>
    ({
      isLive,
      live: (draw: (width: number) => readonly string[]) => shown.push(...draw(79)),
      note: (line: string) => noted.push(line),
      errors: { paint: plain, width: 79 },
    }) as Partial<Terminal> as Terminal
  const show = fetchProgress(to(true), () => now)
  show(0, 90e6, 'model.safetensors')
  now = 2000
  show(45e6, 90e6, 'model.safetensors')
  show(1e6, 0, 'pip:package')
  show(0.5, 1, 'unpacking package')
  assert.equal(shown, [
    '░░░░░░░░░░░░░░░░░░░░░░░░░░   0 %  model.safetensors   0 B / 90.0 MB',
    '█████████████░░░░░░░░░░░░░  50 %  model.safetensors   45.0 MB / 90.0 MB',
    'pip:package   1.00 MB',
    '█████████████░░░░░░░░░░░░░  50 %  unpacking package',
  ])
  const tell = fetchProgress(to(false), () => now)
  tell(0, 90e6, 'model.safetensors')
  now = 22_000
  tell(30e6, 90e6, 'model.safetensors')
  assert.equal(noted, ['model.safetensors: 30.0 MB / 90.0 MB (33 %), 1.50 MB/s, 40 s left'])
})

test.run()
