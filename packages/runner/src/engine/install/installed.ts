import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A native engine that lies in the cache, ready to load. */
export interface Installed {
  readonly folder: string
  readonly binding: string
  /** The library that can hush the error stream; missing where it could not be compiled. */
  readonly hush?: string
  /** The library of our own operations; missing where it could not be compiled. */
  readonly operations?: string
  readonly origin: string
  readonly seconds: number
}

/** What is written into the folder last; paths in it are relative to the folder. */
export type EngineRecord = Omit<Installed, 'folder'>

/** Where one kind of engine lives below the cache: another version or platform is another folder. */
export const engineFolder = (root: string, tfjsNode: string): string =>
  join(root, 'engine', `tfjs-node-${tfjsNode}-${layout}-${process.platform}-${process.arch}`)

export const recordName = 'engine.json'

export const readInstalled = async (root: string, tfjsNode: string): Promise<Installed | undefined> => {
  const folder = engineFolder(root, tfjsNode)
  try {
    const { binding, hush, operations, ...record }: EngineRecord = JSON.parse(
      await readFile(join(folder, recordName), 'utf8'),
    )
    return {
      ...record,
      folder,
      binding: join(folder, binding),
      ...(hush && { hush: join(folder, hush) }),
      ...(operations && { operations: join(folder, operations) }),
    }
  } catch {
    return undefined
  }
}

/** Counts up when what is put into the folder changes, as another TensorFlow or operations.cc: an older folder is then left alone. */
const layout = 'v2'
