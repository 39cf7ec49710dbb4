import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { nodeName } from './nodeName.js'

/** A graph that the engine holds, with its variables: fed and fetched by name. */
export interface GraphSession {
  /** The caller disposes of what it fed and of what it gets. */
  readonly run: (feeds: Readonly<Record<string, tf.Tensor>>, fetches: readonly string[]) => readonly tf.Tensor[]
  readonly close: () => void
}

/** What tfjs-node's backend has for graphs, as far as we use it. */
interface GraphBackend {
  readonly binding: {
    readonly loadSavedModel: (folder: string, tags: string) => number
    readonly deleteSavedModel: (id: number) => void
  }
  readonly runSavedModel: (
    id: number,
    inputs: readonly tf.Tensor[],
    infos: readonly { readonly name: string }[],
    outputs: readonly string[],
  ) => tf.Tensor[]
}

/** Whether the current engine runs graphs. */
export const runsGraphs = (): boolean => 'runSavedModel' in tf.backend()

/** Hands a saved model's bytes to the engine; it reads them from a folder that is removed at once. */
export const openGraphSession = (bytes: Uint8Array): GraphSession => {
  const backend = tf.backend() as unknown as GraphBackend // asked for by `runsGraphs`
  const folder = mkdtempSync(join(tmpdir(), 'siamese-graph-'))
  try {
    writeFileSync(join(folder, 'saved_model.pb'), bytes)
    const id = backend.binding.loadSavedModel(folder, 'serve')
    return {
      run: (feeds, fetches) => {
        const names = Object.keys(feeds)
        return backend.runSavedModel(
          id,
          names.map(name => feeds[name]!),
          names.map(name => ({ name: nodeName(name) })),
          fetches.map(nodeName),
        )
      },
      close: () => backend.binding.deleteSavedModel(id),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
