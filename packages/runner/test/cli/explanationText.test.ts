import { stripVTControlCharacters } from 'node:util'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { explanationText } from '../../src/cli/explanationText.js'
import { histogram } from '../../src/cli/histogram.js'
import { bar } from '../../src/cli/live/bar.js'
import { coloured, paintFor, plain } from '../../src/cli/paint.js'
import { durationText, shareText } from '../../src/report/numbersText.js'
import { explained } from '../report/explained.js'

const lines = (width: number) => explanationText(explained, width).split('\n')

test('in 80 columns settings stand below their stage; nothing is wider', () => {
  assert.equal(lines(80).slice(0, 12), [
    'stage                  what flows out                      parameters  trained',
    '<b>pairs</b>           question, answer: batch texts',
    '                       score: batch',
    '                       label: batch',
    'encode                 batch × tokens × 384, tokens ≤ 256  22,565,376     66 %',
    '    model minilm',
    'loss.cosineSimilarity  batch',
    '    sentence1 ← question, sentence2 ← answer, ·range 0, 1, ·error squared',
    'train',
    '    epochs 1, learningRate 2e-5, ·order shuffled',
    '· not written in the pipeline: a default that was filled in',
    'shapes are those of each text column; batch: rows of a batch, tokens: of its',
  ])
  for (const line of lines(80)) assert.ok(line.length <= 81, line)
})

test('in 200 columns they have a column of their own', () => {
  const [head, , , , encode, loss] = lines(200)
  const at = head!.indexOf('settings')
  assert.ok(at > 0)
  assert.is(encode!.slice(at), 'model minilm')
  assert.is(loss!.slice(at), 'sentence1 ← question, sentence2 ← answer, ·range 0, 1, ·error squared')
})

test('data: classes in their order, the range of scores, lengths, what is cut, and of which rows that is known', () => {
  const text = lines(100).join('\n')
  assert.ok(text.includes('  score     score<0, 5>, mapped onto 0…1\n  label     class: 0 yes, 1 "no"\n'))
  assert.match(text, / {2}train {2}400,000 {2}trained on {6}12 {4}31 {6}300 {2}1 % {6}1\n/)
  assert.match(text, / {2}test {9}\? {2}not read\n/)
  assert.ok(text.includes('  train: 40 of 4,000 texts are cut, 900 tokens (1.5 %) are lost\n'))
  assert.match(text, /train: lengths are those of 2,000 of 400,000 rows, spread evenly/)
})

test('what is expected, what the last run expected and took, and how they compare', () => {
  const at = lines(100).findIndex(line => line.startsWith('a run'))
  assert.equal(lines(100).slice(at, at + 8), [
    'a run         expected  expected then        took  expected / took',
    'steps            1,000          1,000       1,000             1.00',
    'start            2.0 s          2.0 s       2.0 s             1.00',
    'training    2 min 30 s     2 min 30 s   2 min 5 s             1.20',
    'evaluation        18 s           18 s        20 s             0.90',
    'saving           0.5 s          0.5 s       0.5 s             1.00',
    'together    2 min 51 s     2 min 51 s  2 min 28 s             1.16',
    'memory                        1.20 GB     1.50 GB             0.80',
  ])
})

test('colour is for terminals, and for people who have not asked for none', () => {
  assert.is(paintFor(true, undefined), coloured)
  assert.is(paintFor(true, ''), coloured)
  assert.is(paintFor(true, '1'), plain)
  assert.is(paintFor(false, undefined), plain)

  const bare = stripVTControlCharacters(explanationText(explained, 80, coloured))
  assert.is(bare, explanationText(explained, 80))
})

test('bars have eighths; whatever is more than nothing is seen', () => {
  assert.equal(
    [bar(0, 8), bar(0.0001, 8), bar(0.5, 8), bar(0.515625, 8), bar(1, 8)],
    ['', '▏', '████', '████▏', '████████'],
  )
  const buckets = [
    { from: 1, to: 5, texts: 1 },
    { from: 6, to: 10, texts: 3 },
  ]
  assert.equal(histogram({ buckets, texts: 4 }, 28), [' 1–5     25 %  ████', '6–10     75 %  ████████████'])
})

test('numbers for people', () => {
  assert.equal([0.04, 9.94, 9.96, 59.6, 125, 3599.6, 7800].map(durationText), [
    '0.0 s',
    '9.9 s',
    '10 s',
    '1 min 0 s',
    '2 min 5 s',
    '1 h 0 min',
    '2 h 10 min',
  ])
  assert.equal([0, 0.0001, 0.041, 0.4, 0.999, 1].map(shareText), ['0 %', '< 0.1 %', '4.1 %', '40 %', '99 %', '100 %'])
})

test.run()
