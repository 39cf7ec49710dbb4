import { dropoutOf, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import { disposeParameters, type Parameters } from '../compute/parameters.js'
import { isOfTask } from '../compute/taskNames.js'
import { meanLoss } from '../graph/meanLoss.js'
import { stateOf } from '../graph/optimizer.js'
import { headVariable, headVariables } from '../graph/program.js'
import { clipScale, globalNorm } from './clipping.js'
import { decays } from './decays.js'
import { gradientsInParts, gradientsOf, type LossGradients, number } from './gradientsInParts.js'
import { type OwnSteps, ownSteps } from './ownSteps.js'
import type { StepInput, StepOutput, Stepper, StepRule } from './stepper.js'

/** Parameters with what the optimizer keeps beside each that is trained. */
interface State extends Parameters {
  readonly kept: Readonly<Record<string, Weights>>
}

/** Steps computed operation by operation, on every engine. The parameters given are taken over. */
export const eagerStepper = (rule: StepRule, start: Parameters): Stepper => {
  let state = startState(rule, start)
  const own = ownSteps()
  return {
    step: input => {
      const before = own.all()
      own.count(input.batches)
      const { next, ...out } = step(rule, state, input, own)
      if (out.finite) {
        release(state, next)
        state = next
      } else {
        release(next, state)
        own.set(before)
      }
      return out
    },
    rehearse: batches => {
      const began = performance.now()
      const first = ownSteps()
      first.count(batches)
      const { next, finite } = step(rule, state, { batches, rate: 0, step: 0 }, first)
      const seconds = (performance.now() - began) / 1000
      release(next, state)
      return { seconds, finite }
    },
    parameters: () => ({ weights: copies(state.weights), head: copies(state.head) }),
    assign: parameters => {
      disposeParameters(state)
      state = { ...state, ...parameters }
    },
    state: () => ({
      weights: copies(state.weights),
      head: copies(state.head),
      moments: copies(flat(state.kept)),
      own: own.all(),
    }),
    restore: ({ moments, own: steps, ...parameters }) => {
      tf.dispose(tensors(state))
      state = { ...parameters, kept: mapKept(state.kept, stateName => moments[stateName]!) }
      own.set(steps)
    },
    close: () => tf.dispose(tensors(state)),
  }
}

const copies = (weights: Weights): Weights =>
  Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [name, tf.clone(tensor)]))

type Kept = State['kept']
/** What is kept, each under a name of its own. */
const flat = (kept: Kept): Weights =>
  Object.fromEntries(
    Object.entries(kept).flatMap(([name, state]) =>
      Object.entries(state).map(([each, tensor]) => [stateOf(name, each), tensor]),
    ),
  )
const mapKept = (kept: Kept, tensorOf: (name: string) => tf.Tensor): Kept =>
  Object.fromEntries(
    Object.entries(kept).map(([name, state]) => [
      name,
      Object.fromEntries(Object.keys(state).map(each => [each, tensorOf(stateOf(name, each))])),
    ]),
  )

/** What is not frozen. */
const trained = ({ shareOf = () => 1 }: StepRule, { weights, head }: Parameters): Weights =>
  Object.fromEntries(Object.entries({ ...weights, ...headVariables(head) }).filter(([name]) => shareOf(name) > 0))

const startState = (rule: StepRule, { weights, head }: Parameters): State =>
  tf.tidy(() => {
    const begun = (weight: tf.Tensor): Weights =>
      Object.fromEntries(Object.entries(rule.optimizer.state).map(([name, all]) => [name, tf.fill(weight.shape, all)]))
    const all = Object.entries(trained(rule, { weights, head }))
    return { weights, head, kept: Object.fromEntries(all.map(([name, weight]) => [name, begun(weight)])) }
  })

/** The gradient of the mean loss, clipped by its global norm, then the optimizer's move. */
const step = (
  rule: StepRule,
  state: State,
  { batches, rate, step }: StepInput,
  own: OwnSteps,
): StepOutput & { readonly next: State } => {
  const before = tf.memory().numTensors
  const held = new Set(tensors(state))
  const done = tf.tidy(() => {
    const { gradients, losses, parts } = accumulated(rule, state, batches, step)
    const ofModel = Object.entries(gradients).filter(([name]) => name in state.weights)
    const norm = globalNorm(ofModel.map(([, gradient]) => gradient))
    const scale = clipScale(norm, rule.clip)
    const clipped = ofModel.map(([name, gradient]) => [name, tf.mul(gradient, scale)] as const)
    const t = { model: step + 1, head: headSteps(batches, step + 1, own) }
    const next = update(rule, state, { ...gradients, ...Object.fromEntries(clipped) }, rate, t)
    // Numbers pass through a scope as they are.
    const ofHead = globalNorm(
      Object.entries(gradients).flatMap(([name, each]) => (name in state.weights ? [] : [each])),
    )
    return { ...next, loss: tf.stack(losses as tf.Scalar[]), norms: tf.stack([norm, ofHead]), parts }
  })
  const { loss, norms, parts, ...next } = done
  const losses = Array.from(loss.dataSync())
  const [norm, ofHead] = norms.dataSync() as unknown as [number, number]
  tf.dispose([loss, norms])
  const more = tf.memory().numTensors - before - tensors(next).filter(tensor => !held.has(tensor)).length
  if (more !== 0) throw new Error(`internal: step ${step} left ${more} tensors behind`)
  return { next, losses, parts, norm, finite: [...losses, norm, ofHead].every(Number.isFinite) }
}

/** Gradients summed over the batches of a step, each loss divided by how many there are. */
const accumulated = (rule: StepRule, state: State, batches: readonly Batch[], step: number) => {
  const all = trained(rule, state)
  const names = Object.keys(all)
  const ofModel = (name: string) => name in state.weights
  const some = (of: (name: string) => boolean): Weights =>
    Object.fromEntries(Object.entries(all).filter(([name]) => of(name)))
  const places = { site: 0 }
  const dropout = dropoutOf({ seed: rule.seed, step }, places)
  const gradientsFor = (batch: Batch): LossGradients => {
    if (batch.parts !== undefined) {
      const given = { weights: some(ofModel), head: some(name => !ofModel(name)) }
      return gradientsInParts(rule, state, given, { batch, parts: batch.parts }, { step, places })
    }
    const { mean, parts } = meanLoss(() => rule.loss(state.weights, state.head, batch, dropout), number)
    const { value, grads } = gradientsOf(mean, Object.values(all))
    return { loss: value, parts: parts(), gradients: Object.fromEntries(names.map((name, i) => [name, grads[i]])) }
  }
  const losses: tf.Tensor[] = []
  const parts: StepOutput['parts'][number][] = []
  let gradients: Weights = {}
  for (const batch of batches) {
    const [loss, found] = tf.tidy(() => {
      const { loss: value, parts: told, gradients: grads } = gradientsFor(batch)
      parts.push(told)
      const share = batches.length
      const sum = names.flatMap(name => {
        const gradient = grads[name]
        const sofar = gradients[name]
        // A weight that takes no part in any batch is neither clipped nor updated.
        if (!gradient) return sofar === undefined ? [] : [[name, tf.clone(sofar)] as const]
        const part = share === 1 ? gradient : tf.div(gradient, share)
        return [[name, sofar === undefined ? part : tf.add(sofar, part)] as const]
      })
      return [value, Object.fromEntries(sum)] as const
    }) as unknown as readonly [tf.Tensor, Weights]
    tf.dispose(Object.values(gradients))
    losses.push(loss)
    gradients = found
  }
  return { gradients, losses, parts }
}

/** Of several tasks each counts the steps of its own parameters. */
const headSteps =
  (batches: readonly Batch[], all: number, own: OwnSteps) =>
  (name: string): number => {
    const tasks = batches.flatMap(({ task }) => (task !== undefined && isOfTask(task, name) ? [task] : []))
    const [longest] = tasks.sort((a, b) => b.length - a.length)
    return longest === undefined ? all : own.of(longest)
  }

const update = (
  rule: StepRule,
  state: State,
  gradients: Weights,
  rate: number,
  t: { readonly model: number; readonly head: (name: string) => number },
): State => {
  const { optimizer, shareOf = () => 1 } = rule
  const weights: Record<string, tf.Tensor> = { ...state.weights }
  const head: Record<string, tf.Tensor> = { ...state.head }
  const kept: Record<string, Weights> = { ...state.kept }
  const move = (record: Record<string, tf.Tensor>, name: string, key: string, t: number) => {
    const gradient = gradients[key]
    if (gradient === undefined) return
    const moved = { weight: record[name]!, state: kept[key]! }
    const at = { rate: rate * shareOf(key), t }
    const next = optimizer.move(moved, gradient, at, decays(name) ? rule.weightDecay : 0)
    record[name] = next.weight
    kept[key] = next.state
  }
  for (const name of Object.keys(weights)) move(weights, name, name, t.model)
  for (const name of Object.keys(head)) move(head, name, headVariable(name), t.head(name))
  return { weights, head, kept }
}

/** Disposes of what another state does not hold. */
const release = (state: State, next: State): void => {
  const kept = new Set(tensors(next))
  tf.dispose(tensors(state).filter(tensor => !kept.has(tensor)))
}

const tensors = ({ weights, head, kept }: State): tf.Tensor[] =>
  [weights, head, ...Object.values(kept)].flatMap(record => Object.values(record))
