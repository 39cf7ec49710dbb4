import type { Route } from '@siamese/core'
import type { Tensors } from '../safetensors.js'
import type { ModuleStage } from './moduleStages.js'
import { type EncoderToTell, type WrittenModule, writtenModule } from './writtenModule.js'
import { writtenRouter } from './writtenRouter.js'

export interface ModulesToWrite {
  readonly modules: readonly ModuleStage[]
  /** Widths of what arrives at each of them, and behind the last. */
  readonly widths: readonly number[]
  readonly encoder: EncoderToTell
  /** For each module its own tensors. */
  readonly moduleWeights: readonly Tensors[]
  /** What a router among them holds. */
  readonly routes?: Readonly<Record<Route, RouteToWrite>>
}
export type RouteToWrite = Pick<ModulesToWrite, 'modules' | 'widths' | 'moduleWeights'>

/** Our stages after the encoder as modules of the reference: the way back from `decodeModule`. */
export const writtenModules = ({ encoder, routes, ...list }: ModulesToWrite): readonly WrittenModule[] =>
  list.modules.map((stage, i) => {
    if (stage.stage !== 'router') return writtenAt(list, i, encoder, String(i + 1))
    const inside = (route: Route) =>
      routes![route].modules.map((_, i) => writtenAt(routes![route], i, encoder, `${route}_${i}`))
    return writtenRouter(`${i + 1}_Router`, stage, { query: inside('query'), document: inside('document') })
  })

/** The modules behind a route's own encoder, which is the first in its folder. */
export const writtenInRoute = (route: Route, { encoder, ...list }: ModulesToWrite): readonly WrittenModule[] =>
  list.modules.map((_, i) => writtenAt(list, i, encoder, `${route}_${i + 1}`))

const writtenAt = (
  { modules, widths, moduleWeights }: RouteToWrite,
  i: number,
  encoder: EncoderToTell,
  begin: string,
): WrittenModule => writtenModule(begin, modules[i]!, widths[i]!, encoder, moduleWeights[i] ?? new Map())
