import { stageToJson } from '@siamese/core'
import type { Planned } from '../plan.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'

/** A stage as plain data, every setting written. */
export const plainStage = ({ stage, settings }: Pick<Planned<never>, 'stage' | 'settings'>): ModuleStage =>
  JSON.parse(JSON.stringify(stageToJson({ stage, settings } as never))) // only its name and settings are read
