import type { Compiled } from './compile.js'
import type { Graph } from './graph.js'
import { entryOf } from './program.js'

/** The entry point that costs most: a step or a batch of one (of a task) where something is trained, else the encoder's. */
export const mainEntry = ({ entries }: Pick<Compiled, 'entries'>, task?: string): Graph =>
  [entryOf('train', task), entryOf('gradients', task), 'encode'].flatMap(
    name => entries.find(({ entry }) => entry === name) ?? [],
  )[0]!
