import type { Dtype, Graph, Node } from './graph.js'
import type { Recorder } from './recorder.js'
import type { Sizes } from './size.js'
import { record } from './traceBackend.js'
import { unify } from './unify.js'

/** An entry point as it is recorded: at each of the sizes given, or once where nothing depends on a batch. */
export const traceEntry = (
  entry: string,
  samples: readonly Sizes[],
  write: (write: Recorder, sizes: Sizes) => void,
): Graph => unify({ entry, traces: samples.map(sizes => ({ sizes, nodes: record(writer => write(writer, sizes)) })) })

/** For entry points that no batch is fed to. */
export const noSizes: readonly Sizes[] = [{}]

export const input = (write: Recorder, name: string, shape: readonly number[], dtype: Dtype): Node =>
  write.named({
    op: 'Placeholder',
    name,
    attributes: { dtype: { type: dtype }, shape: { shape: shape.map(() => -1) } },
    shape,
    dtype,
  })

/** Something to fetch; fetching it does `after` as well. */
export const output = (write: Recorder, name: string, node: Node, after: readonly Node[] = []): Node =>
  write.named({
    op: 'Identity',
    name,
    inputs: [node],
    attributes: { T: { type: node.dtype } },
    shape: node.shape,
    dtype: node.dtype,
    after: after.map(({ id }) => id),
  })

/** Something to fetch when only what is done counts. */
export const outputDone = (write: Recorder, name: string, done: readonly Node[]): Node =>
  output(write, name, write.constant([1], [], 'float32'), done)
