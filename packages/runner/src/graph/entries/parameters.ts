import { input, noSizes, output, outputDone, traceEntry } from '../entry.js'
import type { Graph } from '../graph.js'
import type { ShapesByName } from '../program.js'
import { variables } from '../variables.js'

/**
 * Sets variables. What is fed is added to zeros: an assignment would keep the fed memory, which is JavaScript's own,
 * and every update would write into it.
 */
export const assignEntry = (entry: string, shapes: ShapesByName): Graph =>
  traceEntry(entry, noSizes, write => {
    const { assign, add } = variables(write)
    const done = Object.entries(shapes).map(([name, shape]) => {
      const emptied = assign(name, shape, write.fill(shape, 0, 'float32'))
      return add(name, shape, input(write, `${entry}.${name}`, shape, 'float32'), [emptied])
    })
    outputDone(write, `${entry}.done`, done)
  })

/** Variables by name, and the number that all of each begins with. */
export type Emptied = Readonly<Record<string, { readonly shape: readonly number[]; readonly all: number }>>

/** Sets variables as they begin: what an optimizer keeps, sums of gradients. */
export const emptyEntry = (emptied: Emptied): Graph =>
  traceEntry('empty', noSizes, write => {
    const { assign } = variables(write)
    const done = Object.entries(emptied).map(([name, { shape, all }]) =>
      assign(name, shape, write.fill(shape, all, 'float32')),
    )
    outputDone(write, 'empty.done', done)
  })

/** Variables as they are now. */
export const readEntry = (entry: string, shapes: ShapesByName): Graph =>
  traceEntry(entry, noSizes, write => {
    const { read } = variables(write)
    for (const [name, shape] of Object.entries(shapes)) output(write, `${entry}.${name}`, read(name, shape))
  })
