import { cp, mkdir, readdir } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import { fileSizes } from '../../sources/fileSizes.js'
import type { TfjsNode } from '../tfjsNode.js'
import { compileHush, compileOperations, findCompiler } from './compile.js'
import type { Way } from './way.js'

/**
 * The library and the binding that tfjs-node publishes, by tfjs-node's own installer: it knows the hosts, the mirrors and
 * the names. The installer writes into its package, so it runs in a copy of it.
 */
export const official: Way = {
  name: 'official library',
  lacks: async () => undefined,
  fill: async ({ folder, tfjsNode, machine, progress }) => {
    progress({ step: 'official library', text: 'Asks for the official TensorFlow library' })
    for (const part of parts) await cp(join(tfjsNode.folder, part), join(folder, part), { recursive: true })
    await mkdir(join(folder, 'deps'), { recursive: true })
    const { code, output } = await machine.run(machine.node, [join('scripts', 'install.js')], {
      cwd: folder,
      environment: { ...machine.environment, ...lookups(tfjsNode, machine.environment) },
      goOn: growing(folder, bytes =>
        progress({
          step: 'official library',
          text: `Fetches the official TensorFlow library, ${Math.round(bytes / 1e6)} MB`,
        }),
      ),
    })
    const binding = await findBinding(folder)
    if (code !== 0 || !binding) return left(`the official TensorFlow library cannot be had (${reason(output)})`)
    const compiler = await findCompiler(machine)
    const headers = await machine.headers()
    const compilation =
      machine.platform.startsWith('linux') && compiler && headers ? { machine, compiler, headers } : undefined
    const hush = compilation && (await compileHush(compilation, folder))
    const operations = compilation && (await compileOperations(compilation, folder))
    return right({
      origin: official.name,
      binding,
      ...(hush && isRight(hush) && { hush: hush.right }),
      ...(operations && isRight(operations) && { operations: operations.right }),
    })
  },
}

const parts = ['package.json', 'scripts', 'binding', 'binding.gyp']

/** Where the copy finds the packages and programs that the installed package finds. */
const lookups = ({ folder, require }: TfjsNode, { PATH = '', NODE_PATH }: NodeJS.ProcessEnv) => {
  const modules = require.resolve.paths('tar') ?? []
  const programs = [
    join(dirname(require.resolve('@mapbox/node-pre-gyp/package.json')), 'bin'),
    ...[join(folder, 'node_modules'), ...modules].map(path => join(path, '.bin')),
  ]
  return {
    PATH: [...programs, PATH].join(delimiter),
    NODE_PATH: [...modules, ...(NODE_PATH ? [NODE_PATH] : [])].join(delimiter),
  }
}

/** Eight seconds for the first byte, three minutes without a new one later: a binding that has to be compiled is silent. */
const growing = (folder: string, tell: (bytes: number) => void) => {
  let bytes = 0
  let changed = Date.now()
  return async () => {
    const now = (await fileSizes(join(folder, 'deps'))).reduce((sum, size) => sum + size, 0)
    if (now !== bytes) {
      bytes = now
      changed = Date.now()
      tell(bytes)
    }
    return Date.now() - changed < (bytes === 0 ? 8_000 : 180_000)
  }
}

const findBinding = async (folder: string): Promise<string | undefined> => {
  const files = await readdir(join(folder, 'lib'), { recursive: true }).catch(() => [])
  const found = files.find(file => file.endsWith('tfjs_binding.node'))
  return found && join('lib', found)
}

const reason = (output: string): string =>
  /Error: (.*)/.exec(output)?.[1] ?? /failed with error: (.*)/.exec(output)?.[1] ?? 'its host does not answer'
