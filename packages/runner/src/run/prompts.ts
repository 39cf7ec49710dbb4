import { type Problems, problem, type Tokenizer } from '@siamese/core'
import type { Plan } from '../plan.js'

/** Prompts that leave no room for a text, by stage. */
export const longPrompts = ({ evaluators, train, maxLength }: Plan, { encode }: Tokenizer): Problems => {
  const stages = [...evaluators, ...(train === undefined ? [] : [{ stage: 'train', settings: train }])]
  return stages.flatMap(({ stage, settings }) =>
    [...new Set(Object.values((settings.prompts ?? {}) as Readonly<Record<string, string>>))].flatMap(prompt => {
      const tokens = encode(prompt, Number.MAX_SAFE_INTEGER).ids.length
      return tokens < maxLength
        ? []
        : [
            problem(
              `${stage}: the prompt ${JSON.stringify(prompt)} takes ${tokens} tokens with the special ones, and maxLength ${maxLength} leaves no room for text: shorten it, or raise maxLength`,
              { stage },
            ),
          ]
    }),
  )
}
