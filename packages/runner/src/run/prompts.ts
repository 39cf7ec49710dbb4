import { type Problems, problem, routeOf } from '@siamese/core'
import { modelOf, type Routes } from '../model/joinedRoutes.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'

/** Prompts that leave no room for a text, by stage; a prompt is for a role or a column. */
export const longPrompts = (plan: Plan, opened: Routes<Pick<OpenModel, 'tokenizer'>>): Problems => {
  const { evaluators, train, router, routeEncoders, usual } = plan
  const stages = [...evaluators, ...(train === undefined ? [] : [{ stage: 'train', settings: train }])]
  return stages.flatMap(({ stage, settings }) => {
    const prompts = Object.entries((settings.prompts ?? {}) as Readonly<Record<string, string>>)
    const long = prompts.flatMap(([key, prompt]) => {
      const route = routeEncoders && router && (routeOf({ role: key, column: key }, router.routing) ?? usual)
      const { maxLength } = route === undefined ? plan : routeEncoders![route]
      const tokens = modelOf<Pick<OpenModel, 'tokenizer'>>(opened, route).tokenizer.encode(
        prompt,
        Number.MAX_SAFE_INTEGER,
      ).ids.length
      return tokens < maxLength
        ? []
        : [
            `${stage}: the prompt ${JSON.stringify(prompt)} takes ${tokens} tokens with the special ones, and maxLength ${maxLength} leaves no room for text: shorten it, or raise maxLength`,
          ]
    })
    return [...new Set(long)].map(sentence => problem(sentence, { stage }))
  })
}
