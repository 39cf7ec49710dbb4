import * as tf from '@tensorflow/tfjs-core'
import { dropoutNodes } from '../dropoutNodes.js'
import { input, output, traceEntry } from '../entry.js'
import { meanLoss } from '../meanLoss.js'
import { entryOf, type Objective, type Program, parameterShapes, type Training } from '../program.js'
import type { Recorder } from '../recorder.js'
import type { Sizes } from '../size.js'
import { batchSamples } from '../texts.js'
import { toNode, toTensor, valueAndGradients } from '../traceBackend.js'
import type { Slope } from '../updateNodes.js'
import { type Variables, variables } from '../variables.js'
import { fedLabels, fedLists, readParameters } from './batch.js'
import { type BatchEntry, type Traced, textsInUse } from './batchEntry.js'
import { shareOf, slopesOf, traceAccumulation } from './moves.js'

/**
 * A batch in parts: `embed` gives a part's embeddings and keeps nothing else, `cache` the loss of the batch and its gradient at all of
 * them, and `gradients` embeds a part again, with the same masks, and adds up the gradient of ⟨embeddings, gradient at them⟩.
 * Gao et al. 2021, "Scaling Deep Contrastive Learning Batch Size under Memory Limited Setup".
 */
export const cachedEntries = (
  program: Program,
  objective: Objective,
  training: Training & { readonly cached: number },
): BatchEntry => {
  const { task, texts, beside } = objective
  const perRow = texts + (beside?.texts ?? 0)
  const samples = batchSamples(objective)
  const name = (kind: string) => entryOf(kind, task)
  const embed = traceEntry(name('embed'), samples, (write, sizes) => {
    const { embeddings } = tracePart(write, variables(write), name('embed'), { program, objective, training }, sizes)
    output(write, `${name('embed')}.embeddings`, toNode(embeddings()))
  })
  let ofHead: readonly Slope[] = []
  let told: readonly string[] = []
  const cache = traceEntry(
    name('cache'),
    samples.map(({ rows }) => ({ rows: rows! })),
    (write, { rows }) => {
      const entry = name('cache')
      const held = variables(write)
      input(write, `${entry}.rows`, [], 'int32')
      const at = fedEmbeddings(write, entry, rows! * perRow, training)
      const labels = fedLabels(write, entry, objective, rows!)
      const { all, head } = readParameters(held, { ...program, weights: {} })
      const names = Object.keys(parameterShapes({ ...program, weights: {} })).filter(
        each => shareOf(training, each) > 0,
      )
      const { mean, parts } = meanLoss(() => objective.value(at, head, { rows: rows!, labels }), toNode)
      const { value, grads } = valueAndGradients(mean, [at, ...names.map(each => all[each]!)])
      const [upstream, ...others] = grads
      ofHead = slopesOf(names, all, others, { program, training })
      told = Object.keys(parts())
      write.within({ part: 'update' }, () =>
        traceAccumulation(write, held, entry, { loss: toNode(value), parts: parts(), slopes: ofHead }),
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
    const upstream = fedEmbeddings(write, entry, sizes.rows! * perRow, training, 'upstream')
    const names = Object.keys(program.weights).filter(each => shareOf(training, each) > 0)
    const trained = names.map(each => part.all[each]!)
    const { value, grads } = valueAndGradients(() => tf.sum(tf.mul(part.embeddings(), upstream)), trained)
    ofModel = slopesOf(names, part.all, grads, { program, training })
    sites = part.sites()
    write.within({ part: 'update' }, () =>
      traceAccumulation(write, held, entry, { loss: toNode(value), parts: {}, slopes: ofModel }),
    )
  })
  const slopes = [...ofModel, ...ofHead]
  return { objective, graphs: [gradients, embed, cache], slopes, sites, parts: { [cache.entry]: told } }
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
  const fed = fedLists(write, entry, objective, sizes)
  const texts = { ...fed, texts: textsInUse(write, entry, program, inUse, fed.texts) }
  const [step, site] = ['step', 'site'].map(each => input(write, `${entry}.${each}`, [], 'int32'))
  const draws = dropoutNodes(write, training.seed, step!, site!)
  const { all, weights } = readParameters(held, { ...program, head: {} }, inUse)
  return { all, embeddings: () => objective.embed(weights, texts, draws.dropout), sites: draws.sites }
}

const fedEmbeddings = (
  write: Recorder,
  entry: string,
  sentences: number,
  { cached }: { readonly cached: number },
  name = 'embeddings',
): tf.Tensor2D => toTensor(input(write, `${entry}.${name}`, [sentences, cached], 'float32'))
