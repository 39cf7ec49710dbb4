import { problem } from '@siamese/core'
import { refusal } from '../asPromise.js'
import type { Use } from '../sources/modelFiles/promptsConfig.js'

/** What a model wants in front of a text: the prompt of a name, or its default where none is named. */
export const promptText = ({ prompts, defaultPromptName }: Use, name: string | undefined): string => {
  const chosen = name ?? defaultPromptName
  if (chosen === null) return ''
  const text = prompts[chosen]
  if (text === undefined)
    throw refusal([problem(`encode: the model has no prompt '${chosen}'; it has ${Object.keys(prompts).join(', ')}`)])
  return text
}
