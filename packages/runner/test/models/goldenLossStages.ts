import type { Stage } from '@siamese/core'
import { small } from '../../../core/test/toys.js'
import * as loss from '../../../losses/src/index.js'
import { cannot } from './goldenCases.js'
import { pythonSample } from './pythonSample.js'

type Params = Readonly<Record<string, unknown>>

/** Reads the reference's parameters, each by what it is here; one that is not known cannot be run. */
const reading = (name: string, params: Params) => {
  const left = new Set(Object.keys(params))
  const read = <A>(param: string, value: (given: unknown) => A): A | undefined => {
    left.delete(param)
    return params[param] === undefined || params[param] === null ? undefined : value(params[param])
  }
  return {
    number: (param: string) => read(param, Number),
    /** A share that Python leaves out as None or 0. */
    share: (param: string) => (params[param] === null ? (read(param, () => 0) ?? 0) : read(param, Number)),
    /** One of several names; nothing where it is not written. */
    named: <A extends string>(param: string, names: Readonly<Record<string, A>>) =>
      read(param, given => names[String(given)] ?? cannot(`${name}: ${param} ${given} has no counterpart here`)),
    list: <A>(param: string, each: (given: unknown) => A) => read(param, given => (given as unknown[]).map(each)),
    flag: (param: string) => read(param, given => given === true),
    of: (param: string) => read(param, given => given),
    /** What changes no number: how the reference computes, and sizes that inputs tell. */
    passed: (...names: readonly string[]) => {
      for (const each of names) left.delete(each)
    },
    done: (): void => {
      if (left.size > 0) cannot(`${name}: the parameter ${[...left].join(', ')} is not known here`)
    },
  }
}
type Reading = ReturnType<typeof reading>

/** Settings that are written. */
const written = <S extends object>(settings: S) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
    [K in keyof S]: Exclude<S[K], undefined>
  }

const similarities = {
  cos: 'cosine',
  cos_sim: 'cosine',
  cosine: 'cosine',
  pairwise_cos_sim: 'cosine',
  dot: 'dot',
  dot_score: 'dot',
  pairwise_dot_score: 'dot',
  euclidean: 'euclidean',
  euclidean_sim: 'euclidean',
  pairwise_euclidean_sim: 'euclidean',
  manhattan: 'manhattan',
  manhattan_sim: 'manhattan',
  pairwise_manhattan_sim: 'manhattan',
} as const
const distances = { euclidean: 'euclidean', manhattan: 'manhattan', cosine: 'cosine' } as const
const batchDistances = { euclidean: 'euclidean', eucledian: 'euclidean', cosine: 'cosine' } as const
const directions = {
  query_to_doc: 'query to document',
  doc_to_query: 'document to query',
  query_to_query: 'query to query',
  doc_to_doc: 'document to document',
} as const
const partitions = { joint: 'joint', per_direction: 'per direction' } as const
const hardness = { in_batch_negatives: 'other rows', hard_negatives: 'own negatives', all_negatives: 'all' } as const
const execution = ['mini_batch_size', 'mini_batch_num_tokens', 'show_progress_bar', 'gather_across_devices'] as const

const batchMining = (read: Reading) =>
  written({ distance: read.named('distance_metric', batchDistances), margin: read.number('margin') })
const taught = (read: Reading) => written({ projection: read.number('projection_dim') })

const ranking = (read: Reading): Stage => {
  read.passed(...execution)
  const temperature = read.number('temperature')
  return loss.multipleNegativesRanking(
    written({
      scale: read.number('scale') ?? (temperature === undefined ? undefined : 1 / temperature),
      similarity: read.named('similarity_fct', similarities),
      directions: read.list('directions', each => directions[each as keyof typeof directions]),
      partition: read.named('partition_mode', partitions),
      hardness: read.named('hardness_mode', hardness),
      strength: read.number('hardness_strength'),
    }),
  )
}
const symmetric = (read: Reading): Stage => {
  read.passed(...execution)
  return loss.multipleNegativesRanking(
    written({
      scale: read.number('scale'),
      similarity: read.named('similarity_fct', similarities),
      directions: ['query to document', 'document to query'] as const,
      partition: 'per direction' as const,
    }),
  )
}
const gist = (read: Reading): Stage => {
  read.passed(...execution)
  const anchors = read.flag('contrast_anchors') ?? true
  const positives = read.flag('contrast_positives') ?? true
  return loss.gist({
    guide: small,
    ...written({
      temperature: read.number('temperature'),
      margin: read.number('margin'),
      marginStrategy: read.named('margin_strategy', { absolute: 'absolute', relative: 'relative' }),
      contrast: [...(anchors ? (['anchors'] as const) : []), ...(positives ? (['positives'] as const) : [])],
    }),
  })
}

const stages: Readonly<Record<string, (read: Reading) => Stage>> = {
  SoftmaxLoss: read => {
    read.passed('embedding_dimension', 'num_labels', 'sentence_embedding_dimension')
    const rep = read.flag('concatenation_sent_rep') ?? true
    const difference = read.flag('concatenation_sent_difference') ?? true
    const multiplication = read.flag('concatenation_sent_multiplication') ?? false
    return loss.softmax({
      parts: [
        ...(rep ? (['u', 'v'] as const) : []),
        ...(difference ? (['|u-v|'] as const) : []),
        ...(multiplication ? (['u*v'] as const) : []),
      ],
    })
  },
  CosineSimilarityLoss: read =>
    loss.cosineSimilarity(
      written({
        error: read.named('loss_fct', { mse: 'squared', l1: 'absolute' }),
        transform: read.named('cos_score_transformation', { identity: 'identity', sigmoid: 'sigmoid' }),
      }),
    ),
  TripletLoss: read =>
    loss.triplet({
      ...written({ distance: read.named('distance_metric', distances) }),
      margin: read.number('triplet_margin') ?? 5,
    }),
  ContrastiveLoss: read => {
    const mean = read.flag('size_average') ?? true
    return loss.contrastive({
      ...written({ distance: read.named('distance_metric', distances), margin: read.number('margin') }),
      reduction: mean ? 'mean' : 'sum',
    })
  },
  OnlineContrastiveLoss: read =>
    loss.onlineContrastive(
      written({ distance: read.named('distance_metric', distances), margin: read.number('margin') }),
    ),
  CoSENTLoss: read =>
    loss.cosent(written({ scale: read.number('scale'), similarity: read.named('similarity_fct', similarities) })),
  AnglELoss: read => loss.angle(written({ scale: read.number('scale') })),
  MultipleNegativesRankingLoss: ranking,
  CachedMultipleNegativesRankingLoss: ranking,
  MultipleNegativesSymmetricRankingLoss: symmetric,
  CachedMultipleNegativesSymmetricRankingLoss: symmetric,
  GISTEmbedLoss: gist,
  CachedGISTEmbedLoss: gist,
  MegaBatchMarginLoss: read => {
    read.passed('use_mini_batched_version', ...execution)
    return loss.megaBatchMargin(
      written({
        positiveMargin: read.number('positive_margin'),
        negativeMargin: read.number('negative_margin'),
      }),
    )
  },
  BatchAllTripletLoss: read => loss.batchAllTriplet(batchMining(read)),
  BatchHardTripletLoss: read => loss.batchHardTriplet(batchMining(read)),
  BatchSemiHardTripletLoss: read => loss.batchSemiHardTriplet(batchMining(read)),
  BatchHardSoftMarginTripletLoss: read =>
    loss.batchHardSoftMarginTriplet(written({ distance: read.named('distance_metric', batchDistances) })),
  ContrastiveTensionLoss: () => loss.contrastiveTension(),
  ContrastiveTensionLossInBatchNegatives: read =>
    loss.contrastiveTensionInBatch(
      written({ scale: read.number('scale'), similarity: read.named('similarity_fct', similarities) }),
    ),
  MSELoss: read => loss.mse(taught(read)),
  EmbedDistillLoss: read =>
    loss.embedDistill({
      ...taught(read),
      ...written({ distance: read.named('distance_metric', { cosine: 'cosine', l2: 'l2', mse: 'mse' }) }),
    }),
  MarginMSELoss: read => loss.marginMse(written({ similarity: read.named('similarity_fct', similarities) })),
  DistillKLDivLoss: read => {
    const both = read.number('temperature')
    return loss.distillKLDiv(
      written({
        similarity: read.named('similarity_fct', similarities),
        temperature: read.number('student_temperature') ?? both,
        teacherTemperature: read.number('teacher_temperature') ?? both,
      }),
    )
  },
  GlobalOrthogonalRegularizationLoss: read =>
    loss.globalOrthogonalRegularization(
      written({
        similarity: read.named('similarity_fct', similarities),
        meanWeight: read.share('mean_weight'),
        secondMomentWeight: read.share('second_moment_weight'),
        aggregation: read.named('aggregation', { mean: 'mean', sum: 'sum' }),
      }),
    ),
  MatryoshkaLoss: read => {
    const inner = lossStage(String(read.of('loss')), (read.of('loss_params') ?? {}) as Params)
    const dims = read.list('matryoshka_dims', Number) ?? []
    const weights = read.list('matryoshka_weights', Number)
    const drawn = read.number('n_dims_per_step') ?? -1
    const seed = read.number('seed')
    // Ours are written with the largest first, and the reference draws among them in that order.
    const all = dims.map((dim, i) => [dim, weights?.[i] ?? 1] as const).sort((a, b) => b[0] - a[0])
    const draws = drawn > 0 && drawn < dims.length
    if (draws && seed === undefined) throw new Error('internal: each draw is tried by itself where no seed is told')
    const some = draws ? pythonSample(seed!)(dims.length, drawn) : undefined
    const sorted = all.filter((_, i) => some === undefined || some.includes(i))
    return loss.matryoshka({
      loss: inner as ReturnType<typeof loss.triplet>,
      dims: sorted.map(([dim]) => dim),
      weights: sorted.map(([, weight]) => weight),
    })
  },
}

/** A loss of the reference as a stage here. */
export const lossStage = (name: string, params: Params): Stage => {
  const make = stages[name] ?? cannot(`${name} is not known here`)
  const read = reading(name, params)
  const stage = make(read)
  read.passed('seed') // of what is drawn at random, where something is
  read.done()
  return stage
}

/** Where Python drew and the case names no seed: the parameters of every draw that there may have been, one of which gives its numbers. */
export const drawsOf = (name: string, params: Params): readonly Params[] => {
  const { matryoshka_dims: dims, matryoshka_weights: weights, n_dims_per_step: count, ...rest } = params
  const all = (dims ?? []) as readonly number[]
  const drawn = Number(count ?? -1)
  if (name !== 'MatryoshkaLoss' || drawn <= 0 || drawn >= all.length || params.seed !== undefined) return [params]
  return choices(all.length, drawn).map(places => ({
    ...rest,
    matryoshka_dims: places.map(place => all[place]!),
    matryoshka_weights: places.map(place => (weights as readonly number[] | null | undefined)?.[place] ?? 1),
  }))
}

/** Every choice of `count` places out of `all`. */
const choices = (all: number, count: number): readonly (readonly number[])[] =>
  count === 0
    ? [[]]
    : Array.from({ length: all }, (_, first) => first).flatMap(first =>
        choices(all - first - 1, count - 1).map(others => [first, ...others.map(place => first + 1 + place)]),
      )
