import type { Problem } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Complaint } from '../../../src/cli/check/complaints.js'
import { merge } from '../../../src/cli/check/merge.js'

const code = `export default pipeline(
  stsb,
  pool.mean(),
  loss.triplet({ margn: 1 }),
  train({ schedule: 'linaer' }),
  pool.max,
)`
const textOf = () => code
const refused = (sentence: string, line: number, column = 3): Complaint => {
  const message = `Argument of type 'Stage<P, {}>' is not assignable to parameter of type '"${sentence}"'.`
  return { file: '/p.ts', line, column, code: 'TS2345', message, raw: message }
}
const own = (message: string, line: number, column: number, number = 'TS2322'): Complaint => ({
  file: '/p.ts',
  line,
  column,
  code: number,
  message,
  raw: message,
})
const said = (sentence: string, line?: number, stage?: string): Problem => ({
  sentence,
  ...(stage === undefined ? {} : { stage }),
  ...(line === undefined ? {} : { place: `/p.ts:${line}` }),
})
const short = (complaints: readonly Complaint[], problems: readonly Problem[], loads = true) =>
  merge(complaints, { loads, problems }, textOf).map(({ sentence, line, column, code }) => [
    sentence,
    line,
    column,
    ...(code === undefined ? [] : [code]),
  ])

const order = 'pool.mean needs token embeddings: put encode before it'

test('the same sentence is said once, at the place that the compiler knows better', () => {
  assert.equal(short([refused(order, 3)], [said(order, 3, 'pool.mean')]), [[order, 3, 3]])
})

test('the program may go on with the nearest word', () => {
  const longer = `loss.triplet has no setting 'margn'. Did you mean to write 'margin'?`
  assert.equal(short([refused("loss.triplet has no setting 'margn'", 4)], [said(longer, 4)]), [[longer, 4, 3]])
})

test('each of two equal sentences is kept: one that the compiler sees, one that only the program sees', () => {
  assert.equal(short([refused(order, 9)], [said(order, 3), said(order, 9)]), [
    [order, 9, 3],
    [order, 3, undefined],
  ])
})

test('a stage that was made further up is refused where it is joined', () => {
  assert.equal(short([refused(order, 3)], [said(order, 1)]), [[order, 3, 3]])
})

test("where both speak of one setting, the program's sentence stands at the compiler's place", () => {
  const sentence = 'train: schedule is "linaer", it should be linear, constant or cosine'
  const tsc = own(`Type '"linaer"' is not assignable to type '"linear" | undefined'.`, 5, 11)
  assert.equal(short([tsc], [said(sentence, 5)]), [[sentence, 5, 11]])
})

test('a stage that was not called is found by its name, although the program knows no line', () => {
  const sentence = 'pool.max is not called: write pool.max()'
  const tsc = own('Argument of type \'PoolingConstructor<"pool.max", {}>\' is not …', 6, 3, 'TS2345')
  assert.equal(short([tsc], [{ ...said(sentence), place: 'stages[3]' }]), [[sentence, 6, 3]])
})

test('what only the compiler finds is told in its words, with its number; what only the program finds comes with it', () => {
  const other = 'train: epochs is 0: choose 1 or more'
  assert.equal(short([own("Type 'string' is not assignable to type 'number'.", 1, 8)], [said(other, 5)]), [
    ["Type 'string' is not assignable to type 'number'.", 1, 8, 'TS2322'],
    [other, 5, undefined],
  ])
})

test('a file that does not load for a reason that the compiler told is not refused a second time', () => {
  const syntax = own("')' expected.", 7, 1, 'TS1005')
  assert.equal(short([syntax], [said('p.ts does not load: Unexpected end of file', 7)], false), [
    ["')' expected.", 7, 1, 'TS1005'],
  ])
  const thrown = said('p.ts does not load: no luck', 2)
  assert.is(short([own('Type …', 1, 1)], [thrown], false).length, 2)
})

test.run()
