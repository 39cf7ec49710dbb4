import { encodeTexts } from '../../encode/encodeTexts.js'
import type { Evaluation } from '../../evaluate/evaluate.js'
import type { Sampled } from './samplesOf.js'

/** Picks the embeddings of sampled texts out of those that evaluators make; what none of them makes is encoded by itself. */
export interface Gathering {
  readonly encoded: NonNullable<Evaluation['encoded']>
  /** Of each sample the columns' embeddings, row-major `[rows, width]`. */
  readonly gathered: () => Promise<readonly (readonly Float32Array[])[]>
}

export const gathering = (
  samples: readonly Sampled[],
  { sentenceEncoder, forward, tokenizing, signal }: Omit<Evaluation, 'encoded'>,
): Gathering => {
  const { width } = sentenceEncoder
  const wanted = new Map<string, Map<string, Float32Array | undefined>>()
  for (const { sample, prompts } of samples)
    for (const [i, { texts }] of sample.columns.entries()) {
      const own = wanted.get(prompts[i]!) ?? new Map<string, Float32Array | undefined>()
      for (const text of texts) own.set(text, undefined)
      wanted.set(prompts[i]!, own)
    }
  const encoded: Gathering['encoded'] = (prompt, texts, embeddings) => {
    const own = wanted.get(prompt)
    if (own === undefined) return
    texts.forEach((text, i) => {
      if (own.has(text)) own.set(text, embeddings.slice(i * width, (i + 1) * width))
    })
  }
  const encodeMissing = async (): Promise<void> => {
    for (const [prompt, own] of wanted) {
      const missing = [...own].flatMap(([text, found]) => (found === undefined ? [text] : []))
      if (missing.length === 0) continue
      const encoder = { ...sentenceEncoder, ...forward, tokenizing }
      const { embeddings } = await encodeTexts(encoder, missing, { prompt, ...(signal && { signal }) })
      encoded(prompt, missing, embeddings)
    }
  }
  return {
    encoded,
    gathered: async () => {
      await encodeMissing()
      return samples.map(({ sample, prompts }) =>
        sample.columns.map(({ texts }, i) => {
          const own = wanted.get(prompts[i]!)!
          const values = new Float32Array(texts.length * width)
          for (const [row, text] of texts.entries()) values.set(own.get(text)!, row * width)
          return values
        }),
      )
    },
  }
}
