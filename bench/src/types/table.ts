import type { Compiler } from './compiler.js'
import { above, type Measured } from './measure.js'

/** One line a program: for each compiler the instantiations, those above the imports, and the seconds of checking and of everything. */
export const table = (measured: readonly Measured[], compilers: readonly Compiler[]): string => {
  const head = [
    '',
    ...compilers.flatMap(compiler => [`TypeScript ${compiler}:`, 'above imports', 'check s', 'total s']),
  ]
  const lines = measured.map(each => [
    each.name,
    ...compilers.flatMap(compiler => {
      const { instantiations, check, total } = each.cost[compiler]!
      return [instantiations, above(measured, each, compiler), check.toFixed(2), total.toFixed(2)].map(String)
    }),
  ])
  const wide = head.map((_, column) => Math.max(...[head, ...lines].map(line => line[column]!.length)))
  return [head, ...lines]
    .map(([name = '', ...cells]) =>
      [name.padEnd(wide[0]!), ...cells.map((cell, column) => cell.padStart(wide[column + 1]!))].join('  '),
    )
    .join('\n')
}
