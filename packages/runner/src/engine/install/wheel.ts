import { rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import { unzip } from '../../sources/zip.js'
import { compileBinding, compileHush, compileOperations, findCompiler } from './compile.js'
import { fetchWheel, file, name, version } from './fetchWheel.js'
import type { Way } from './way.js'

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
    const operations = await compileOperations(compilation, folder)
    await rm(archive.right, { force: true })
    return right({
      origin: `${wheel.name} ${name}`,
      binding: binding.right,
      hush: hush.right,
      ...(isRight(operations) && { operations: operations.right }),
    })
  },
}

const and = new Intl.ListFormat('en')

/** The archive once more for pip's own copy, and what is unpacked. */
const neededBytes = 1.5e9
const gigabytes = (size: number): string => `${(size / 1e9).toFixed(1)} GB`

/** Where a member of the wheel goes; of 13,000 headers we read 17, all of them in these folders. */
const place =
  (folder: string) =>
  (member: string): string | undefined => {
    const path = member.replace(/^tensorflow\//, '')
    if (libraries.includes(path)) return join(folder, 'deps', 'lib', path)
    return headers.some(prefix => path.startsWith(prefix)) ? join(folder, 'deps', path) : undefined
  }

const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']
const headers = [
  'tensorflow/c/',
  'tensorflow/core/common_runtime/next_pluggable_device/c/',
  'tensorflow/core/platform/',
  'tsl/platform/',
  'xla/tsl/c/',
].map(path => `include/${path}`)
