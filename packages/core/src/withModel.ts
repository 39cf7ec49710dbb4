import { flatten } from './fragment.js'
import type { Model } from './model.js'
import { check, type Pipeline } from './pipeline.js'
import { type Route, routeNames } from './routes.js'
import { definition, make, place, type Stage } from './stage.js'

/** The same pipeline with another model in place of its own: what it declares is met, not replaced. */
export const withModel = (pipeline: Pipeline, model: Model): Pipeline => withModels(pipeline, () => model)

/** The same, with a model for each route where routes have an encoder each. */
export const withModels = ({ data, stages }: Pipeline, modelBy: (route?: Route) => Model): Pipeline =>
  check(
    data,
    flatten(stages).map(stage => given(stage, modelBy)),
  )

const given = (stage: Stage, modelBy: (route?: Route) => Model, route?: Route): Stage => {
  const { insteadOf: _met, ...settings } = stage.settings as Readonly<Record<string, unknown>>
  if (stage[definition].does.family === 'router') {
    const routes = routeNames.map(name => {
      const own = (settings[name] ?? []) as readonly Stage[]
      return [name, flatten(own).map(each => given(each, modelBy, name))] as const
    })
    return make(stage[definition], { ...settings, ...Object.fromEntries(routes) }, stage[place])
  }
  return 'model' in settings
    ? make(stage[definition], { ...settings, ...fromBelow(settings), model: modelBy(route) }, stage[place])
    : stage
}

/** A layer that is counted from the end of the model before; the other may end lower, and then ends there. */
const fromBelow = ({ layer, model }: Readonly<Record<string, unknown>>): { readonly layer?: number } =>
  typeof layer === 'number' && layer < -1 ? { layer: (model as Model).layers + 1 + layer } : {}
