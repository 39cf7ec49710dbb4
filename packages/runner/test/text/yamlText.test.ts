import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readJsonText } from '../../src/text/jsonText.js'
import { lineAndColumn, type Read } from '../../src/text/written.js'
import { readYamlText } from '../../src/text/yamlText.js'

const said = (read: Read, text: string): readonly string[] =>
  isLeft(read) ? read.left.map(({ sentence, at }) => `${lineAndColumn(text, at)} ${sentence}`) : ['read']
const yaml = (text: string) => said(readYamlText(text), text)
const value = (text: string): unknown => {
  const read = readYamlText(text)
  return isLeft(read) ? read.left : read.right.json
}

test('YAML 1.2: words that 1.1 took for true and false are texts; a value may be named and used again', () => {
  assert.equal(value('a: yes\non: off\nb: 0x10\nc: 1_000\nd: ~\ne: &x [1]\nf: *x\n1: 2001-01-01'), {
    a: 'yes',
    on: 'off',
    b: 16,
    c: '1_000',
    d: null,
    e: [1],
    f: [1],
    1: '2001-01-01',
  })
})

const malformed = 'the pipeline is malformed YAML: '
const refused: readonly (readonly [text: string, said: string])[] = [
  ['a: 1\na: 2', '2:1 a key is written twice: remove one'],
  ['a: !!js/function x', '1:4 a tag (!…) is not read: a pipeline is plain data'],
  ['a: !!binary aGk=', '1:4 a tag (!…) is not read: a pipeline is plain data'],
  ['b: &x {c: 1}\na:\n  <<: *x', '3:3 << is not read: write the keys out, or use an alias (*name) for a whole value'],
  ['? [a]\n: b', '1:3 a key is a text'],
  ['%YAML 1.1\n---\na: yes', '1:1 the pipeline says %YAML 1.1: leave it out, YAML here is 1.2'],
  ['a: .inf', '1:4 .inf is a number that JSON cannot hold: write a finite one'],
  ['a: *x', '1:4 *x has no &x before it: name an anchor that is there'],
  ['a: &a [*a]', '1:8 &a contains itself: write the value out'],
  ['a: 1\n---\nb: 2', `2:1 ${malformed}a file holds one pipeline: remove the --- and what follows it`],
  ['a: [1, 2', `1:9 ${malformed}expected a closing ]`],
  ['a: {b: 1', `1:9 ${malformed}expected a closing }`],
  ['a: "x', `1:6 ${malformed}expected a closing quote`],
  ['a: 1\n\tb: 2', `2:1 ${malformed}tabs do not indent: use spaces`],
  [
    'a:\n  - 1\n b: 2',
    `3:1 ${malformed}the indentation does not fit what stands above: line keys up that belong together`,
  ],
  ['a: @x', `1:4 ${malformed}a plain text cannot begin with this character: put the text in quotes`],
]
for (const [text, sentence] of refused)
  test(`${JSON.stringify(text)} is refused: ${sentence}`, () => assert.equal(yaml(text), [sentence]))

test('a few lines that would become gigabytes are refused', () => {
  const names = [...'abcdefghi']
  const bomb = names.map(
    (name, i) =>
      `${name}: &${name} [${Array(9)
        .fill(i === 0 ? 'x' : `*${names[i - 1]}`)
        .join(',')}]`,
  )
  assert.equal(yaml(bomb.join('\n')), ['1:1 the pipeline repeats more than 100 values by aliases: write them out'])
})

test('what is nested without end is refused, in JSON as well', () => {
  const open = '['.repeat(20_000)
  assert.match(yaml(open)[0]!, /nested too deep/)
  assert.match(said(readJsonText(open), open)[0]!, /^1:101 a pipeline is nested at most 100 deep/)
})

test('in JSON, too, a key stands once; what is malformed says what is expected', () => {
  const json = (text: string) => said(readJsonText(text), text)
  assert.equal(json('{"a": {"b": 1},\n "d": [1, {"b": 1, "b": 2}]}'), ['2:20 the key "b" is written twice: remove one'])
  assert.equal(json('{"a": 1} x'), ['1:10 the pipeline is malformed JSON: expected the end of the file'])
})

test('a path leads to its key or its item, through aliases, or as far as there is something', () => {
  const text = 'x: &x\n  margin: 1\nstages:\n  - stage: a\n  - *x\n'
  const read = readYamlText(text)
  if (isLeft(read)) throw new Error('it was refused')
  const place = (...path: readonly (string | number)[]) => lineAndColumn(text, read.right.at(path))
  assert.is(place(), '1:1')
  assert.is(place('stages'), '3:1')
  assert.is(place('stages', 0, 'stage'), '4:5')
  assert.is(place('stages', 0, 'missing'), '4:5')
  assert.is(place('stages', 1), '5:5')
  assert.is(place('stages', 1, 'margin'), '2:3')
  const json = '{ "stages": [\n  { "stage": "a" }\n] }'
  const other = readJsonText(json)
  if (isLeft(other)) throw new Error('it was refused')
  assert.is(lineAndColumn(json, other.right.at(['stages', 0, 'stage'])), '2:5')
  assert.is(lineAndColumn(json, other.right.at(['stages', 0, 'missing'])), '2:3')
  assert.is(lineAndColumn(json, other.right.at([])), '1:1')
})

test.run()
