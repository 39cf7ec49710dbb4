import { type Constructor, defineStage, describe, none, type RuleOf, unit } from '@siamese/core'

const description = describe({
  name: 'pool.normalize',
  about: 'Sentence embeddings of unit length',
  takes: ['sentenceEmbeddings'],
  options: none,
  rules: [],
  gives: {},
})
export interface Normalize extends RuleOf<typeof description> {}

/** Sentence embeddings of unit length: u / max(‖u‖, 1e-12). `[sentences, width]` to the same. */
export const normalize: Constructor<Normalize> = defineStage<Normalize>(description, {
  family: 'module',
  apply: embeddings => unit(embeddings, 1e-12),
})
