import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { fileSizes } from '../../sources/fileSizes.js'
import { sha256 } from '../../sources/hash.js'
import type { Filling } from './way.js'

/** One file of one release, whatever Python is here: what is in it does not depend on Python. */
export const version = '2.21.0'
export const name = `tensorflow-cpu ${version}`
export const file = `tensorflow_cpu-${version}-cp312-cp312-manylinux_2_27_x86_64.whl`
const bytes = 274_000_871
const digest = 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb'
const tags = [
  '--implementation',
  'cp',
  '--python-version',
  '3.12',
  '--abi',
  'cp312',
  '--platform',
  'manylinux_2_27_x86_64',
]

/** The wheel in the downloads folder; one that is there whole from an interrupted attempt is used. */
export const fetchWheel = async ({ downloads, machine, progress }: Filling): Promise<Either<string, string>> => {
  const path = join(downloads, file)
  if (await whole(path)) return right(path)
  const coming = join(downloads, 'pip')
  await rm(coming, { recursive: true, force: true })
  await mkdir(coming, { recursive: true })
  const text = `Downloads ${name}, ${Math.round(bytes / 1e6)} MB`
  progress({ step: 'download', text, fraction: 0 })
  const parameters = [
    '--no-deps',
    '--only-binary=:all:',
    ...tags,
    '--progress-bar',
    'off',
    '--no-input',
    '--dest',
    coming,
  ]
  const { code, output } = await machine.run(
    'python3',
    ['-m', 'pip', 'download', ...parameters, name.replace(' ', '==')],
    {
      // pip collects the file here, and a second copy for its own cache.
      environment: { ...machine.environment, TMPDIR: coming, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
      goOn: async () => {
        progress({ step: 'download', text, fraction: Math.min(1, Math.max(0, ...(await fileSizes(coming))) / bytes) })
        return true
      },
    },
  )
  if (code !== 0) return left(`pip cannot download ${name} (${reason(output)})`)
  await rename(join(coming, file), path)
  await rm(coming, { recursive: true, force: true })
  if (await whole(path)) return right(path)
  await rm(path, { force: true })
  return left(`what pip downloaded as ${file} is not that file: its SHA-256 differs`)
}

const whole = async (path: string): Promise<boolean> => {
  const size = await stat(path).then(
    ({ size }) => size,
    () => 0,
  )
  if (size !== bytes) return false
  const hash = await sha256(path)()
  return hash._tag === 'Right' && hash.right === digest
}

const reason = (output: string): string => {
  const errors = output.split('\n').filter(line => line.startsWith('ERROR: '))
  return errors.at(-1)?.slice('ERROR: '.length) ?? output.trim().split('\n').at(-1) ?? 'no reason given'
}
