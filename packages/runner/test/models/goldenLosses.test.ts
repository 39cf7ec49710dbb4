import type { Definition } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { test as suite } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, flat, type Nested, tensorOf, withGradients } from '../../../core/test/numeric.js'
import { cosineSimilarity, softmax, triplet } from '../../../losses/src/index.js'
import { engines, opened } from './engines.js'
import { golden, hasGolden } from './golden.js'

const test = hasGolden('losses of the reference') ? suite : suite.skip

interface Case {
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs: readonly Nested[]
  readonly labels?: readonly number[]
  readonly loss_parameters?: Readonly<Record<string, Nested>>
  readonly expected: {
    readonly loss: number
    readonly grad_inputs: readonly Nested[]
    readonly grad_loss_parameters?: Readonly<Record<string, Nested>>
  }
}

/** The reference's parameters as settings of ours. */
const losses: Readonly<
  Record<string, { readonly definition: Definition; readonly settings: (params: Case['params']) => object }>
> = {
  SoftmaxLoss: {
    definition: softmax.definition,
    settings: params => ({
      parts: [
        ...(params.concatenation_sent_rep ? ['u', 'v'] : []),
        ...(params.concatenation_sent_difference ? ['|u-v|'] : []),
        ...(params.concatenation_sent_multiplication ? ['u*v'] : []),
      ],
    }),
  },
  CosineSimilarityLoss: {
    definition: cosineSimilarity.definition,
    settings: ({ loss_fct, cos_score_transformation }) => ({
      error: loss_fct === 'l1' ? 'absolute' : 'squared',
      transform: cos_score_transformation,
    }),
  },
  TripletLoss: {
    definition: triplet.definition,
    settings: ({ distance_metric, triplet_margin }) => ({ distance: distance_metric, margin: triplet_margin }),
  },
}

/** Loss (the mean over rows) and gradients of a case, beside what the reference found. */
const compare = (name: string, { params, inputs, labels = [], loss_parameters = {}, expected }: Case) => {
  const { definition, settings } = losses[name]!
  const { does, options } = definition
  if (does.family !== 'loss') throw new Error(`${definition.name} is no loss`)
  const decoded = options.decode(definition.name, { ...settings(params) })
  assert.equal(decoded.problems, [])
  const roles = does.roles.map(role => role.split(':')[0]!)
  const heads = Object.keys(loss_parameters)
  const rows = (inputs[0] as readonly Nested[]).length
  const f = (...xs: tf.Tensor[]): tf.Tensor => {
    const columns = [...xs.slice(0, inputs.length), ...(roles.length > inputs.length ? [tensorOf(labels)] : [])]
    return does.apply(
      Object.fromEntries(roles.map((role, i) => [role, columns[i]!])),
      decoded.value,
      Object.fromEntries(heads.map((head, i) => [head, xs[inputs.length + i]!])),
    )
  }
  const at = [...inputs, ...heads.map(head => loss_parameters[head]!)].map(tensorOf)
  const found = withGradients(f, at, tensorOf(Array.from({ length: rows }, () => 1 / rows)))
  const gradients = [...expected.grad_inputs, ...heads.map(head => expected.grad_loss_parameters![head]!)]
  return {
    loss: farthest([found.values.reduce((sum, value) => sum + value, 0) / rows], [expected.loss]),
    gradient: Math.max(...gradients.map((gradient, i) => farthest(found.gradients[i]!, flat(gradient)))),
  }
}

for (const engine of engines)
  for (const name of Object.keys(losses))
    test(`${name}: losses to 1e-5 and gradients to 1e-4 of the reference (${engine})`, async () => {
      if (!(await opened(engine))) return
      const cases: readonly Case[] = golden(`losses/${name}.json`).cases
      const found = cases.map(each => ({ name: each.name, ...compare(name, each) }))
      for (const { name, loss, gradient } of found) {
        assert.ok(loss < 1e-5, `${name}: the loss is off by ${loss}`)
        assert.ok(gradient < 1e-4, `${name}: a gradient is off by ${gradient}`)
      }
      const [loss, gradient] = [Math.max(...found.map(f => f.loss)), Math.max(...found.map(f => f.gradient))]
      console.log(`${name} (${engine}): ${cases.length} cases; loss off by ${loss}, gradients by ${gradient} at most`)
    })

test.run()
