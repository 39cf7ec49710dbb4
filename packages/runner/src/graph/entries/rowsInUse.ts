import { input, noSizes, outputDone, traceEntry } from '../entry.js'
import type { Graph } from '../graph.js'
import { type RowsInUse, rowsInUse, type ShapesByName } from '../program.js'
import { variables } from '../variables.js'

/** `take` copies the rows in use out of their tables, `put` copies them back. The token ids are fed. */
export const rowsInUseEntries = ({ tables, ids }: RowsInUse, shapes: ShapesByName): readonly Graph[] => {
  const entry = (name: string, copy: (table: string, shape: readonly number[]) => Copy) =>
    traceEntry(name, noSizes, write => {
      const fed = input(write, `${name}.ids`, [ids.length], 'int32')
      const held = variables(write)
      const done = tables.map(table => copy(table, shapes[table]!)(write, held, fed))
      outputDone(write, `${name}.done`, done)
    })
  const part = (shape: readonly number[]) => [ids.length, ...shape.slice(1)]
  return [
    entry('take', (table, shape) => (write, { read, assign }, fed) => {
      const attributes = {
        Tparams: { type: 'float32' },
        Tindices: { type: 'int32' },
        Taxis: { type: 'int32' },
        batch_dims: { int: 0 },
      } as const
      const rows = write.op('GatherV2', [read(table, shape), fed, write.int(0)], attributes, part(shape), 'float32')
      return assign(rowsInUse(table), part(shape), rows)
    }),
    entry(
      'put',
      (table, shape) =>
        (write, { handle, read }, fed) =>
          write.named({
            op: 'ResourceScatterUpdate',
            inputs: [handle(table, shape), fed, read(rowsInUse(table), part(shape))],
            attributes: { dtype: { type: 'float32' }, Tindices: { type: 'int32' } },
            shape: [],
            dtype: 'float32',
          }),
    ),
  ]
}

type Copy = (
  write: Parameters<Parameters<typeof traceEntry>[2]>[0],
  held: ReturnType<typeof variables>,
  ids: ReturnType<typeof input>,
) => ReturnType<typeof input>
