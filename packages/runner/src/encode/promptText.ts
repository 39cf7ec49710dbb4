import { ownOf, problem } from '@siamese/core'
import { refusal } from '../asPromise.js'
import type { Use } from '../sources/modelFiles/promptsConfig.js'

/** What a text is to a search: questions and documents may have prompts of their own. */
export type Task = 'query' | 'document'

/** What a model wants in front of a text: the prompt of a name, or its default where none is named. */
export const promptText = ({ prompts, defaultPromptName }: Use, name: string | undefined): string => {
  const chosen = name ?? defaultPromptName
  if (chosen === null) return ''
  const text = ownOf(prompts, chosen)
  if (text === undefined)
    throw refusal([problem(`encode: the model has no prompt '${chosen}'; it has ${Object.keys(prompts).join(', ')}`)])
  return text
}

/** The name of the prompt for a task: of several that mean the same the first that the model has. Source: encode_query, encode_document. */
export const promptNameOf = ({ prompts }: Pick<Use, 'prompts'>, task: Task): string | undefined =>
  names[task].find(name => prompts[name] !== undefined)
const names: Readonly<Record<Task, readonly string[]>> = {
  query: ['query'],
  document: ['document', 'passage', 'corpus'],
}
