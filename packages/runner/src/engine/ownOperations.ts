import { runsGraphs } from './graphSession.js'

/** Loads the library of our own operations (install/operations.cc) into the process that TensorFlow is in. */
export const loadOperations = (library: string): void => {
  process.dlopen({ exports: {} }, library)
  loaded = true
}
let loaded = false

/** Whether graphs of the current engine may have our own operations. */
export const hasOwnOperations = (): boolean => loaded && runsGraphs()
