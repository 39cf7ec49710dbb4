import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { codeFrame } from '../../src/cli/codeFrame.js'
import { columnOf, wordAt } from '../../src/cli/wordAt.js'

const text = 'import a\n  pool.mean(),\n\ttrain({ epochs: 0 }),\n'

test('a line with its number, and carets under what is wrong', () => {
  assert.equal(codeFrame(text, { line: 2, column: 3 }, 80), ['2 |   pool.mean(),', '  |   ^^^^^^^^^^^'])
})

test('without a column the stage is looked for; without either there is the line alone', () => {
  assert.equal(codeFrame(text, { line: 2, stage: 'pool.mean' }, 80)[1], '  |   ^^^^^^^^^^^')
  assert.equal(codeFrame(text, { line: 2, stage: 'pool.max' }, 80), ['2 |   pool.mean(),'])
  assert.equal(codeFrame(text, { line: 1 }, 80), ['1 | import a'])
  assert.equal(codeFrame(text, { line: 9 }, 80), [])
})

test('tabs are kept, so that carets stand below what they mean', () => {
  assert.is(codeFrame(text, { line: 3, column: 2 }, 80)[1], '  | \t^^^^^^^^^^^^^^^^^^^^')
})

test('a caret behind the end of a line is one caret', () => {
  assert.equal(codeFrame('a(', { line: 1, column: 3 }, 80), ['1 | a(', '  |   ^'])
})

test('a long line is cut around what is wrong, and the carets are below it', () => {
  const line = `${'x'.repeat(150)} pool.mean() ${'y'.repeat(150)}`
  const [code, carets] = codeFrame(line, { line: 1, column: 152 }, 80) as [string, string]
  assert.ok(code.length <= 80 && code.startsWith('1 | …') && code.endsWith('…'))
  assert.is(code.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'pool.mean()')
})

test('whatever the line and the width: never wider than the terminal, and the first caret below the column', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '.', '(', ')', ' ', '"', ',', '{', '}'), minLength: 1, maxLength: 300 }),
      fc.nat({ max: 299 }),
      fc.integer({ min: 30, max: 200 }),
      (line, at, width) => {
        const column = Math.min(at, line.length - 1) + 1
        const [code, carets] = codeFrame(line, { line: 1, column }, width) as [string, string]
        if (code.length > width || carets.length > width) return false
        const shown = code[carets.indexOf('^')]
        return shown === line[column - 1] || shown === undefined || shown === '…' || line[column - 1] === ' '
      },
    ),
  )
})

test('a word is a name with dots and its call, a text, or one character', () => {
  const is = (line: string, column: number, word: string) => assert.is(wordAt(line, column), word)
  is("loss.triplet({ distance: f(')') }), x", 1, "loss.triplet({ distance: f(')') })")
  is('encode(minilm', 1, 'encode')
  is("a: 'it\\'s', b", 4, "'it\\'s'")
  is('...rest', 1, '.')
  is('$one.two, three', 1, '$one.two')
})

test('a stage is found under any name of its import', () => {
  assert.is(columnOf('  mean(), pool.mean()', 'pool.mean'), 3)
  assert.is(columnOf('  pooling.mean()', 'pool.mean'), 3)
  assert.is(columnOf('  demean()', 'pool.mean'), undefined)
  assert.is(columnOf('  const mean = 1', 'pool.mean'), undefined)
})

test.run()
