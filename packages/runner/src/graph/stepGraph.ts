import type { Dropout, Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../encode/pack.js'
import { dropoutNodes } from './dropoutNodes.js'
import { withDynamicSizes } from './dynamicSizes.js'
import type { Node } from './graph.js'
import type { Recorder } from './recorder.js'
import { savedModel } from './savedModel.js'
import type { Sizes } from './sizes.js'
import { type Placeholder, textSizes, tracedTexts } from './texts.js'
import { record, toNode, toTensor } from './traceBackend.js'
import { traceSizes } from './traceSizes.js'
import { normNode, type Slope, updateNodes } from './updateNodes.js'
import { type Variables, variables } from './variables.js'

export type ShapesByName = Readonly<Record<string, readonly number[]>>

/** What a step is made of, as a compiler needs to know it: shapes, settings and the loss as a tensor function. */
export interface StepDescription {
  readonly weights: ShapesByName
  readonly head: ShapesByName
  readonly textRoles: number
  /** Groups of sentences in a batch. */
  readonly groups: number
  readonly labelRoles: readonly string[]
  readonly seed: number
  readonly clip: number
  readonly beta1: number
  readonly beta2: number
  readonly weightDecay: number
  readonly decays: (name: string) => boolean
  /** One value a row, or one for the batch. */
  readonly loss: (weights: Weights, head: Weights, batch: TracedBatch, dropout: Dropout) => tf.Tensor
}
export interface TracedBatch {
  readonly rows: number
  readonly texts: PackedTexts
  readonly labels: Readonly<Record<string, tf.Tensor1D>>
}

/** Head parameters are variables under names that no encoder has. */
export const headVariable = (name: string): string => `head/${name}`

export interface StepGraph {
  /** A saved_model.pb. */
  readonly bytes: Uint8Array
  /** Uses of dropout in one batch. */
  readonly sites: number
}

/**
 * The whole step as one graph for all batches. `init` sets every variable; `train` is forward, backward, clipping and
 * update at once; where several batches make a step, `gradients` adds up theirs and `apply` updates.
 */
export const stepGraph = (step: StepDescription, accumulates: boolean): StepGraph => {
  let sites = 0
  let slopes: readonly Slope[] = []
  const name = accumulates ? 'gradients' : 'train'
  const traced = traceSizes(step.groups)
  const traces = traced.map(sizes => ({
    sizes,
    nodes: record(write => {
      const held = variables(write)
      const batch = traceBatch(write, held, name, step, sizes)
      sites = batch.sites
      slopes = batch.slopes
      if (accumulates) traceAccumulation(write, held, batch)
      else traceUpdate(write, held, name, step, batch.slopes, batch.loss)
    }),
  }))
  const once = (entry: string, write: (recorder: Recorder, held: Variables) => void) =>
    withDynamicSizes({
      name: entry,
      traces: [{ sizes: traced[0]!, nodes: record(recorder => write(recorder, variables(recorder))) }],
      sizeNames: {},
    })
  const nodes = [
    ...withDynamicSizes({ name, traces, sizeNames: sizeNames(name, step.groups) }),
    ...once('init', (write, held) => traceInit(write, held, step, accumulates ? slopes : [])),
    ...once('read', (write, held) => traceReads(write, held, step)),
    ...(accumulates ? once('apply', (write, held) => traceApplication(write, held, step, slopes)) : []),
  ]
  return { bytes: savedModel(merged(nodes)), sites }
}

/** The scalars that hold the sizes of a batch. */
const sizeNames = (entry: string, groups: number): Readonly<Record<string, string>> =>
  Object.fromEntries(['rows', ...textSizes(groups)].map(size => [size, `${entry}.${size}`]))

/** Both entries name the same variables. */
const merged = <N extends { readonly name: string }>(nodes: readonly N[]): readonly N[] => [
  ...new Map(nodes.map(node => [node.name, node])).values(),
]

const input = (write: Recorder, name: string, shape: readonly number[], dtype: 'float32' | 'int32'): Node =>
  write.named({
    op: 'Placeholder',
    name,
    attributes: { dtype: { type: dtype }, shape: { shape: shape.map(() => -1) } },
    shape,
    dtype,
  })
const output = (write: Recorder, name: string, node: Node, after: readonly Node[]): Node =>
  write.named({
    op: 'Identity',
    name,
    inputs: [node],
    attributes: { T: { type: node.dtype } },
    shape: node.shape,
    dtype: node.dtype,
    after: after.map(({ id }) => id),
  })

const allShapes = ({ weights, head }: StepDescription): ShapesByName => ({
  ...weights,
  ...Object.fromEntries(Object.entries(head).map(([name, shape]) => [headVariable(name), shape])),
})

interface BatchTrace {
  readonly loss: Node
  readonly slopes: readonly Slope[]
  readonly sites: number
}

/** Forward and backward of one batch. */
const traceBatch = (
  write: Recorder,
  held: Variables,
  entry: string,
  step: StepDescription,
  sizes: Sizes,
): BatchTrace => {
  const rows = sizes.rows!
  for (const name of Object.values(sizeNames(entry, step.groups))) input(write, name, [], 'int32')
  const placeholder: Placeholder = (name, shape, dtype) => toTensor(input(write, `${entry}.${name}`, shape, dtype))
  const texts = tracedTexts(placeholder, rows * step.textRoles, step.groups, sizes)
  const labels = Object.fromEntries(
    step.labelRoles.map(role => [role, placeholder(`label.${role}`, [rows], 'float32') as tf.Tensor1D]),
  )
  const [at, site] = [input(write, `${entry}.step`, [], 'int32'), input(write, `${entry}.site`, [], 'int32')]
  const { dropout, sites } = dropoutNodes(write, step.seed, at, site)
  const shapes = allShapes(step)
  const names = Object.keys(shapes)
  const reads = Object.fromEntries(names.map(name => [name, toTensor(held.read(name, shapes[name]!))]))
  const weights = Object.fromEntries(Object.keys(step.weights).map(name => [name, reads[name]!]))
  const head = Object.fromEntries(Object.keys(step.head).map(name => [name, reads[headVariable(name)]!]))
  const loss = () => tf.mean(step.loss(weights, head, { rows, texts, labels }, dropout))
  const { value, grads } = tf.engine().gradients(loss, Object.values(reads), undefined, true)
  const slopes = names.flatMap((name, i): Slope[] => {
    const gradient = grads[i] as tf.Tensor | undefined
    if (!gradient) return [] // a weight that takes no part is neither clipped nor updated
    const weight = toNode(reads[name]!)
    const clipped = name in step.weights
    return [{ name, shape: shapes[name]!, gradient: toNode(gradient), weight, decays: step.decays(name), clipped }]
  })
  return { loss: toNode(value), slopes, sites: sites() }
}

const traceUpdate = (
  write: Recorder,
  held: Variables,
  entry: string,
  step: StepDescription,
  slopes: readonly Slope[],
  loss: Node,
): readonly Node[] => {
  const scalars = {
    alpha: input(write, `${entry}.alpha`, [], 'float32'),
    epsilon: input(write, `${entry}.epsilon`, [], 'float32'),
    decay: input(write, `${entry}.decay`, [], 'float32'),
  }
  const norm = normNode(write, slopes)
  const moved = updateNodes(write, held, slopes, norm, scalars, step)
  output(write, `${entry}.loss`, loss, moved)
  output(write, `${entry}.norm`, norm, [])
  return moved
}

const sumOf = (name: string): string => `${name}/sum`

/** Adds a batch's share of the gradients to their sums. */
const traceAccumulation = (write: Recorder, held: Variables, { loss, slopes }: BatchTrace): void => {
  const share = input(write, 'gradients.share', [], 'float32')
  const added = slopes.map(({ name, shape, gradient }) => {
    const part = write.op('Mul', [gradient, share], { T: { type: 'float32' } }, shape, 'float32')
    return changed(write, 'AssignAddVariableOp', held.handle(sumOf(name), shape), part, [])
  })
  output(write, 'gradients.loss', loss, added)
}

/** Updates by the summed gradients and empties the sums. */
const traceApplication = (write: Recorder, held: Variables, step: StepDescription, slopes: readonly Slope[]): void => {
  const summed = slopes.map(slope => ({
    ...slope,
    gradient: held.read(sumOf(slope.name), slope.shape),
    weight: held.read(slope.name, slope.shape),
  }))
  const moved = traceUpdate(write, held, 'apply', step, summed, write.constant([0], [], 'float32'))
  const emptied = summed.map(({ name, shape }, i) =>
    changed(write, 'AssignVariableOp', held.handle(sumOf(name), shape), write.fill(shape, 0, 'float32'), [moved[i]!]),
  )
  output(write, 'apply.done', write.constant([1], [], 'float32'), emptied)
}

/**
 * What is fed is added to zeros: an assignment would keep the fed memory, which is JavaScript's own, and every
 * update would write into it.
 */
const traceInit = (write: Recorder, held: Variables, step: StepDescription, summed: readonly Slope[]): void => {
  const zero = (name: string, shape: readonly number[]) =>
    changed(write, 'AssignVariableOp', held.handle(name, shape), write.fill(shape, 0, 'float32'), [])
  const done = Object.entries(allShapes(step)).flatMap(([name, shape]) => {
    const fed = input(write, `init.${name}`, shape, 'float32')
    const start = changed(write, 'AssignAddVariableOp', held.handle(name, shape), fed, [zero(name, shape)])
    return [start, zero(`${name}/first`, shape), zero(`${name}/second`, shape)]
  })
  const sums = summed.map(({ name, shape }) => zero(sumOf(name), shape))
  output(write, 'init.done', write.constant([1], [], 'float32'), [...done, ...sums])
}

const traceReads = (write: Recorder, held: Variables, step: StepDescription): void => {
  for (const [name, shape] of Object.entries(allShapes(step))) output(write, `read.${name}`, held.read(name, shape), [])
}

/** A change of a variable's value, which is done even though nothing reads it. */
const changed = (write: Recorder, op: string, handle: Node, value: Node, after: readonly Node[]): Node =>
  write.named({
    op,
    inputs: [handle, value],
    attributes: {
      dtype: { type: 'float32' },
      ...(op === 'AssignVariableOp' ? { validate_shape: { flag: false } } : {}),
    },
    shape: [],
    dtype: 'float32',
    after: after.map(({ id }) => id),
  })
