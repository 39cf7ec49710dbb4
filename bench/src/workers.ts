import type { Both } from './both.js'
import type { Material } from './material.js'
import { ours, reference } from './places.js'
import type { Command } from './worker.js'

/** What both workers are started with. */
export interface Sides {
  readonly material: Material
  readonly python: string
  readonly threads: number
}

/** The same worker of both sides: `train`, `encode` or `startup`. */
export const workers = (
  name: string,
  { material, python, threads }: Sides,
  words: readonly string[] = [],
): Both<Command> => {
  const rest = ['--threads', String(threads), ...words]
  return {
    ours: {
      who: `ours, ${name}`,
      program: process.execPath,
      words: [ours(`${name}.js`), '--material', material.file, ...rest],
    },
    reference: {
      who: `the reference, ${name}`,
      program: python,
      words: [reference(`${name}.py`), ...['--model', material.modelFolder, '--data', material.dataFolder], ...rest],
    },
  }
}
