import { type Columns, definition, type Stage } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { test as suite } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, flat, type Nested, tensorOf, withGradients } from '../../../core/test/numeric.js'
import {
  all,
  batchHardTriplet,
  contrastive,
  cosent,
  cosineSimilarity,
  distillKLDiv,
  matryoshka,
  mse,
  multipleNegativesRanking,
  softmax,
  triplet,
} from '../../../losses/src/index.js'
import { engines, opened } from './engines.js'
import { golden, hasGolden } from './golden.js'

const test = hasGolden('losses of the reference') ? suite : suite.skip

interface Case {
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs: readonly Nested[]
  readonly labels?: readonly Nested[]
  readonly loss_parameters?: Readonly<Record<string, Nested>>
  readonly expected: {
    readonly loss: number
    readonly grad_inputs: readonly Nested[]
    readonly grad_loss_parameters?: Readonly<Record<string, Nested>>
  }
}

interface Ours {
  readonly stage: (params: Case['params']) => Stage
  /** Cases that have no counterpart here. */
  readonly leftOut?: readonly string[]
  /** Cases at a point where the gradient is a division by 1e-20, which no two programs round alike. */
  readonly valueOnly?: readonly string[]
}
const similarity = (name: unknown) => ({ cos: 'cosine', pairwise_cos_sim: 'cosine' })[name as 'cos'] ?? (name as 'dot')
const directions = {
  query_to_doc: 'query to document',
  doc_to_query: 'document to query',
  query_to_query: 'query to query',
  doc_to_doc: 'document to document',
} as const
const hardness = { in_batch_negatives: 'other rows', hard_negatives: 'own negatives', all_negatives: 'all' } as const

/** The reference's parameters as settings of ours. */
const losses: Readonly<Record<string, Ours>> = {
  SoftmaxLoss: {
    stage: params =>
      softmax({
        parts: [
          ...(params.concatenation_sent_rep ? (['u', 'v'] as const) : []),
          ...(params.concatenation_sent_difference ? (['|u-v|'] as const) : []),
          ...(params.concatenation_sent_multiplication ? (['u*v'] as const) : []),
        ],
      }),
  },
  CosineSimilarityLoss: {
    stage: ({ loss_fct, cos_score_transformation }) =>
      cosineSimilarity({
        error: loss_fct === 'l1' ? 'absolute' : 'squared',
        transform: (cos_score_transformation ?? 'identity') as 'identity',
      }),
  },
  TripletLoss: {
    stage: ({ distance_metric, triplet_margin }) =>
      triplet({ distance: (distance_metric ?? 'euclidean') as 'euclidean', margin: triplet_margin as number }),
  },
  ContrastiveLoss: {
    stage: ({ distance_metric, margin }) =>
      contrastive({ distance: distance_metric as 'cosine', margin: margin as number }),
  },
  CoSENTLoss: {
    stage: ({ scale, similarity_fct }) => cosent({ scale: scale as number, similarity: similarity(similarity_fct) }),
  },
  MultipleNegativesRankingLoss: {
    stage: ({ scale = 20, similarity_fct, directions: each, partition_mode, hardness_mode, hardness_strength = 0 }) =>
      multipleNegativesRanking({
        scale: scale as number,
        similarity: similarity(similarity_fct ?? 'cos'),
        ...(each === undefined
          ? {}
          : { directions: (each as (keyof typeof directions)[]).map(name => directions[name]) }),
        partition: partition_mode === 'per_direction' ? 'per direction' : 'joint',
        hardness: hardness_mode === undefined ? 'none' : hardness[hardness_mode as 'hard_negatives'],
        strength: hardness_strength as number,
      }),
  },
  BatchHardTripletLoss: {
    stage: ({ distance_metric, margin }) =>
      batchHardTriplet({ distance: distance_metric as 'cosine', margin: margin as number }),
  },
  DistillKLDivLoss: {
    stage: ({ similarity_fct, temperature = 1, student_temperature, teacher_temperature }) =>
      distillKLDiv({
        similarity: similarity(similarity_fct),
        temperature: (student_temperature ?? temperature) as number,
        teacherTemperature: (teacher_temperature ?? temperature) as number,
      }),
  },
  // One teacher for all texts of a row; no projection.
  MSELoss: { stage: () => mse(), leftOut: ['two_columns_own_targets', 'projection'] },
  MatryoshkaLoss: {
    stage: ({ loss, loss_params, matryoshka_dims, matryoshka_weights }) => {
      const weights = (matryoshka_weights ?? (matryoshka_dims as number[]).map(() => 1)) as number[]
      // Ours are written with the largest first.
      const dims = (matryoshka_dims as number[])
        .map((dim, i) => [dim, weights[i]!] as const)
        .sort((a, b) => b[0] - a[0])
      return matryoshka({
        loss: losses[String(loss).replace('Cached', '')]!.stage(loss_params as Case['params']),
        dims: dims.map(([dim]) => dim),
        weights: dims.map(([, weight]) => weight),
      })
    },
    valueOnly: ['zero_prefix'],
  },
}

/** Loss (the mean over rows) and gradients of a case, beside what the reference found. */
const compare = (name: string, { params, inputs, labels = [], loss_parameters = {}, expected }: Case) => {
  const { definition, settings, problems } = decoded(losses[name]!.stage(params))
  assert.equal(problems, [])
  const { does } = definition
  if (does.family !== 'loss') throw new Error(`${definition.name} is no loss`)
  const width = ((inputs[0] as readonly Nested[])[0] as readonly Nested[]).length
  const read = does.inputs(settings, columnsOf(definition.name, params, inputs.length, width))
  const texts = read.filter(({ kind }) => kind === 'text').map(({ role }) => role)
  const [label] = read.filter(({ kind }) => kind !== 'text').map(({ role }) => role)
  assert.is(texts.length, inputs.length)
  const heads = Object.keys(loss_parameters)
  const rows = (inputs[0] as readonly Nested[]).length
  const f = (...xs: tf.Tensor[]): tf.Tensor =>
    does.apply(
      {
        ...Object.fromEntries(texts.map((role, i) => [role, xs[i]!])),
        ...(label === undefined ? {} : { [label]: tensorOf(labels) }),
      },
      settings,
      Object.fromEntries(heads.map((head, i) => [head, xs[inputs.length + i]!])),
    )
  const at = [...inputs, ...heads.map(head => loss_parameters[head]!)].map(tensorOf)
  // The reference takes the mean over rows, or their sum.
  const share = params.size_average === false ? 1 : 1 / rows
  const { rank } = f(...at)
  const found = withGradients(f, at, tensorOf(rank === 0 ? 1 : Array.from({ length: rows }, () => share)))
  const gradients = [...expected.grad_inputs, ...heads.map(head => expected.grad_loss_parameters![head]!)]
  const value = found.values.reduce((sum, value) => sum + value * (rank === 0 ? 1 : share), 0)
  return {
    loss: farthest([value], [expected.loss]),
    gradient: Math.max(...gradients.map((gradient, i) => farthest(found.gradients[i]!, flat(gradient)))),
  }
}

const decoded = (stage: Stage) => {
  const own = stage[definition]
  const { value, problems } = own.options.decode(own.name, stage.settings)
  return { definition: own, settings: value, problems }
}

/** Columns under the names of the roles, so many texts of them. */
const columnsOf = (name: string, params: Case['params'], texts: number, width: number): Columns => {
  const inner =
    name === 'loss.matryoshka' ? losses[String(params.loss).replace('Cached', '')]!.stage({})[definition] : undefined
  const { does } = inner ?? decodedByName.get(name)!
  if (does.family !== 'loss') throw new Error(`${name} is no loss`)
  const kinds = {
    score: { score: [0, 1] },
    class: { class: ['a', 'b', 'c'] },
    binary: 'binary',
    vector: { vector: width },
    scores: { vector: texts - 1 },
  } as const
  const own = does.roles.flatMap((role): Columns => {
    const [base, kind] = role.replace('…', '').split(': ') as [string, string]
    if (kind !== 'text') return [[base, kinds[kind as 'binary']]]
    return role.includes('…')
      ? Array.from({ length: texts }, (_, i) => [i === 0 ? base : `${base}_${i + 1}`, 'text'] as const)
      : [[base, 'text']]
  })
  const one = does.roles.filter(role => role.endsWith(': text') && !role.includes('…')).length
  let many = texts - one
  const several = does.roles.find(role => role.includes('…'))?.split('…')[0]
  return own.filter(([column]) => several === undefined || !column.startsWith(several) || many-- > 0)
}
const decodedByName = new Map(all.map(each => [each.definition.name as string, each.definition]))

for (const engine of engines)
  for (const name of Object.keys(losses))
    test(`${name}: losses to 1e-5 and gradients to 1e-4 of the reference (${engine})`, async () => {
      if (!(await opened(engine))) return
      const cases = (golden(`losses/${name}.json`).cases as readonly Case[]).filter(
        each => !losses[name]!.leftOut?.includes(each.name),
      )
      const found = cases.map(each => {
        const compared = compare(name, each)
        return losses[name]!.valueOnly?.includes(each.name)
          ? { name: each.name, loss: compared.loss, gradient: 0 }
          : { name: each.name, ...compared }
      })
      for (const { name, loss, gradient } of found) {
        assert.ok(loss < 1e-5, `${name}: the loss is off by ${loss}`)
        assert.ok(gradient < 1e-4, `${name}: a gradient is off by ${gradient}`)
      }
      const [loss, gradient] = [Math.max(...found.map(f => f.loss)), Math.max(...found.map(f => f.gradient))]
      console.log(`${name} (${engine}): ${cases.length} cases; loss off by ${loss}, gradients by ${gradient} at most`)
    })

test.run()
