import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { exact } from '../src/types/cases.js'
import { type Cost, readCost } from '../src/types/compiler.js'
import { above, growth, type Measured, overBudget } from '../src/types/measure.js'
import { ofModules, ofPipelines, ofStages } from '../src/types/programs.js'
import { table } from '../src/types/table.js'

const cost = (instantiations: number, check = 0): Cost => ({ instantiations, check, total: check })
const measured = (name: string, instantiations: number, check = 0, budgets: Measured['budgets'] = []): Measured => ({
  name,
  budgets,
  cost: { '5.9': cost(instantiations, check) },
})
const modules = (few: number, some: number, many: number): readonly Measured[] => [
  measured('imports only', 100),
  measured('8 modules', few),
  measured('16 modules', some),
  measured('32 modules', many),
]

test('the compiler’s own diagnostics are read, with and without a unit', () => {
  const said =
    'Files:            7\nInstantiations: 15849\nI/O Read time: 9.0s\nCheck time:   0.27s\nTotal time:   1.22s\n'
  assert.equal(readCost(said), { instantiations: 15849, check: 0.27, total: 1.22 })
  assert.throws(() => readCost('Files: 7\n'), /internal: .* no line Instantiations/)
})

test('a budget in instantiations is above the imports, one in seconds is not', () => {
  const budgets = [
    { compiler: '5.9', of: 'instantiations', most: 50 },
    { compiler: '5.9', of: 'check', most: 1 },
  ] as const
  const within = [...modules(200, 300, 500), measured('16 stages', 150, 1, budgets)]
  assert.equal(above(within, within.at(-1)!, '5.9'), 50)
  assert.equal(overBudget(within, ['5.9']), [])
  assert.equal(overBudget([...within.slice(0, -1), measured('16 stages', 151, 1.5, budgets)], ['5.9']), [
    '16 stages cost 51 instantiations above the imports with TypeScript 5.9; the budget is 50',
    '16 stages cost 1.5 s with TypeScript 5.9; the budget is 1',
  ])
})

test('cost that grows with the square of the stages is over budget', () => {
  assert.is(growth(modules(200, 300, 500), '5.9'), 1)
  // n² at 8, 16, 32: 64, 256, 1024; 768 / 16 over 192 / 8
  assert.is(growth(modules(64, 256, 1024), '5.9'), 2)
  assert.match(overBudget(modules(64, 256, 1024), ['5.9'])[0]!, /among 32 costs 2\.00 times/)
})

test('a program has as many stages as its name says', () => {
  const stages = (text: string) => (text.match(/^ {2}(?:pool\.|loss\.|evaluate\.)?\w+\(.*\),$/gm) ?? []).length
  for (const count of [2, 4, 8, 16] as const) assert.is(stages(ofStages(count)), count)
  assert.is(stages(ofModules(8)), 4 + 8)
  assert.is(stages(ofPipelines(50)), 50 * 8)
})

test('no two of many pipelines share a line with a number', () => {
  const numbered = ofPipelines(50)
    .split('\n')
    .filter(line => /tokenize\(|hidden:|train\(/.test(line))
  assert.is(new Set(numbered).size, 150)
})

test('what is checked exactly has the imports and every budget in instantiations', () => {
  assert.equal(
    exact.map(({ name }) => name),
    ['imports only', '16 stages', '8 modules', '16 modules', '32 modules'],
  )
})

test('the table has a line for each program', () => {
  const [head, first] = table([measured('imports only', 100, 0.5)], ['5.9']).split('\n')
  assert.match(head!, /TypeScript 5\.9: .*check s/)
  assert.match(first!, /^imports only +100 +0 +0\.50 +0\.50$/)
})

test.run()
