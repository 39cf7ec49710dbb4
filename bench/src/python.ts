import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { kept, reference } from './places.js'
import { succeed } from './program.js'

/** The Python of the reference: the one that was named, else the one that `--setup` makes. */
export const findPython = (named: string | undefined): string => {
  const python = named ?? inEnvironment()
  if (existsSync(python)) return python
  throw new Error(
    named === undefined
      ? `the reference needs its own Python in ${environment()}: make it by pnpm bench --setup (about 6 GB), or name one by --python`
      : `${named} is not there: name the Python that has sentence-transformers, or leave --python out`,
  )
}

/** A virtual environment with the versions of requirements.txt. */
export const setUpPython = async (): Promise<string> => {
  const requirements = reference('requirements.txt')
  if (!existsSync(inEnvironment()))
    await succeed(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', environment()])
  await succeed(inEnvironment(), ['-m', 'pip', 'install', '--quiet', '-r', requirements])
  return inEnvironment()
}

const environment = (): string => kept('venv')
const inEnvironment = (): string =>
  process.platform === 'win32' ? join(environment(), 'Scripts', 'python.exe') : join(environment(), 'bin', 'python')
