import { isLeft, right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parseColumn } from '../../src/sources/dataColumn.js'
import { type ColumnChoices, inferColumns } from '../../src/sources/inferColumns.js'

const stsb = [
  { sentence1: 'a b', sentence2: 'c', score: 2.5, genre: 'news', year: '2012test', id: '0091' },
  { sentence1: '7', sentence2: '', score: 5, genre: 'news', year: '2013', id: '0102', extra: true },
]
const infer = (records: readonly Readonly<Record<string, unknown>>[], choices: Partial<ColumnChoices> = {}) =>
  inferColumns('stsb', records, { declared: [], ...choices })
const sentences = (found: ReturnType<typeof inferColumns>) =>
  isLeft(found) ? found.left.map(({ sentence }) => sentence) : []

test('declared columns and the texts of roles are kept in the order of the file; the rest is left out with the reason', () => {
  assert.equal(
    infer(stsb, { declared: [['score', { score: [0, 5] }]] }),
    right({
      columns: [
        ['sentence1', 'text'],
        ['sentence2', 'text'],
        ['score', { score: [0, 5] }],
      ],
      leftOut: [
        ['genre', "a text whose name is not a known one, as sentence1 is; to keep it: --column 'genre=text'"],
        ['year', "a text whose name is not a known one, as sentence1 is; to keep it: --column 'year=text'"],
        ['id', "holds numbers; to keep it: --column 'id=score<91,102>'"],
        ['extra', "holds true and false; to keep it: --column 'extra=binary'"],
      ],
    }),
  )
})

test('one column whose name holds separators is a file of another dialect', () => {
  assert.equal(sentences(infer([{ 'sentence1;sentence2': 'a;b' }])), [
    'stsb has one column, "sentence1;sentence2": separate its fields by commas, or by tabs in a .tsv',
  ])
})

test('without a name of a role every text is kept', () => {
  assert.equal(
    infer([
      { left: 'a', right: 'b', n: 3 },
      { left: 'a', right: 'b', n: 0, list: [] },
    ]),
    right({
      columns: [
        ['left', 'text'],
        ['right', 'text'],
      ],
      leftOut: [
        [
          'n',
          "holds numbers; to keep it: --column 'n=class<…>', the names of 0 to 3 in order, or --column 'n=score<0,3>'",
        ],
        ['list', 'holds lists or objects; no kind of column can hold it'],
      ],
    }),
  )
})

test('--columns keeps these and no others', () => {
  assert.equal(
    infer(stsb, { only: ['genre', 'sentence1'] }),
    right({
      columns: [
        ['sentence1', 'text'],
        ['genre', 'text'],
      ],
      leftOut: ['sentence2', 'score', 'year', 'id', 'extra'].map(name => [name, 'not among --columns'] as const),
    }),
  )
  assert.equal(sentences(infer(stsb, { only: ['sentence1', 'score'] })), [
    "stsb, column score: holds numbers; to keep it: --column 'score=score<2,5>'",
  ])
})

test('a column that is not there, and data without text, are sentences', () => {
  assert.equal(sentences(infer(stsb, { declared: [['label', 'binary']], only: ['text'] })), [
    'stsb has no column label; it has sentence1, sentence2, score, genre, year, id, extra',
    'stsb has no column text; it has sentence1, sentence2, score, genre, year, id, extra',
  ])
  assert.equal(sentences(infer([{ a: 1, b: '2', c: null, d: 'x', e: [1] }, { d: 4 }, { d: true }])), [
    'stsb has no column of text; it has a (numbers), b (numbers), c (nothing), d (values of several kinds), e (lists or objects)',
  ])
})

test('a column as written on the command line', () => {
  assert.equal(parseColumn('score=score<0,5>'), right(['score', { score: [0, 5] }]))
  assert.equal(parseColumn('score = score< -1 , 0.5 >'), right(['score', { score: [-1, 0.5] }]))
  assert.equal(
    parseColumn('label=class<entailment,neutral,contradiction>'),
    right(['label', { class: ['entailment', 'neutral', 'contradiction'] }]),
  )
  assert.equal(parseColumn('label=class<no | yes, maybe>'), right(['label', { class: ['no', 'yes', 'maybe'] }]))
  assert.equal(parseColumn('title=text'), right(['title', 'text']))
  assert.equal(parseColumn('same=binary'), right(['same', 'binary']))
  assert.equal(parseColumn('target=vector<384>'), right(['target', { vector: 384 }]))
})

test('a list of numbers can be kept as a vector, where every row has as many', () => {
  const found = infer([
    { text: 'a', v: [1, 2, 3], w: [1], x: { y: 1 } },
    { text: 'b', v: [4, 5, 6], w: [1, 2], x: { y: 1 } },
  ])
  assert.equal(found._tag === 'Right' && found.right.leftOut, [
    ['v', "holds lists or objects; to keep it: --column 'v=vector<3>'"],
    ['w', 'holds lists or objects; no kind of column can hold it'],
    ['x', 'holds lists or objects; no kind of column can hold it'],
  ])
})

test('a column that is not written so is a sentence with an example', () => {
  const sentence = (spec: string) => {
    const parsed = parseColumn(spec)
    return isLeft(parsed) ? parsed.left[0]!.sentence : 'a column'
  }
  assert.is(sentence('score'), "--column score: expected a name and a kind, as in --column 'score=score<0,5>'")
  assert.is(
    sentence('score=number'),
    '--column score=number: expected text, texts, key, binary, score<least,greatest>, class<first,second,…> or vector<length>, found number',
  )
  assert.is(
    sentence('score='),
    '--column score=: expected text, texts, key, binary, score<least,greatest>, class<first,second,…> or vector<length>, found nothing',
  )
  assert.is(
    sentence('target=vector<1.5>'),
    '--column target=vector<1.5>: expected how many numbers a row has, as in vector<384>, found vector<1.5>',
  )
  assert.is(
    sentence('score=score<5,0>'),
    '--column score=score<5,0>: expected the least and the greatest score, as in score<0,5>, found score<5,0>',
  )
  assert.is(
    sentence('score=score<5>'),
    '--column score=score<5>: expected the least and the greatest score, as in score<0,5>, found score<5>',
  )
  assert.is(
    sentence('label=class<a,a>'),
    '--column label=class<a,a>: expected two classes or more, each once, as in class<no,yes>, found class<a,a>',
  )
})

test.run()
