import { availableParallelism } from 'node:os'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { registerChained } from './chained.js'
import { type EngineFacts, engineFacts } from './facts.js'
import { registerGradients } from './gradients.js'
import { hushed } from './install/hush.js'
import { install } from './install/install.js'
import { type Installed, readInstalled } from './install/installed.js'
import type { EngineDefinition, Opening } from './opening.js'
import { loadOperations } from './ownOperations.js'
import { type Binding, findTfjsNode, loadKernels, type TfjsNode } from './tfjsNode.js'

/** TensorFlow's own library, through the binding of tfjs-node, set up in the cache on first need. */
export const native: EngineDefinition<'native'> = {
  name: 'native',
  open: async opening => {
    if (!loaded) {
      const facts = await load(opening)
      if (isLeft(facts)) return facts
      loaded ??= facts.right
    }
    await tf.setBackend(backend)
    return right(loaded)
  },
}

const backend = 'tensorflow'

/** A library can be loaded once in a process. */
let loaded: EngineFacts | undefined

const load = async (opening: Opening): Promise<Either<string, EngineFacts>> => {
  const tfjsNode = findTfjsNode()
  if (!tfjsNode) {
    return left(
      // npm leaves an optional package out when its install script fails, as this one's does where its host is not reached.
      'The native engine needs the package @tensorflow/tfjs-node, which is not installed: npm install --ignore-scripts @tensorflow/tfjs-node adds it.',
    )
  }
  const present = await readInstalled(opening.root, tfjsNode.version)
  const installed = present ? right(present) : await install(opening, tfjsNode)
  return isLeft(installed) ? installed : start(tfjsNode, installed.right, opening.threads)
}

/** Synchronous, so that two calls at once cannot load twice. */
const start = (tfjsNode: TfjsNode, installed: Installed, threads: number | undefined): Either<string, EngineFacts> => {
  if (loaded) return right(loaded)
  setEnvironment(threads)
  try {
    const binding: Binding = hushed(installed.hush, () => tfjsNode.require(installed.binding))
    const ownOperations = installed.operations !== undefined && loadOperations(installed.operations)
    const create = loadKernels(tfjsNode)
    registerGradients()
    registerChained()
    tf.registerBackend(backend, () => create(binding))
    loaded = engineFacts({
      backend,
      versions: { 'tfjs-node': tfjsNode.version, tensorflow: binding.TF_Version },
      threads: Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism(),
      origin: installed.origin,
      ownOperations,
      folder: installed.folder,
      why: [],
    })
    return right(loaded)
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split('\n')
    return left(
      `The native engine in ${installed.folder} does not load (${why}): remove that folder to set it up again.`,
    )
  }
}

/** TensorFlow reads these once, while it is being loaded. oneDNN: a 2048² matmul goes from 90 to 128 GFLOP/s. */
const setEnvironment = (threads: number | undefined): void => {
  const { env } = process
  env.TF_ENABLE_ONEDNN_OPTS ??= '1'
  env.TF_CPP_MIN_LOG_LEVEL ??= '3'
  if (threads === undefined) return
  env.TF_NUM_INTRAOP_THREADS = String(threads)
  env.TF_NUM_INTEROP_THREADS = String(threads)
}
