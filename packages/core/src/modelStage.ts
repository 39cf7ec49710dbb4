import type { Model } from './model.js'
import type { ModelFacts, UseOf } from './modelFacts.js'
import type { Settable } from './options.js'
import { type Definition, make, type Named, type Stage } from './stage.js'

/** A stage that is given a model, and settings beside it; its rule sees what is known of the model. */
export interface ModelStage<R extends Named, Fields> {
  <const M extends Model, const O extends Settable<Fields> = {}>(
    model: M,
    settings?: O,
  ): Stage<
    R,
    ModelFacts<M['model'], M['hidden'], M['positions'], M['vocabulary'], M['layers'], M['modules'], UseOf<M>> & O
  >
  readonly definition: Definition<R['name']>
}

export const modelStage = <R extends Named, Fields>(definition: Definition): ModelStage<R, Fields> =>
  Object.assign((model: Model, settings: object = {}) => make(definition, { model, ...settings }), {
    definition,
  }) as ModelStage<R, Fields>
