import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { PackedTexts } from '../../encode/pack.js'
import { dropoutNodes } from '../dropoutNodes.js'
import { input, noSizes, output, outputDone, traceEntry } from '../entry.js'
import type { Graph, Node } from '../graph.js'
import { stateOf } from '../optimizer.js'
import { entryOf, type Objective, type Program, parameterShapes, type Training } from '../program.js'
import type { Recorder } from '../recorder.js'
import type { Sizes } from '../size.js'
import { toNode, toTensor, valueAndGradients } from '../traceBackend.js'
import { traceSizes } from '../traceSizes.js'
import { normNode, type Scalars, type Slope, updateNodes } from '../updateNodes.js'
import { type Variables, variables } from '../variables.js'
import { fedBatch, fedLabels, fedTexts, heldAs, idsInUse, readParameters } from './batch.js'
import type { Emptied } from './parameters.js'

export interface StepEntries {
  /** Those that a batch is fed to come first. */
  readonly entries: readonly Graph[]
  /** Uses of dropout in one batch, by its entry point. */
  readonly sites: Readonly<Record<string, number>>
  /** Variables that training keeps beside the parameters. */
  readonly state: Emptied
  /** Parameters that no loss depends on; nothing trains them. */
  readonly untrained: readonly string[]
}

/**
 * For each objective forward, backward, clipping and update at once; where several batches make a step, `gradients` adds up
 * theirs and `apply` updates. A task's own parameters are updated in its own steps alone.
 */
export const stepEntries = (program: Program, objectives: readonly Objective[], training: Training): StepEntries => {
  const { cached } = training
  const batches = objectives.map(objective =>
    cached === undefined
      ? batchEntry(program, objective, training)
      : cachedEntries(program, objective, { ...training, cached }),
  )
  const slopes = [...new Map(batches.flatMap(each => each.slopes.map(slope => [slope.name, slope] as const))).values()]
  const moved = new Set(slopes.map(({ parameter }) => parameter))
  return {
    entries: [
      ...batches.flatMap(({ graphs }) => graphs),
      ...(training.accumulates ? applyEntries(batches, slopes, training) : []),
    ],
    sites: Object.fromEntries(batches.map(({ graphs, sites }) => [graphs[0]!.entry, sites])),
    state: keptOf(slopes, training),
    untrained: Object.keys(parameterShapes(program)).filter(name => shareOf(training, name) > 0 && !moved.has(name)),
  }
}

const shareOf = ({ shareOf = () => 1 }: Training, name: string): number => shareOf(name)

interface BatchEntry {
  readonly objective: Objective
  /** The one that dropout is drawn in comes first. */
  readonly graphs: readonly Graph[]
  readonly slopes: readonly Slope[]
  readonly sites: number
}

const batchEntry = (program: Program, objective: Objective, training: Training): BatchEntry => {
  const entry = entryOf(training.accumulates ? 'gradients' : 'train', objective.task)
  let traced: BatchTrace | undefined
  const graph = traceEntry(entry, traceSizes(objective.groups), (write, sizes) => {
    const held = variables(write)
    const batch = traceBatch(write, held, entry, { program, objective, training }, sizes)
    traced = batch
    write.within({ part: 'update' }, () =>
      training.accumulates
        ? traceAccumulation(write, held, entry, batch)
        : traceUpdate(write, held, entry, training, batch, objective.task),
    )
  })
  return { objective, graphs: [graph], slopes: traced!.slopes, sites: traced!.sites }
}

/**
 * A batch in parts: `embed` gives a part's embeddings and keeps nothing else, `cache` the loss of the batch and its gradient at all of
 * them, and `gradients` embeds a part again, with the same masks, and adds up the gradient of ⟨embeddings, gradient at them⟩.
 * Gao et al. 2021, "Scaling Deep Contrastive Learning Batch Size under Memory Limited Setup".
 */
const cachedEntries = (
  program: Program,
  objective: Objective,
  training: Training & { readonly cached: number },
): BatchEntry => {
  const { task, texts, groups } = objective
  const samples = traceSizes(groups)
  const name = (kind: string) => entryOf(kind, task)
  const embed = traceEntry(name('embed'), samples, (write, sizes) => {
    const { embeddings } = tracePart(write, variables(write), name('embed'), { program, objective, training }, sizes)
    output(write, `${name('embed')}.embeddings`, toNode(embeddings()))
  })
  let ofHead: readonly Slope[] = []
  const cache = traceEntry(
    name('cache'),
    samples.map(({ rows }) => ({ rows: rows! })),
    (write, { rows }) => {
      const entry = name('cache')
      const held = variables(write)
      input(write, `${entry}.rows`, [], 'int32')
      const at = fedEmbeddings(write, entry, rows! * texts, training)
      const labels = fedLabels(write, entry, objective, rows!)
      const { all, head } = readParameters(held, { ...program, weights: {} })
      const names = Object.keys(parameterShapes({ ...program, weights: {} })).filter(
        each => shareOf(training, each) > 0,
      )
      const loss = () => tf.mean(objective.value(at, head, { rows: rows!, labels }))
      const { value, grads } = valueAndGradients(loss, [at, ...names.map(each => all[each]!)])
      const [upstream, ...others] = grads
      ofHead = slopesOf(names, all, others, { program, training })
      write.within({ part: 'update' }, () =>
        traceAccumulation(write, held, entry, { loss: toNode(value), slopes: ofHead }),
      )
      output(write, `${entry}.upstream`, toNode(upstream ?? tf.zerosLike(at)))
    },
  )
  let sites = 0
  let ofModel: readonly Slope[] = []
  const gradients = traceEntry(name('gradients'), samples, (write, sizes) => {
    const entry = name('gradients')
    const held = variables(write)
    const part = tracePart(write, held, entry, { program, objective, training }, sizes)
    const upstream = fedEmbeddings(write, entry, sizes.rows! * texts, training, 'upstream')
    const names = Object.keys(program.weights).filter(each => shareOf(training, each) > 0)
    const trained = names.map(each => part.all[each]!)
    const { value, grads } = valueAndGradients(() => tf.sum(tf.mul(part.embeddings(), upstream)), trained)
    ofModel = slopesOf(names, part.all, grads, { program, training })
    sites = part.sites()
    write.within({ part: 'update' }, () =>
      traceAccumulation(write, held, entry, { loss: toNode(value), slopes: ofModel }),
    )
  })
  return { objective, graphs: [gradients, embed, cache], slopes: [...ofModel, ...ofHead], sites }
}

/** A part of a batch as it is fed, its labels apart, and what embeds it. */
const tracePart = (
  write: Recorder,
  held: Variables,
  entry: string,
  { program, objective, training }: Traced,
  sizes: Sizes,
) => {
  const { inUse } = training
  const fed = fedTexts(write, entry, sizes.rows! * objective.texts, objective.groups, sizes)
  const texts = textsInUse(write, entry, program, inUse, fed)
  const [step, site] = ['step', 'site'].map(each => input(write, `${entry}.${each}`, [], 'int32'))
  const draws = dropoutNodes(write, training.seed, step!, site!)
  const { all, weights } = readParameters(held, { ...program, head: {} }, inUse)
  return { all, embeddings: () => program.embed(weights, texts, draws.dropout), sites: draws.sites }
}

const fedEmbeddings = (
  write: Recorder,
  entry: string,
  sentences: number,
  { cached }: { readonly cached: number },
  name = 'embeddings',
): tf.Tensor2D => toTensor(input(write, `${entry}.${name}`, [sentences, cached], 'float32'))

/** `apply` moves what all tasks train; a task's own parameters have an entry of their own. */
const applyEntries = (
  batches: readonly BatchEntry[],
  slopes: readonly Slope[],
  training: Training,
): readonly Graph[] => {
  const apply = (entry: string, some: readonly Slope[]) =>
    traceEntry(entry, noSizes, write => traceApplication(write, variables(write), entry, training, some))
  if (batches.every(({ objective }) => objective.task === undefined)) return [apply('apply', slopes)]
  const own = batches.flatMap(({ objective: { task }, slopes: all }) => {
    const some = all.filter(isOwn)
    return some.length === 0 ? [] : [apply(entryOf('apply', task), some)]
  })
  return [
    apply(
      'apply',
      slopes.filter(slope => !isOwn(slope)),
    ),
    ...own,
  ]
}

/** Of several tasks one's own: no clipping counts it, and its steps are counted apart. */
const isOwn = ({ clipped }: Slope): boolean => !clipped

const keptOf = (slopes: readonly Slope[], { optimizer, accumulates }: Training): Emptied =>
  Object.fromEntries(
    slopes.flatMap(({ name, shape }) => [
      ...Object.entries(optimizer.state).map(([kept, all]) => [stateOf(name, kept), { shape, all }]),
      ...(accumulates ? [[sumOf(name), { shape, all: 0 }]] : []),
    ]),
  )

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
  { program, objective, training }: Traced,
  sizes: Sizes,
): BatchTrace => {
  const { inUse } = training
  const fed = fedBatch(write, entry, objective, sizes)
  const batch = { ...fed, texts: textsInUse(write, entry, program, inUse, fed.texts) }
  const [step, site] = ['step', 'site'].map(name => input(write, `${entry}.${name}`, [], 'int32'))
  const draws = dropoutNodes(write, training.seed, step!, site!)
  const { all, weights, head } = readParameters(held, program, inUse)
  const names = Object.keys(parameterShapes(program)).filter(name => shareOf(training, name) > 0)
  const loss = () => tf.mean(objective.loss(weights, head, batch, draws.dropout))
  const trained = names.map(name => all[name]!)
  const { value, grads } = valueAndGradients(loss, trained)
  return { loss: toNode(value), slopes: slopesOf(names, all, grads, { program, training }), sites: draws.sites() }
}

interface Traced {
  readonly program: Program
  readonly objective: Objective
  readonly training: Training
}

const textsInUse = (
  write: Recorder,
  entry: string,
  { weights }: Program,
  inUse: Training['inUse'],
  texts: PackedTexts,
): PackedTexts => {
  const [table] = inUse?.tables ?? []
  return table === undefined ? texts : idsInUse(write, entry, weights[table]![0]!, texts)
}

/** Parameters by name with their gradients. */
const slopesOf = (
  names: readonly string[],
  all: Weights,
  gradients: readonly (tf.Tensor | null | undefined)[],
  { program, training }: Pick<Traced, 'program' | 'training'>,
): readonly Slope[] =>
  names.flatMap((name, i): Slope[] => {
    const gradient = gradients[i]
    if (!gradient) return [] // a parameter that takes no part is neither clipped nor updated
    const weight = toNode(all[name]!)
    const [variable] = heldAs(name, [], training.inUse)
    const own = { parameter: name, name: variable, shape: weight.shape, weight, gradient: toNode(gradient) }
    const share = shareOf(training, name)
    return [{ ...own, share, decays: training.decays(name), clipped: name in program.weights }]
  })

const traceUpdate = (
  write: Recorder,
  held: Variables,
  entry: string,
  training: Training,
  { slopes, loss }: Pick<BatchTrace, 'slopes' | 'loss'>,
  task: string | undefined,
): readonly Node[] => {
  const own = task === undefined ? [] : slopes.filter(isOwn)
  const shared = slopes.filter(slope => !own.includes(slope))
  const scalars = scalarsOf(write, entry, training)
  const norm = shared.some(({ clipped }) => clipped) ? normNode(write, shared) : write.constant([0], [], 'float32')
  const moved = [
    ...updateNodes(write, held, shared, norm, scalars, training),
    ...(own.length === 0
      ? []
      : updateNodes(write, held, own, norm, scalarsOf(write, `${entry}.own`, training), training)),
  ]
  output(write, `${entry}.loss`, loss, moved)
  output(write, `${entry}.norm`, norm)
  return moved
}

const scalarsOf = (write: Recorder, from: string, { optimizer }: Training): Scalars =>
  Object.fromEntries(Object.keys(optimizer.scalars).map(name => [name, input(write, `${from}.${name}`, [], 'float32')]))

const sumOf = (name: string): string => stateOf(name, 'gradients')

/** Adds a batch's share of the gradients to their sums. */
const traceAccumulation = (
  write: Recorder,
  { add }: Variables,
  entry: string,
  { loss, slopes }: Omit<BatchTrace, 'sites'>,
): void => {
  const share = input(write, `${entry}.share`, [], 'float32')
  const added = slopes.map(({ name, shape, gradient }) =>
    add(sumOf(name), shape, write.op('Mul', [gradient, share], { T: { type: 'float32' } }, shape, 'float32')),
  )
  output(write, `${entry}.loss`, loss, added)
}

/** Updates by the summed gradients and empties the sums. */
const traceApplication = (
  write: Recorder,
  held: Variables,
  entry: string,
  training: Training,
  some: readonly Slope[],
): void => {
  const slopes = some.map(slope => ({
    ...slope,
    gradient: held.read(sumOf(slope.name), slope.shape),
    weight: held.read(slope.name, slope.shape),
  }))
  const loss = write.constant([0], [], 'float32')
  const moved = traceUpdate(write, held, entry, training, { slopes, loss }, undefined)
  const emptied = slopes.map(({ name, shape }, i) =>
    held.assign(sumOf(name), shape, write.fill(shape, 0, 'float32'), [moved[i]!]),
  )
  outputDone(write, `${entry}.done`, emptied)
}
