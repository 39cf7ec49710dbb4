import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import util from 'node:util'
import type { KernelBackend } from '@tensorflow/tfjs-core'

/** The installed `@tensorflow/tfjs-node`, an optional dependency: its folder, and `require` as its own files see it. */
export interface TfjsNode {
  readonly version: string
  readonly folder: string
  readonly require: NodeJS.Require
}

/** What the compiled binding exports, as far as we look at it. */
export interface Binding {
  readonly TF_Version: string
}

export const findTfjsNode = (): TfjsNode | undefined => {
  try {
    const manifest = ours.resolve('@tensorflow/tfjs-node/package.json')
    return { version: ours(manifest).version, folder: dirname(manifest), require: createRequire(manifest) }
  } catch {
    return undefined
  }
}

/**
 * tfjs-node's backend and kernels, without its own start-up, which insists on a library inside node_modules.
 * Its files ask for the whole of tfjs; they get tfjs-core, and the one that the rest of this program uses.
 */
export const loadKernels = ({ require }: TfjsNode): ((binding: Binding) => KernelBackend) => {
  shimUtil()
  const core: unknown = ours('@tensorflow/tfjs-core')
  const { NodeJSKernelBackend } = withModules(
    require,
    { '@tensorflow/tfjs': core, '@tensorflow/tfjs-core': core },
    () => {
      require('./dist/register_all_kernels')
      return require('./dist/nodejs_kernel_backend')
    },
  )
  return binding => new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node')
}

const ours = createRequire(import.meta.url)

/** Node 23 removed these; Node 22 warns about them. */
const shimUtil = (): void => {
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  })
}

/** Runs `load` while these names mean these exports; afterwards they mean again what they meant before. */
const withModules = <A>(require: NodeJS.Require, modules: Readonly<Record<string, unknown>>, load: () => A): A => {
  const paths = Object.entries(modules).map(([name, exports]) => ({ path: require.resolve(name), exports }))
  const before = paths.map(({ path }) => require.cache[path])
  for (const { path, exports } of paths) {
    const Module = ours('node:module')
    require.cache[path] = Object.assign(new Module(path), { filename: path, loaded: true, exports })
  }
  try {
    return load()
  } finally {
    paths.forEach(({ path }, index) => {
      const module = before[index]
      if (module) require.cache[path] = module
      else delete require.cache[path]
    })
  }
}
