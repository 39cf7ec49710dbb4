import { type Compiler, type Cost, projectOf, root } from './compiler.js'
import { importsOnly, ofModules, ofPipelines, ofStages } from './programs.js'

/** What is measured; a budget is in instantiations above the imports, or in seconds. */
export interface Case {
  readonly name: string
  readonly project: () => Promise<string>
  readonly budgets: readonly Budget[]
}
export interface Budget {
  readonly compiler: Compiler
  readonly of: keyof Cost
  readonly most: number
}

const written = (name: string, text: string, budgets: readonly Budget[] = []): Case => ({
  name,
  project: () => projectOf(name.replaceAll(' ', '-'), text),
  budgets,
})

export const imports = written('imports only', importsOnly)
export const moduleCounts = [8, 16, 32] as const
export const modules = moduleCounts.map(count => written(`${count} modules`, ofModules(count)))
export const cases: readonly Case[] = [
  imports,
  written('2 stages', ofStages(2)),
  written('4 stages', ofStages(4)),
  written('8 stages', ofStages(8)),
  written('16 stages', ofStages(16), [{ compiler: '5.9', of: 'instantiations', most: 12_000 }]),
  ...modules,
  written('50 pipelines', ofPipelines(50), [
    { compiler: '5.9', of: 'check', most: 1 },
    { compiler: '7', of: 'check', most: 0.25 },
  ]),
  {
    name: 'examples',
    project: async () => `${root}examples`,
    budgets: [
      { compiler: '5.9', of: 'total', most: 4 },
      { compiler: '7', of: 'total', most: 1 },
    ],
  },
]

/** Those whose instantiations are held against a budget, and what they are held against. */
export const exact = cases.filter(
  each => each === imports || modules.includes(each) || each.budgets.some(({ of }) => of === 'instantiations'),
)
