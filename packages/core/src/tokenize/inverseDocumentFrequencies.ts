import type { Tokenizer } from './reading.js'

/**
 * How much each token tells texts apart: ln(texts / texts that have it), for each id; 1 for those that no text has, as sentence-transformers'
 * `unknown_word_weight`. For `pool.wordWeights`.
 */
export const inverseDocumentFrequencies = (
  { vocabulary, encode }: Pick<Tokenizer, 'vocabulary' | 'encode'>,
  texts: Iterable<string>,
): Float32Array => {
  const having = new Float64Array(vocabulary)
  let count = 0
  for (const text of texts) {
    count++
    for (const id of new Set(encode(text, Number.MAX_SAFE_INTEGER).ids)) having[id]!++
  }
  return Float32Array.from(having, some => (some === 0 ? 1 : Math.log(count / some)))
}
