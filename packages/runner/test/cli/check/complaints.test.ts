import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Complaint, keepsFromLoading, readComplaints, sentenceIn } from '../../../src/cli/check/complaints.js'

const message = (text: string): Complaint => ({ line: 1, column: 1, code: 'TS2345', message: text, raw: text })

test('errors with what is indented below them, errors of no file, and the files that were read', () => {
  const printed = [
    "own.ts(5,57): error TS2345: Argument of type 'A' is not assignable to parameter of type 'B'.",
    "  Property 'a' is missing.",
    '    And more.',
    "../with (brackets)/b.ts(1,2): error TS1005: ';' expected.",
    "error TS2688: Cannot find type definition file for 'node'.",
    '/lib/lib.es5.d.ts',
    '/own.ts',
    '',
  ]
  for (const end of ['\n', '\r\n'])
    assert.equal(readComplaints(printed.join(end)), {
      complaints: [
        {
          file: 'own.ts',
          line: 5,
          column: 57,
          code: 'TS2345',
          message: "Argument of type 'A' is not assignable to parameter of type 'B'.",
          raw: printed.slice(0, 3).join('\n'),
        },
        {
          file: '../with (brackets)/b.ts',
          line: 1,
          column: 2,
          code: 'TS1005',
          message: "';' expected.",
          raw: printed[3],
        },
        {
          line: 0,
          column: 0,
          code: 'TS2688',
          message: "Cannot find type definition file for 'node'.",
          raw: printed[4],
        },
      ],
      files: ['/lib/lib.es5.d.ts', '/own.ts'],
    })
})

test('the sentence is the text of the type that was asked for', () => {
  const sentence = `loss.triplet needs a text column for anchor; stsb has a, b: write columns: { anchor: '…' }`
  assert.is(
    sentenceIn(message(`Argument of type 'Stage<L, {}>' is not assignable to parameter of type '"${sentence}"'.`)),
    sentence,
  )
  assert.is(
    sentenceIn(message(`Type '"a"' is not assignable to type '"rename needs a column named b; d has a: text"'.`)),
    'rename needs a column named b; d has a: text',
  )
  assert.is(
    sentenceIn(
      message(`Argument of type 'S' is not assignable to parameter of type '"train: the name \\"a\\" is taken"'.`),
    ),
    'train: the name "a" is taken',
  )
})

test('types of other programs are no sentences, though they are texts', () => {
  for (const type of [
    'string',
    '"dev" | "train"',
    '"linear"',
    '"hello world"',
    '"Three Words Here Too"',
    '"a b c d" | "e"',
  ])
    assert.is(sentenceIn(message(`Type '5' is not assignable to type '${type}'.`)), undefined)
  assert.is(sentenceIn(message("')' expected.")), undefined)
})

test('syntax, modules and names that are missing keep a file from loading; types do not', () => {
  const is = (code: string) => keepsFromLoading({ ...message(''), code })
  assert.equal(['TS1005', 'TS1109', 'TS2307', 'TS2304', 'TS2305'].map(is), [true, true, true, true, true])
  assert.equal(['TS2345', 'TS2322', 'TS7006', 'TS18003', 'TS100'].map(is), [false, false, false, false, false])
})

test.run()
