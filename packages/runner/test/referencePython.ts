import { spawnSync } from 'node:child_process'

/** The Python that has the reference's packages; SIAMESE_REFERENCE_PYTHON names one. */
export const python = process.env.SIAMESE_REFERENCE_PYTHON ?? 'python3'

/** Whether it has a package. It is looked for and not loaded: loading the reference takes ten seconds. */
export const pythonHas = (name: string): boolean =>
  spawnSync(python, [
    '-c',
    `import importlib.util, sys; sys.exit(importlib.util.find_spec(${JSON.stringify(name)}) is None)`,
  ]).status === 0
