import type { Definition, Stage } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { test as suite } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, flat, type Nested, tensorOf, withGradients } from '../../../core/test/numeric.js'
import { all } from '../../../pooling/src/index.js'
import { over } from '../../../pooling/test/contract.js'
import { through } from '../../../pooling/test/modules.js'
import { engines, opened } from './engines.js'
import { golden, hasGolden } from './golden.js'

const test = hasGolden('poolings of the reference') ? suite : suite.skip

interface Case {
  readonly name: string
  readonly pooling_mode: string | readonly string[]
  readonly token_embeddings: Nested
  readonly attention_mask: readonly (readonly number[])[]
  readonly prompt_length?: number
  readonly include_prompt?: boolean
  readonly token_weights_sum?: readonly number[]
  /** Without gradients where the result is not finite. */
  readonly expected: {
    readonly sentence_embedding: Nested
    readonly upstream_gradient?: Nested
    readonly grad_token_embeddings?: Nested
  }
}
const definitions = new Map(
  (all as readonly { readonly definition: Definition }[]).map(p => [p.definition.name, p.definition]),
)
const modesOf = ({ pooling_mode }: Case) => [pooling_mode].flat()

/** Why a case has no counterpart here. */
const missing = (each: Case): string | undefined =>
  modesOf(each).find(mode => !definitions.has(`pool.${mode}`)) ??
  (each.token_weights_sum === undefined ? undefined : 'weights of tokens')

/** Constructors of the stages that need no settings. */
const made = new Map(
  (all as readonly { readonly definition: Definition; (): Stage }[]).map(p => [p.definition.name, p]),
)

/** One pooling, or several side by side. */
const poolingOf = (each: Case, mask: Nested): ((tokens: tf.Tensor) => tf.Tensor) => {
  const modes = modesOf(each).map(mode => definitions.get(`pool.${mode}`)!)
  const of = modes.map(({ name }) => made.get(name)!())
  return modes.length === 1 ? over(modes[0]!, mask) : over(definitions.get('pool.concatenate')!, mask, { of })
}

/** The mask that a pooling sees when the tokens of a prompt are left out. */
const maskOf = ({ attention_mask, prompt_length = 0, include_prompt = true }: Case): Nested =>
  include_prompt
    ? attention_mask
    : attention_mask.map(row => row.map((m, i) => (i < row.indexOf(1) + prompt_length ? 0 : m)))

interface ModuleCase {
  readonly module: string
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
  readonly parameters?: Readonly<Record<string, Nested>>
  readonly features: { readonly sentence_embedding: Nested }
  readonly expected: {
    readonly sentence_embedding: Nested
    readonly upstream_gradient: Nested
    readonly grad_inputs: readonly Nested[]
    readonly grad_parameters: Readonly<Record<string, Nested>>
  }
}
/** The reference's modules as stages here. */
const stages: Readonly<Record<string, (params: ModuleCase['params']) => Readonly<Record<string, unknown>>>> = {
  Dense: ({ in_features, out_features, bias = true, activation_function, use_residual = false }) => ({
    stage: 'pool.dense',
    in: in_features,
    width: out_features,
    activation: activation_function === 'Identity' ? 'none' : String(activation_function).toLowerCase(),
    bias,
    residual: use_residual && (in_features === out_features || 'projected'),
  }),
  LayerNorm: ({ dimension }) => ({ stage: 'pool.layerNorm', in: dimension }),
  Normalize: () => ({ stage: 'pool.normalize' }),
}
const shapesOf = (stage: string, settings: object, embeddings: Nested) => {
  const { does, options } = definitions.get(stage)!
  if (does.family !== 'module') throw new Error('it is no module')
  const width = tensorOf(embeddings).shape[1]!
  return does.weights?.({ width }, options.decode(stage, { ...settings }).value) ?? {}
}

/** Numbers as JSON lacks them. */
const numbers = (nested: unknown): number[] => (Array.isArray(nested) ? nested.flatMap(numbers) : [Number(nested)])

for (const engine of engines) {
  test(`poolings: vectors to 1e-5 and gradients to 1e-4 of the reference (${engine})`, async () => {
    if (!(await opened(engine))) return
    const cases: readonly Case[] = golden('pooling/pooling.json').cases
    const left = cases.flatMap(each => missing(each) ?? [])
    if (engine === engines[0])
      console.log(`skipped: ${left.length} poolings of the reference (not built yet: ${[...new Set(left)].join(', ')})`)
    const found = cases
      .filter(each => missing(each) === undefined)
      .map(each => {
        const { sentence_embedding, upstream_gradient, grad_token_embeddings } = each.expected
        const upstream = upstream_gradient === undefined ? undefined : tensorOf(upstream_gradient)
        const at = [tensorOf(each.token_embeddings)]
        const { values, gradients } = withGradients(poolingOf(each, maskOf(each)), at, upstream)
        return {
          name: each.name,
          value: farthest(values, numbers(sentence_embedding)),
          gradient: grad_token_embeddings === undefined ? 0 : farthest(gradients[0]!, flat(grad_token_embeddings)),
        }
      })
    for (const { name, value, gradient } of found) {
      assert.ok(value < 1e-5, `${name}: a number is off by ${value}`)
      assert.ok(gradient < 1e-4, `${name}: a gradient is off by ${gradient}`)
    }
    const [value, gradient] = [Math.max(...found.map(f => f.value)), Math.max(...found.map(f => f.gradient))]
    console.log(
      `poolings (${engine}): ${found.length} cases; vectors off by ${value}, gradients by ${gradient} at most`,
    )
  })

  test(`modules: vectors to 1e-5 and gradients, also of weights, to 1e-4 of the reference (${engine})`, async () => {
    if (!(await opened(engine))) return
    const cases: readonly ModuleCase[] = golden('pooling/modules.json').cases
    const left = cases.flatMap(({ module }) => (module in stages ? [] : [module]))
    if (engine === engines[0])
      console.log(`skipped: ${left.length} modules of the reference (not built: ${left.join(', ')})`)
    const found = cases.flatMap(({ module, name, params, parameters = {}, features, expected }) => {
      const stage = stages[module]
      if (stage === undefined) return []
      const { stage: called, ...settings } = stage(params)
      const names = Object.keys(parameters)
      const at = [features.sentence_embedding, ...names.map(each => parameters[each]!)].map(tensorOf)
      const f = through(definitions.get(called as string)!, settings, names)
      const { values, gradients } = withGradients(f, at, tensorOf(expected.upstream_gradient))
      const wanted = [expected.grad_inputs[0]!, ...names.map(each => expected.grad_parameters[each]!)]
      assert.equal(Object.keys(shapesOf(called as string, settings, features.sentence_embedding)), names, name)
      const value = farthest(values, flat(expected.sentence_embedding))
      const gradient = Math.max(...wanted.map((each, i) => farthest(gradients[i]!, flat(each))))
      assert.ok(value < 1e-5 && gradient < 1e-4, `${name}: off by ${value}, gradients by ${gradient}`)
      return [{ value, gradient }]
    })
    const [value, gradient] = [Math.max(...found.map(f => f.value)), Math.max(...found.map(f => f.gradient))]
    console.log(`modules (${engine}): ${found.length} cases; vectors off by ${value}, gradients by ${gradient} at most`)
  })
}

test.run()
