import { outOfMemory } from '../engine/outOfMemory.js'

/** Runs something as part of a stage. */
export type Within = <A>(stage: string, work: () => A) => A

let watching: Within | undefined

/** While `work` runs, `watch` is told of the stage whose function runs. */
export const watchStages = <A>(watch: Within | undefined, work: () => A): A => {
  const outer = [watching, Error.stackTraceLimit] as const
  watching = watch
  Error.stackTraceLimit = 50 // tfjs's own frames would fill the usual ten
  try {
    return work()
  } finally {
    ;[watching, Error.stackTraceLimit] = outer
  }
}

/** Names the stage whose function runs, so that the graph and what is refused in it name it, too. Where nobody watches it only runs it. */
export const inStage: Within = (stage, work) => {
  if (watching === undefined) return work()
  try {
    return watching(stage, work)
  } catch (error) {
    throw told(stage, error)
  }
}

/** A sentence why a pipeline cannot be computed; `eagerly`: operation by operation it may be. */
export interface Uncomputable extends Error {
  readonly eagerly: boolean
}
export const uncomputable = (sentence: string, eagerly: boolean, cause?: unknown): Uncomputable =>
  Object.assign(new Error(sentence, { cause }), { eagerly })
export const isUncomputable = (error: unknown): error is Uncomputable => error instanceof Error && 'eagerly' in error

/** What a stage's function threw, as a sentence of the stage. Our own mistakes, and the machine's, stay as they are. */
export const told = (stage: string, error: unknown): unknown => {
  if (!(error instanceof Error) || isUncomputable(error)) return error
  const reads = 'readsValue' in error
  if (!reads && (error.message.startsWith('internal:') || outOfMemory(error) !== undefined)) return error
  const [, kernel, backend] = /kernel '?(\w+)'? not registered for backend '?(\w+)/i.exec(error.message) ?? []
  if (kernel !== undefined)
    return backend === 'trace'
      ? uncomputable(`${stage} needs ${kernel}: the graph compiler has no such operation`, true, error)
      : uncomputable(`${stage} needs ${kernel}: the ${backend} engine has no such operation`, false, error)
  const line = lineOf(error)
  if (reads)
    return uncomputable(
      `${stage} reads the value of a tensor${line}: a step is compiled before it has values; use tensor operations alone`,
      true,
      error,
    )
  const [first] = error.message.replace(/^Invalid TF_Status: \d+\s+Message: /, '').split('\n')
  return 'ofGraphs' in error
    ? uncomputable(`${stage}${line}: ${first}`, true, error)
    : uncomputable(`${stage} fails${line}: ${first}`, false, error)
}

/** The line of the stage: the first of the stack that is neither tfjs's, nor Node's, nor of this folder, or of what it was made from. */
const lineOf = ({ stack = '' }: Error): string => {
  const { pathname } = new URL('.', import.meta.url)
  const here = [pathname, pathname.replace(/\/dist\/(?=\w+\/$)/, '/src/')]
  const frame = stack
    .split('\n')
    .slice(1)
    .find(
      each =>
        /:\d+:\d+\)?$/.test(each) && !/node_modules|\(?node:/.test(each) && !here.some(folder => each.includes(folder)),
    )
  const line = frame === undefined ? undefined : /([^/\s()]+:\d+):\d+\)?$/.exec(frame)?.[1]
  return line === undefined ? '' : ` (${line})`
}
