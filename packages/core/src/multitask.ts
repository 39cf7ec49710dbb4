import * as t from 'io-ts'
import { type Choice, isChoice } from './choice.js'
import type { Data } from './data.js'
import { unfinished } from './declared.js'
import { described } from './described.js'
import type { Aim, Flow } from './flow.js'
import { flatten } from './fragment.js'
import { judgeIn } from './joint.js'
import type { Multitask } from './multitaskRule.js'
import { hasStages, isStage, stagesByName } from './nested.js'
import { options, type Settable } from './options.js'
import type { Fault } from './problem.js'
import { misplaced } from './sentences.js'
import { type Definition, definition, make, type Stage } from './stage.js'
import { ofSet } from './taskFlow.js'
import { noLoss, noSet, notALoss, notSeveral } from './taskSentences.js'
import { namesOf, setsOf } from './tasks.js'

const name = 'multitask'

const most = (predicts: readonly string[]): string =>
  ['classes', 'weights'].find(each => predicts.includes(each)) ?? 'nothing'

/** Whose turn it is among several data sets. */
export type Sampling = 'proportional' | 'round-robin'
const sampling = t.keyof({ proportional: null, 'round-robin': null }, 'proportional or round-robin')
const beside = {
  sampling: [
    described(
      sampling,
      'Whose turn it is: every batch of every data set once an epoch, or in turn until the shortest has none left',
    ),
    'proportional',
  ],
} as const

type Losses = Readonly<Record<string, Stage>>
const def: Definition = {
  name,
  about: 'A loss for each of several data sets, which train one encoder',
  options: options({
    losses: described(
      stagesByName('loss', 'an object with a loss for each data set'),
      'The loss of each data set, under its name',
    ),
    ...beside,
  }),
  first: 'losses',
  rules: [],
  does: { family: 'multitask' },
  judge: (flow, { losses = {} }) => {
    const wrong = misplaced(name, ['sentenceEmbeddings'], flow.kind) ?? unfinished(name, flow)
    const sets = setsOf(flow.from)
    const after: Flow = { ...flow, kind: 'objective', objective: name }
    if (wrong !== undefined) return { problems: [wrong], flow: after }
    if (sets === undefined) return { problems: [notSeveral(flow.data)], flow: after }
    const judged = sets.map(set => judgeLoss(set, losses as Losses, flow))
    const aims = judged.map(({ aim }) => aim)
    const strays = Object.keys(losses as Losses).filter(given => sets.every(({ data }) => data !== given))
    return {
      problems: [
        ...strays.map(given => ({ sentence: noSet(given, flow.data, namesOf(sets)), at: ['losses', given] })),
        ...judged.flatMap(({ problems }) => problems),
      ],
      flow: {
        ...after,
        predicts: most(aims.map(({ predicts }) => predicts)),
        smallestBatch: Math.max(...aims.map(({ smallestBatch }) => smallestBatch)),
        reads: (aims.find(({ reads }) => !reads.some(isClass)) ?? aims.at(-1) ?? flow).reads,
        by: Object.fromEntries(sets.map(({ data }, i) => [data, aims[i]!])),
      },
    }
  },
}

const isClass = (role: string): boolean => role.endsWith(': class')

const judgeLoss = (
  set: Data,
  losses: Losses,
  flow: Flow,
): { readonly problems: readonly Fault[]; readonly aim: Aim } => {
  const at = ['losses', set.data]
  const loss = Object.hasOwn(losses, set.data) ? losses[set.data] : undefined
  if (loss === undefined) return { problems: [{ sentence: noLoss(set.data, flow.data), at: ['losses'] }], aim: flow }
  const { problems, flow: after } = judgeIn(ofSet(flow, set), loss)
  const isLoss = problems.length > 0 || loss[definition].does.family === 'loss'
  const { objective, predicts, smallestBatch, frozen, reads } = after
  return {
    problems: (isLoss ? problems : [notALoss(set.data)]).map(problem =>
      typeof problem === 'string'
        ? { sentence: problem, at }
        : { sentence: problem.sentence, at: [...at, ...problem.at] },
    ),
    aim: { objective, predicts, smallestBatch, frozen, reads },
  }
}

/**
 * A loss for every data set of `tasks`, by its name: `multitask({ nli: loss.softmax(), stsb: loss.cosineSimilarity() })`.
 * Each batch comes from one data set, and all train one encoder. `proportional`: every batch of every data set once an epoch,
 * in an order drawn from the seed; `round-robin`: in turn, until the shortest has none left.
 * Source: ProportionalBatchSampler and RoundRobinBatchSampler.
 */
export interface MultitaskConstructor {
  <L extends Losses | Choice<readonly Losses[]>, const O extends Settable<typeof beside> = {}>(
    losses: L,
    settings?: O,
  ): Stage<Varied<L>, O>
  readonly definition: Definition
}
/** A sweep may choose among all losses at once. */
type Varied<L> = L extends Choice<infer Each> ? Varied<Each[number]> : Multitask<L>
export const multitask: MultitaskConstructor = Object.assign(
  (losses: unknown, settings: object = {}) => make(def, { losses: opened(losses), ...settings }),
  { definition: def },
) as MultitaskConstructor

/** A fragment of one stage is that stage. */
const opened = (losses: unknown): unknown =>
  isChoice(losses)
    ? Object.freeze({ choose: losses.choose.map(opened) })
    : hasStages(losses)
      ? Object.fromEntries(Object.entries(losses).map(([set, loss]) => [set, open(loss)]))
      : losses
const open = (loss: unknown): unknown => {
  const [only, ...more] = isStage(loss) ? flatten([loss]) : []
  return only !== undefined && more.length === 0 ? only : loss
}
