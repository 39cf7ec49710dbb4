import { encodeTexts } from '../../encode/encodeTexts.js'
import type { Evaluation, ReadAs } from '../../evaluate/evaluate.js'
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
  const wanted = wantedOf(samples)
  const foundOf = (readAs: ReadAs) => wanted.find(each => isAlike(each.readAs, readAs))?.found
  const encoded: Gathering['encoded'] = (readAs, texts, embeddings) => {
    const found = foundOf(readAs)
    if (found === undefined) return
    texts.forEach((text, i) => {
      if (found.has(text)) found.set(text, embeddings.slice(i * width, (i + 1) * width))
    })
  }
  const encodeMissing = async (): Promise<void> => {
    for (const { readAs, found } of wanted) {
      const missing = [...found].flatMap(([text, vector]) => (vector === undefined ? [text] : []))
      if (missing.length === 0) continue
      const encoder = { ...sentenceEncoder, ...forward, tokenizing }
      const { embeddings } = await encodeTexts(encoder, missing, { ...readAs, ...(signal && { signal }) })
      encoded(readAs, missing, embeddings)
    }
  }
  return {
    encoded,
    gathered: async () => {
      await encodeMissing()
      return samples.map(({ sample, readAs }) =>
        sample.columns.map(({ texts }, i) => {
          const found = foundOf(readAs[i]!)!
          const values = new Float32Array(texts.length * width)
          for (const [row, text] of texts.entries()) values.set(found.get(text)!, row * width)
          return values
        }),
      )
    },
  }
}

/** Texts that are read alike, with the embeddings that are there. */
interface Wanted {
  readonly readAs: ReadAs
  readonly found: Map<string, Float32Array | undefined>
}
const wantedOf = (samples: readonly Sampled[]): readonly Wanted[] => {
  const wanted: Wanted[] = []
  for (const { sample, readAs } of samples)
    for (const [i, { texts }] of sample.columns.entries()) {
      const as = readAs[i]!
      const there = wanted.find(each => isAlike(each.readAs, as))
      const { found } = there ?? { found: new Map<string, Float32Array | undefined>() }
      if (there === undefined) wanted.push({ readAs: as, found })
      for (const text of texts) found.set(text, undefined)
    }
  return wanted
}
const isAlike = (one: ReadAs, other: ReadAs): boolean => one.prompt === other.prompt && one.route === other.route
