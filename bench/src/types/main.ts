// What the types cost. `--instantiations`: only what is exact, with the compiler that has the budget; `--strict`: above it fails.
import { cases, exact } from './cases.js'
import type { Compiler } from './compiler.js'
import { measure, overBudget } from './measure.js'
import { table } from './table.js'

const options = ['--instantiations', '--strict', '--json'] as const
const words = process.argv.slice(2)
const asked = (option: (typeof options)[number]): boolean => words.includes(option)

const main = async (): Promise<number> => {
  const unknown = words.find(word => !options.some(option => option === word))
  if (unknown !== undefined) {
    process.stderr.write(`there is no option ${unknown}; there are ${options.join(', ')}\n`)
    return 2
  }
  const compilers: readonly Compiler[] = asked('--instantiations') ? ['5.9'] : ['5.9', '7']
  const measured = await (asked('--instantiations') ? measure(exact, compilers, 1) : measure(cases, compilers, 3))
  const over = overBudget(measured, compilers)
  const text = asked('--json')
    ? JSON.stringify({ measured, over }, null, 2)
    : [table(measured, compilers), ...over.map(sentence => `over budget: ${sentence}`)].join('\n')
  process.stdout.write(`${text}\n`)
  return over.length > 0 && asked('--strict') ? 1 : 0
}

process.exitCode = await main()
