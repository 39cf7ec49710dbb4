import type { Weights } from '@siamese/core'
import type { Graph } from './graph.js'

/** Few poolings leave prompts out: where nothing reads how long they are, a graph has no place to feed that to. */
export const isPrompts = (name: string): boolean => name.endsWith('.prompts')

/** What is fed, without the prompts that these entry points do not read. */
export const fedPrompts = (entries: readonly Graph[]): ((feeds: Weights) => Weights) => {
  const read = new Set(
    entries.flatMap(({ nodes }) =>
      nodes.flatMap(({ op, name }) => (op === 'Placeholder' && name !== undefined && isPrompts(name) ? [name] : [])),
    ),
  )
  return feeds => Object.fromEntries(Object.entries(feeds).filter(([name]) => !isPrompts(name) || read.has(name)))
}
