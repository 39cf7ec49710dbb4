import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { coloured, plain as uncoloured } from '../../src/cli/paint.js'
import { problemText } from '../../src/cli/problemText.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-text-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'p.ts')
writeFileSync(file, 'export default pipeline(\n  stsb,\n  pool.mean(),\n)\n')
const order = { sentence: 'pool.mean needs token embeddings: put encode before it', stage: 'pool.mean' }
const plain = { paint: uncoloured, width: Number.POSITIVE_INFINITY }

test('the sentence, its place, the code line, carets', () => {
  assert.is(
    problemText({ ...order, place: `${file}:3:3` }, plain),
    `${order.sentence}\n  ${file}:3:3\n  3 |   pool.mean(),\n    |   ^^^^^^^^^^^`,
  )
})

test('what has no line is told without one; so is a file that is gone', () => {
  assert.is(problemText(order, plain), order.sentence)
  assert.is(problemText({ ...order, place: 'p.json, stages[2]' }, plain), `${order.sentence}\n  p.json, stages[2]`)
  assert.is(problemText({ ...order, place: '/gone.ts:3' }, plain), `${order.sentence}\n  /gone.ts:3`)
})

test('in a narrow terminal a sentence is broken between words', () => {
  assert.equal(problemText(order, { ...plain, width: 30 }).split('\n'), [
    'pool.mean needs token',
    'embeddings: put encode before',
    'it',
  ])
})

test('in colours the same text stands', () => {
  const shown = problemText({ ...order, place: `${file}:3:3` }, { ...plain, paint: coloured })
  assert.match(shown, '\x1b[1mpool.mean\x1b[22m needs')
  assert.match(shown, '\x1b[31m^^^^^^^^^^^\x1b[39m')
  assert.is(stripVTControlCharacters(shown), problemText({ ...order, place: `${file}:3:3` }, plain))
})

test.run()
