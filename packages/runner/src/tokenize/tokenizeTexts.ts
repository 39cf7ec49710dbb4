import type { Tokenizer } from '@siamese/core'

/** Token ids of texts, one after another: those of text `i` begin at `offsets[i]` and end before `offsets[i + 1]`. */
export interface TokenizedTexts {
  readonly ids: Int32Array<ArrayBuffer>
  readonly offsets: Uint32Array<ArrayBuffer>
  /** How many texts were longer than the limit and were cut. */
  readonly truncated: number
}

export const tokenizeTexts = (tokenizer: Tokenizer, texts: readonly string[], maxLength: number): TokenizedTexts => {
  const offsets = new Uint32Array(texts.length + 1)
  let ids = new Int32Array(32 * texts.length)
  let filled = 0
  let truncated = 0
  texts.forEach((text, i) => {
    const encoded = tokenizer.encode(text, maxLength)
    if (encoded.truncated) truncated++
    const end = filled + encoded.ids.length
    if (end > ids.length) ids = grown(ids, end)
    ids.set(encoded.ids, filled)
    filled = end
    offsets[i + 1] = end
  })
  return { ids: ids.slice(0, filled), offsets, truncated }
}

/** The ids of each text: views, not copies. */
export const idsOfEach = ({ ids, offsets }: TokenizedTexts): readonly Int32Array[] =>
  Array.from({ length: offsets.length - 1 }, (_, i) => ids.subarray(offsets[i]!, offsets[i + 1]!))

const grown = (ids: Int32Array, least: number): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(Math.max(least, 2 * ids.length))
  larger.set(ids)
  return larger
}
