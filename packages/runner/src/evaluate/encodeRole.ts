import type { Route } from '@siamese/core'
import { encodeTexts } from '../encode/encodeTexts.js'
import type { Evaluation } from './evaluate.js'

export interface Encoding {
  readonly embeddings: (texts: readonly string[], prompt: string, route?: Route) => Promise<Float32Array>
  /** How many texts were cut so far. */
  readonly truncated: () => number
}

/** Encodes texts for an evaluator, and tells how far it has come of all of them. */
export const encodingFor = (
  evaluation: Evaluation,
  { stage, on }: { readonly stage: string; readonly on: string },
  total: number,
): Encoding => {
  const { sentenceEncoder, forward, tokenizing, signal, progress, encoded: told } = evaluation
  const encoder = { ...sentenceEncoder, ...forward, tokenizing }
  let done = 0
  let truncated = 0
  return {
    embeddings: async (texts, prompt, route) => {
      const before = done
      const encoded = await encodeTexts(encoder, texts, {
        prompt,
        route,
        ...(signal && { signal }),
        progress: some => progress?.({ evaluator: stage, on, done: before + some, total, unit: 'texts' }),
      })
      done += texts.length
      truncated += encoded.truncated
      told?.({ prompt, route }, texts, encoded.embeddings)
      return encoded.embeddings
    },
    truncated: () => truncated,
  }
}
