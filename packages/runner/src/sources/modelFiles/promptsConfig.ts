import type { Problems } from '@siamese/core'
import { pipe } from 'fp-ts/lib/function.js'
import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { count, maybe, named, oneOf, readOptionalJson, words } from './readJson.js'

export type Similarity = 'cosine' | 'dot' | 'euclidean' | 'manhattan'

/** What a model declares about its use. */
export interface Use {
  /** Put before a text by the name of a prompt; `query` and `document` are always there. */
  readonly prompts: Readonly<Record<string, string>>
  readonly defaultPromptName: string | null
  readonly similarity: Similarity
  /** Vectors are cut to this width. */
  readonly truncateDim: number | null
}

const PromptsConfig = t.partial({
  prompts: maybe(
    named(
      'a record of texts',
      (u): u is Readonly<Record<string, string | null>> =>
        typeof u === 'object' &&
        u !== null &&
        Object.values(u).every(text => text === null || typeof text === 'string'),
    ),
  ),
  default_prompt_name: maybe(words),
  similarity_fn_name: maybe(oneOf('cosine', 'dot', 'euclidean', 'manhattan')),
  truncate_dim: maybe(count),
})

export const promptsConfigName = 'config_sentence_transformers.json'

export const readUse = (folder: string): TaskEither<Problems, Use> =>
  pipe(
    readOptionalJson(PromptsConfig, folder, promptsConfigName),
    map(config => ({
      prompts: {
        query: '',
        document: '',
        ...Object.fromEntries(Object.entries(config?.prompts ?? {}).map(([name, text]) => [name, text ?? ''])),
      },
      defaultPromptName: config?.default_prompt_name ?? null,
      similarity: config?.similarity_fn_name ?? 'cosine',
      truncateDim: config?.truncate_dim ?? null,
    })),
  )
