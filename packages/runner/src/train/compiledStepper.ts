import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import { batchFeeds, type CompiledModel, prefixed } from '../compute/compiled.js'
import { partName } from '../graph/entries/moves.js'
import { entryOf } from '../graph/program.js'
import { number } from './gradientsInParts.js'
import { divided, joined } from './miniBatches.js'
import { type OwnSteps, ownSteps } from './ownSteps.js'
import type { MoveRule, StepInput, StepOutput, Stepper } from './stepper.js'

/** Steps as one TensorFlow graph. */
export const compiledStepper = (
  { optimizer, weightDecay }: MoveRule,
  { runStep, compiled, ...model }: CompiledModel,
  accumulates: boolean,
): Stepper => {
  const own = ownSteps()
  const scalars = (prefix: string, rate: number, t: number): Weights =>
    prefixed(
      prefix,
      Object.fromEntries(
        Object.entries(optimizer.feeds({ rate, t }, weightDecay)).map(([name, value]) => [name, tf.scalar(value)]),
      ),
    )
  const fed = new Set(
    compiled.entries.flatMap(({ nodes }) => nodes.flatMap(({ op, name = '' }) => (op === 'Placeholder' ? [name] : []))),
  )
  /** Whether parameters are moved under such names. */
  const moves = (prefix: string): boolean => Object.keys(optimizer.scalars).some(name => fed.has(`${prefix}.${name}`))
  const scalarsOfOwn = (prefix: string, rate: number, t: number): Weights =>
    moves(prefix) ? scalars(prefix, rate, t) : {}
  /** Tasks with parameters of their own that summed gradients move. */
  const tasksApart = [...fed].flatMap(name => {
    const found = /^apply:(.*)\.takesPart$/.exec(name)
    return found === null ? [] : [found[1]!]
  })
  const partNames = (entry: string): readonly string[] => compiled.parts[entry]!
  const lossFetches = (entry: string): readonly string[] =>
    ['loss', ...partNames(entry).map((_, place) => partName(place))].map(name => `${entry}.${name}`)
  const lossTold = (entry: string, [loss, ...parts]: readonly tf.Tensor[]): BatchLoss => ({
    loss: number(loss!),
    parts: Object.fromEntries(partNames(entry).map((name, place) => [name, number(parts[place]!)])),
  })
  const together = ({ batches: [batch], step, rate }: StepInput, own: OwnSteps): StepOutput => {
    const { task } = batch!
    const entry = entryOf('train', task)
    const feeds = {
      ...stepFeeds(entry, batch!, step, 0),
      ...scalars(entry, rate, step + 1),
      ...scalarsOfOwn(`${entry}.own`, rate, own.of(task)),
    }
    const [norm, finite, ...told] = runStep(entry, feeds, [`${entry}.norm`, `${entry}.finite`, ...lossFetches(entry)])
    const { loss, parts } = lossTold(entry, told)
    return { losses: [loss], parts: [parts], norm: number(norm!), finite: number(finite!) !== 0 }
  }
  /** The loss of a batch that is embedded in parts, and how many uses of dropout that had. */
  const inParts = (
    { task, rows, textColumns, labels }: Batch,
    parts: readonly Batch[],
    step: number,
    site: number,
    share: tf.Scalar,
  ): readonly [loss: BatchLoss, sites: number] => {
    const [embed, cache, gradients] = ['embed', 'cache', 'gradients'].map(kind => entryOf(kind, task)) as [
      string,
      string,
      string,
    ]
    const sites = compiled.sites[gradients]!
    const fed = (entry: string, part: Batch, i: number): Weights =>
      stepFeeds(entry, { ...part, labels: {} }, step, site + i * sites)
    const embedded = parts.map(
      (part, i) => runStep(embed, fed(embed, part, i), [`${embed}.embeddings`])[0] as tf.Tensor2D,
    )
    const [upstream, ...told] = runStep(
      cache,
      prefixed(cache, {
        rows: tf.scalar(rows, 'int32'),
        embeddings: joined(embedded, textColumns.length),
        share,
        ...prefixed('label', labels),
      }),
      [`${cache}.upstream`, ...lossFetches(cache)],
    )
    const slices = divided(
      upstream as tf.Tensor2D,
      parts.map(part => part.rows),
      textColumns.length,
    )
    for (const [i, part] of parts.entries()) {
      const feeds = { ...fed(gradients, part, i), ...prefixed(gradients, { upstream: slices[i]!, share }) }
      runStep(gradients, feeds, [`${gradients}.loss`])
    }
    return [lossTold(cache, told), parts.length * sites]
  }
  const summed = ({ batches, step, rate }: StepInput, own: OwnSteps): StepOutput => {
    const share = tf.scalar(1 / batches.length)
    let site = 0
    const losses = batches.map(batch => {
      if (batch.parts !== undefined) {
        const [loss, sites] = inParts(batch, batch.parts, step, site, share)
        site += sites
        return loss
      }
      const entry = entryOf('gradients', batch.task)
      const feeds = { ...stepFeeds(entry, batch, step, site), [`${entry}.share`]: share }
      site += compiled.sites[entry]!
      return lossTold(entry, runStep(entry, feeds, lossFetches(entry)))
    })
    const tasks = [...new Set(batches.flatMap(({ task }) => (task === undefined ? [] : [task])))]
    const all = losses.map(({ loss }) => loss)
    const feeds = Object.assign(
      { 'apply.losses': tf.scalar(all.reduce((sum, loss) => sum + loss, 0)) },
      scalars('apply', rate, step + 1),
      ...tasksApart.map(task => ({
        ...scalars(entryOf('apply', task), rate, Math.max(own.of(task), 1)),
        [`${entryOf('apply', task)}.takesPart`]: tf.scalar(tasks.includes(task), 'bool'),
      })),
    )
    const [norm, finite] = runStep('apply', feeds, ['apply.norm', 'apply.finite', 'apply.done'])
    const parts = losses.map(each => each.parts)
    return { losses: all, parts, norm: number(norm!), finite: number(finite!) !== 0 }
  }
  const step = (input: StepInput, own: OwnSteps): StepOutput =>
    inScope(() => (accumulates ? summed(input, own) : together(input, own)))
  return {
    step: input => {
      const before = own.all()
      own.count(input.batches)
      const done = step(input, own)
      if (!done.finite) own.set(before)
      return done
    },
    rehearse: batches => {
      const began = performance.now()
      const first = ownSteps()
      first.count(batches)
      // At rate 0 every parameter stays as it is, bit for bit.
      const { finite } = step({ batches, rate: 0, step: 0 }, first)
      const seconds = (performance.now() - began) / 1000
      model.forget()
      return { seconds, finite }
    },
    parameters: model.parameters,
    assign: model.assign,
    state: () => ({ ...model.parameters(), moments: model.moments(), own: own.all() }),
    restore: ({ moments, own: steps, ...parameters }) => {
      model.assign(parameters)
      model.remember(moments)
      own.set(steps)
    },
    close: model.close,
  }
}

interface BatchLoss {
  readonly loss: number
  readonly parts: StepOutput['parts'][number]
}

/** What a batch of a step is fed as. */
export const stepFeeds = (entry: string, batch: Batch, step: number, site: number): Weights => ({
  ...batchFeeds(entry, batch),
  ...prefixed(entry, { step: tf.scalar(step, 'int32'), site: tf.scalar(site, 'int32') }),
})

/** Frees every tensor that `work` makes, and makes sure of it. */
const inScope = <A>(work: () => A): A => {
  const before = tf.memory().numTensors
  const out = scoped(work)
  const more = tf.memory().numTensors - before
  if (more !== 0) throw new Error(`internal: a step left ${more} tensors behind`)
  return out
}
const scoped = <A>(work: () => A): A => {
  tf.engine().startScope()
  try {
    return work()
  } finally {
    tf.engine().endScope()
  }
}
