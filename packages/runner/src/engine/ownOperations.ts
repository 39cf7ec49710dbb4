import { runsGraphs } from './graphSession.js'

/** Loads the library of our own operations (install/operations.cc) into the process that TensorFlow is in; false where it does not load. */
export const loadOperations = (library: string): boolean => {
  try {
    process.dlopen({ exports: {} }, library)
    loaded = true
  } catch {
    // Graphs are computed without them, by TensorFlow's own operations.
  }
  return loaded
}
let loaded = false

/** Whether graphs of the current engine may have our own operations. */
export const hasOwnOperations = (): boolean => loaded && runsGraphs()
