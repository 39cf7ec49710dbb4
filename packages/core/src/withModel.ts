import { flatten } from './fragment.js'
import type { Model } from './model.js'
import { check, type Pipeline } from './pipeline.js'
import { definition, make, place } from './stage.js'

/** The same pipeline with another model in place of its own: what it declares is met, not replaced. */
export const withModel = ({ data, stages }: Pipeline, model: Model): Pipeline =>
  check(
    data,
    flatten(stages).map(stage => {
      const { insteadOf: _met, ...settings } = stage.settings as Readonly<Record<string, unknown>>
      return 'model' in settings
        ? make(stage[definition], { ...settings, ...fromBelow(settings), model }, stage[place])
        : stage
    }),
  )

/** A layer that is counted from the end of the model before; the other may end lower, and then ends there. */
const fromBelow = ({ layer, model }: Readonly<Record<string, unknown>>): { readonly layer?: number } =>
  typeof layer === 'number' && layer < -1 ? { layer: (model as Model).layers + 1 + layer } : {}
