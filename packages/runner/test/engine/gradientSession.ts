import { dropoutOf, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../../src/compute/batch.js'
import { batchFeeds, prefixed, programOf } from '../../src/compute/compiled.js'
import { disposeParameters } from '../../src/compute/parameters.js'
import { openGraphSession } from '../../src/engine/graphSession.js'
import { dropoutNodes } from '../../src/graph/dropoutNodes.js'
import { fedBatch, readParameters } from '../../src/graph/entries/batch.js'
import { assignEntry } from '../../src/graph/entries/parameters.js'
import { input, output, traceEntry } from '../../src/graph/entry.js'
import { fedPrompts } from '../../src/graph/fedPrompts.js'
import type { Graph } from '../../src/graph/graph.js'
import { type Passes, throughPasses } from '../../src/graph/passes/index.js'
import { headVariable, parameterShapes } from '../../src/graph/program.js'
import { savedModel } from '../../src/graph/savedModel.js'
import { batchSamples } from '../../src/graph/texts.js'
import { toNode, valueAndGradients } from '../../src/graph/traceBackend.js'
import { variables } from '../../src/graph/variables.js'
import type { Small } from '../graph/small.js'

/** What a loss gives for a batch, and the gradient of its mean by each parameter that it depends on. */
export interface Outcome {
  readonly losses: Float32Array
  readonly gradients: Readonly<Record<string, Float32Array>>
}
export type Outcomes = (batch: Batch, step: number) => Outcome

/** Outcomes from one graph, made by the functions that make a step; each of the pipelines is an entry point of it. */
export const openGradients = (
  pipelines: readonly Small[],
  passes: Passes,
): { readonly outcomes: readonly Outcomes[]; readonly close: () => void } => {
  const [first] = pipelines
  const start = first!.start()
  const shapes = parameterShapes(programOf(first!.sentenceEncoder, [], start))
  const entries = pipelines.map((pipeline, i) => gradientEntry(`gradients${i}`, pipeline))
  const graphs = [assignEntry('assign', shapes), ...entries.map(({ graph }) => graph)]
  const passed = graphs.map(graph => throughPasses(graph, passes))
  const read = fedPrompts(passed)
  const session = openGraphSession(savedModel(passed))
  const fed = { ...start.weights, ...renamed(start.head) }
  tf.dispose([...session.run(prefixed('assign', fed), ['assign.done'])])
  disposeParameters(start)
  return {
    outcomes: entries.map(
      ({ entry, names }) =>
        (batch, step) =>
          tf.tidy(() => {
            const scalars = prefixed(entry, { step: tf.scalar(step, 'int32'), site: tf.scalar(0, 'int32') })
            const fetches = ['losses', ...names.map(name => `of.${name}`)].map(name => `${entry}.${name}`)
            const [losses, ...gradients] = session
              .run({ ...read(batchFeeds(entry, batch)), ...scalars }, fetches)
              .map(numbers)
            return { losses: losses!, gradients: Object.fromEntries(names.map((name, i) => [name, gradients[i]!])) }
          }),
    ),
    close: session.close,
  }
}

const gradientEntry = (entry: string, { sentenceEncoder, loss, start, rule }: Small) => {
  const parameters = start()
  const program = programOf(sentenceEncoder, [loss], parameters)
  disposeParameters(parameters)
  const [objective] = program.objectives
  let names: readonly string[] = []
  const graph: Graph = traceEntry(entry, batchSamples(objective!), (write, sizes) => {
    const batch = fedBatch(write, entry, objective!, sizes)
    const [step, site] = ['step', 'site'].map(name => input(write, `${entry}.${name}`, [], 'int32'))
    const { dropout } = dropoutNodes(write, rule.seed, step!, site!)
    const { all, weights, head } = readParameters(variables(write), program)
    let losses: tf.Tensor | undefined
    const { grads } = valueAndGradients(() => {
      losses = objective!.loss(weights, head, batch, dropout).value
      return tf.mean(losses)
    }, Object.values(all))
    output(write, `${entry}.losses`, toNode(losses!))
    const found = Object.keys(all).flatMap((name, i) => (grads[i] ? [[name, grads[i]] as const] : []))
    for (const [name, gradient] of found) output(write, `${entry}.of.${name}`, toNode(gradient))
    names = found.map(([name]) => name)
  })
  return { entry, graph, names }
}

/** The same operation by operation. */
export const eagerOutcomes =
  ({ rule, start }: Small): Outcomes =>
  (batch, step) =>
    tf.tidy(() => {
      const { weights, head } = start()
      const all = { ...weights, ...renamed(head) }
      const draw = dropoutOf({ seed: rule.seed, step })
      let losses: Float32Array | undefined
      const mean = () => {
        const given = rule.loss(weights, head, batch, draw).value
        losses = numbers(given)
        return tf.mean(given)
      }
      const { grads } = tf.engine().gradients(mean, Object.values(all), undefined, true)
      const found = Object.keys(all).flatMap((name, i) => (grads[i] ? [[name, numbers(grads[i])] as const] : []))
      return { losses: losses!, gradients: Object.fromEntries(found) }
    })

const renamed = (head: Weights): Weights =>
  Object.fromEntries(Object.entries(head).map(([name, tensor]) => [headVariable(name), tensor]))

export const numbers = (tensor: tf.Tensor): Float32Array => Float32Array.from(tensor.dataSync())
