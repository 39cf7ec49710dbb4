import { definition, type Pools, type Stage, settingsOf } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import { suite } from 'uvu'
import { type Nested, tensorOf } from '../../../core/test/numeric.js'
import { golden, hasGolden } from './golden.js'
import { type Case, cannot, testCases, type Way } from './goldenCases.js'
import { valueAndGradientsOn } from './goldenGradients.js'

interface Given {
  readonly name: string
  readonly pooling_mode: string | readonly string[]
  readonly token_embeddings: Nested
  readonly attention_mask: readonly (readonly number[])[]
  readonly prompt_length?: number
  readonly include_prompt?: boolean
  readonly token_weights_sum?: readonly number[]
  /** Without gradients where the result is not finite. */
  readonly expected: {
    readonly sentence_embedding: unknown
    readonly upstream_gradient?: Nested
    readonly grad_token_embeddings?: Nested
  }
}

const constructors: Readonly<Record<string, (settings: { readonly prompt: 'included' | 'excluded' }) => Stage>> = {
  mean: pool.mean,
  cls: pool.cls,
  max: pool.max,
  mean_sqrt_len_tokens: pool.meanSqrtLength,
  weightedmean: pool.weightedMean,
  lasttoken: pool.lastToken,
}

/** One pooling, or several side by side. */
const stageOf = ({ pooling_mode, include_prompt = true }: Given): Stage => {
  const stages = [pooling_mode].flat().map(mode => {
    const made = constructors[mode] ?? cannot(`no pooling is called ${mode}`)
    return made({ prompt: include_prompt ? 'included' : 'excluded' })
  })
  return stages.length === 1 ? stages[0]! : pool.concatenate(...stages)
}

const compared = (given: Given, way: Way) => {
  const stage = stageOf(given)
  const { attention_mask, prompt_length = 0, token_weights_sum } = given
  const { sentence_embedding, upstream_gradient, grad_token_embeddings } = given.expected
  const fixed = [
    tensorOf(attention_mask),
    tf.tensor1d(
      attention_mask.map(() => prompt_length),
      'float32',
    ),
    ...(token_weights_sum === undefined ? [] : [tensorOf(token_weights_sum)]),
  ]
  const found = valueAndGradientsOn(
    way,
    ([tokens], [mask, prompts, weightSums]) => {
      const input = { tokens, mask, prompts, ...(weightSums === undefined ? {} : { weightSums }) }
      return (stage[definition].does as Pools).apply(input as never, settingsOf(stage)) // shapes are those of the case
    },
    [tensorOf(given.token_embeddings)],
    fixed,
    upstream_gradient === undefined ? undefined : tensorOf(upstream_gradient),
  )
  const vectors = { what: 'vectors', found: found.value, expected: sentence_embedding, within: 1e-5 }
  const gradients = { what: 'gradient', found: found.gradients[0], expected: grad_token_embeddings, within: 1e-4 }
  return grad_token_embeddings === undefined ? [vectors] : [vectors, gradients]
}

const test = suite('poolings of the reference')
const cases: readonly Given[] = hasGolden('poolings of the reference', 'pooling/pooling.json')
  ? golden('pooling/pooling.json').cases
  : []
testCases(
  test,
  cases.map((given): Case<[Way]> => ({ name: `pooling/${given.name}`, run: way => compared(given, way) })),
)
test.run()
