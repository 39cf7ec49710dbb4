import type { Compiled } from './compile.js'
import type { Graph } from './graph.js'

/** The entry point that costs most: a step or a batch of one where something is trained, else the encoder's. */
export const mainEntry = ({ entries }: Pick<Compiled, 'entries'>): Graph =>
  ['train', 'gradients', 'encode'].flatMap(name => entries.find(({ entry }) => entry === name) ?? [])[0]!
