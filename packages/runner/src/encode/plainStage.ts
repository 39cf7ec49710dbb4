import { isStage, type Stage, settingsOf, stageToJson } from '@siamese/core'
import type { Planned } from '../plan.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'
import { type AfterEncoder, inOrder } from './placed.js'

/** A stage as plain data, every setting written, also of the stages in it. */
export const plainStage = ({ stage, settings }: Pick<Planned<never>, 'stage' | 'settings'>): ModuleStage =>
  JSON.parse(JSON.stringify(stageToJson({ stage, settings: filled(settings) } as never))) // only its name and settings are read

/** All stages after an encoder as plain data, a router as one of them. */
export const plainStages = (after: AfterEncoder): readonly ModuleStage[] => {
  const { router } = after
  if (router === undefined) return inOrder(after).map(plainStage)
  const { routing, before, own, behind } = router
  const plain = {
    stage: 'router',
    query: own.query.map(plainStage),
    document: own.document.map(plainStage),
    ...routing,
  }
  return [...before.map(plainStage), plain, ...behind.map(plainStage)]
}

const filled = (settings: Planned<never>['settings']): Planned<never>['settings'] =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, Array.isArray(value) ? value.map(filledStage) : value]),
  )

const filledStage = (value: unknown): unknown =>
  isStage(value) ? ({ ...value, settings: filled(settingsOf(value)) } satisfies Stage) : value
