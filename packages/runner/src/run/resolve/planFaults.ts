import { endingAt, type Model, type Problems, type Route, readEncoder } from '@siamese/core'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { inOrder } from '../../encode/placed.js'
import { type Defined, declaredStages } from '../../encode/stages.js'
import { joinedEncoders, type Routes } from '../../model/joinedRoutes.js'
import { encoderUnder } from '../../model/underRoute.js'
import { frozenModels, type Plan, type Task, trainedSplit } from '../../plan.js'
import { eachEncoder } from '../../plannedEncoder.js'
import type { DataContext } from '../../sources/dataFiles.js'
import { recordedRows } from '../../sources/dataStream.js'
import { openSplit } from '../../sources/openSplit.js'
import { leavesNoBatch, openSampler } from '../../train/sampler.js'
import { undeclared } from '../declared.js'
import { fewerPositions } from '../fewerPositions.js'
import { otherWidths, withWidths } from '../frozenWidths.js'
import { retokenizedWarnings } from '../frozenWords.js'
import { longPrompts } from '../prompts.js'
import { undecodable } from '../undecodable.js'
import { unknownParameters } from '../unknownParameters.js'
import { isInline } from './dataFaults.js'
import type { Weightless } from './modelFaults.js'
import type { Resolved } from './resolved.js'

/** The models whose files could be read. */
export type Read = (model: Model) => Weightless | undefined

/** What a run refuses of a plan, and warns of, as far as it is known before weights and the rows of files are read: in a run's sentences. */
export const planFaults = async (
  planned: Plan,
  read: Read,
  stages: readonly Defined[],
  context: DataContext,
): Promise<Resolved> => {
  const own = eachEncoder(planned).map(({ route, model, layer }) => ({ route, layer, model: read(model) }))
  const taught = frozenModels(planned).map(named => opened(named, read(named), [...planned.own, ...stages]))
  const frozen = taught.flatMap(each => (each === undefined || isLeft(each) ? [] : [each.right]))
  const all = frozen.length === taught.length
  const plan = all ? withWidths(planned, frozen) : planned
  return {
    problems: [
      ...taught.flatMap(each => (each !== undefined && isLeft(each) ? each.left : [])),
      ...ofModels(plan, own),
      ...(all ? otherWidths(plan, frozen) : []),
      ...(await batchFaults(plan, context)),
    ],
    notes: notes(own, frozen, plan),
    reads: [],
  }
}

/** A model of a plan, where its files could be read. */
interface Own {
  readonly route?: Route | undefined
  readonly layer: number
  readonly model: Weightless | undefined
}

const notes = (own: readonly Own[], frozen: Parameters<typeof retokenizedWarnings>[0], plan: Plan) => {
  const usual = own.find(({ route }) => route === plan.usual)?.model
  return usual === undefined ? [] : retokenizedWarnings(frozen, usual, plan.model)
}

/** What is wrong with the models as this plan uses them, where the files of all could be read. */
const ofModels = (plan: Plan, own: readonly Own[]): Problems => {
  const ended = own.map(({ route, layer, model }) => {
    const config = model && endingAt(model.config, layer)
    const encoder = config && (isLeft(config) ? config : readEncoder(config.right))
    return { route, model, encoder }
  })
  const wrong = ended.flatMap(({ encoder }) => (encoder !== undefined && isLeft(encoder) ? encoder.left : []))
  const found = ended.flatMap(({ route, model, encoder }) =>
    model === undefined || encoder === undefined || isLeft(encoder)
      ? []
      : [{ ...model, encoder: route === undefined ? encoder.right : encoderUnder(route, encoder.right) }],
  )
  if (wrong.length > 0 || found.length < own.length) return wrong
  const [query, document] = found
  const opened: Routes<Weightless> =
    document === undefined || plan.usual === undefined
      ? query!
      : {
          ...query!,
          encoder: joinedEncoders({ query: query!.encoder, document: document.encoder }, plan.usual),
          routes: { query: query!, document },
        }
  const { encoder } = opened
  return [
    ...undeclared(plan, opened),
    ...longPrompts(plan, opened),
    ...fewerPositions(plan, opened),
    ...unknownParameters({ ...plan, frozen: [...plan.frozen, ...encoder.frozen] }, { encoder }),
    ...undecodable(plan, encoder),
  ]
}

/** A frozen model with the width that its files say. */
const opened = (named: Model, model: Weightless | undefined, own: readonly Defined[]) => {
  if (model === undefined) return undefined
  const declared = model.declared.length > 0 ? model.declared : [{ stage: 'pool.mean' }]
  const after = declaredStages(named.model, declared, model.encoder.facts, own)
  return isLeft(after) ? after : right({ named, model, sentenceEncoder: { width: inOrder(after.right).at(-1)!.to } })
}

/** Rows that make no batches: those in the pipeline are all looked at; of files their number is recorded. */
const batchFaults = async (plan: Plan, context: DataContext): Promise<Problems> => {
  const { train, tasks, data } = plan
  if (train === undefined) return []
  const found = await Promise.all(
    tasks.map(async (task): Promise<Problems> => {
      const split = trainedSplit(task, train)
      if (isInline(task.data)) return ofSampler(plan, task, split, context)
      const rows = recordedRows(task.data, train.on)
      const counts = ['shuffled', 'as given', 'by length'].includes(train.sampler)
      return rows === undefined || !counts || 'pair' in data.origin ? [] : leavesNoBatch(train, rows)
    }),
  )
  return found.flat()
}

const ofSampler = async (plan: Plan, task: Task, split: string, context: DataContext): Promise<Problems> => {
  const rows = await openSplit(plan.data, split, context)()
  if (isLeft(rows)) return [] // said of the rows
  const sampler = await openSampler(plan.train!, task, rows.right)
  await rows.right.close()
  return isLeft(sampler) ? [sampler.left] : []
}
