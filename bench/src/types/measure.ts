import { median } from '../statistics.js'
import { type Budget, type Case, imports, moduleCounts, modules } from './cases.js'
import { type Compiler, type Cost, costOf } from './compiler.js'

export interface Measured {
  readonly name: string
  readonly budgets: readonly Budget[]
  readonly cost: Readonly<Partial<Record<Compiler, Cost>>>
}

/** Every case with every compiler, one after the other; of several rounds the median time. Instantiations are the same in each. */
export const measure = async (
  chosen: readonly Case[],
  compilers: readonly Compiler[],
  rounds: number,
): Promise<readonly Measured[]> => {
  const measured: Measured[] = []
  for (const { name, project, budgets } of chosen) {
    const folder = await project()
    const cost: Partial<Record<Compiler, Cost>> = {}
    for (const compiler of compilers) {
      const each: Cost[] = []
      for (let round = 0; round < rounds; round++) each.push(await costOf(compiler, folder))
      cost[compiler] = {
        instantiations: each[0]!.instantiations,
        check: median(each.map(({ check }) => check)),
        total: median(each.map(({ total }) => total)),
      }
    }
    measured.push({ name, budgets, cost })
  }
  return measured
}

/** Instantiations above those of the imports. */
export const above = (measured: readonly Measured[], { cost }: Measured, compiler: Compiler): number =>
  cost[compiler]!.instantiations - measured.find(({ name }) => name === imports.name)!.cost[compiler]!.instantiations

/** What one more stage costs among many, over what it costs among few: 1 when the cost is linear. */
export const growth = (measured: readonly Measured[], compiler: Compiler): number => {
  const [few, some, many] = modules.map(
    ({ name }) => measured.find(each => each.name === name)!.cost[compiler]!.instantiations,
  ) as [number, number, number]
  const [eight, sixteen, thirtyTwo] = moduleCounts
  return (many - some) / (thirtyTwo - sixteen) / ((some - few) / (sixteen - eight))
}
/** Twice is what a cost that grows with the square of the stages shows. */
const mostGrowth = 1.5

/** A sentence for every budget that is exceeded. */
export const overBudget = (measured: readonly Measured[], compilers: readonly Compiler[]): readonly string[] => [
  ...measured.flatMap(each =>
    each.budgets
      .filter(({ compiler }) => compilers.includes(compiler))
      .flatMap(({ compiler, of, most }) => {
        const exact = of === 'instantiations'
        const found = exact ? above(measured, each, compiler) : each.cost[compiler]![of]
        const unit = exact ? 'instantiations above the imports' : 's'
        return found > most
          ? [`${each.name} cost ${found} ${unit} with TypeScript ${compiler}; the budget is ${most}`]
          : []
      }),
  ),
  ...compilers
    .map(compiler => [compiler, growth(measured, compiler)] as const)
    .filter(([, times]) => times > mostGrowth)
    .map(
      ([compiler, times]) =>
        `with TypeScript ${compiler} a stage among 32 costs ${times.toFixed(2)} times what it costs among 16`,
    ),
]
