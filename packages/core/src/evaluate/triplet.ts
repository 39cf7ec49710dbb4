import * as t from 'io-ts'
import { described, inSchema } from '../described.js'
import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import { closedSchema } from '../jsonSchema.js'
import { options } from '../options.js'
import { some } from '../some.js'
import { bestOf, mainOf, mainSetting } from './bestOf.js'
import { comparing, similarities, similarityName } from './similarities.js'

const byName = t.record(t.string, t.number)
const isMargin = (u: unknown): u is number | Record<string, number> =>
  typeof u === 'number' || (byName.is(u) && Object.keys(u).every(similarityName.is))
const each = Object.fromEntries(Object.keys(similarityName.keys).map(name => [name, { type: 'number' }]))
const margin = inSchema(
  new t.Type<number | Record<string, number>, unknown, unknown>(
    'a number, or one for each similarity',
    isMargin,
    (u, context) => (isMargin(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  ),
  () => ({ anyOf: [{ type: 'number' }, closedSchema(each, [])] }),
)

const made = defineEvaluator({
  name: 'evaluate.triplet',
  about: 'The share of rows whose anchor is more similar to its positive than to its negative',
  roles: ['anchor: text', 'positive: text', 'negative: text'],
  reads: 'embeddings',
  metrics: ['{similarity}_accuracy'],
  options: options({
    similarity: [described(some(similarityName), comparing), ['cosine']],
    margin: [
      described(margin, 'By how much more similar the positive has to be; one number, or one for each similarity'),
      0,
    ],
    main: mainSetting,
  }),
  score: ({ embeddings, rows, width }, settings) =>
    bestOf(settings.similarity, name => {
      const margin = typeof settings.margin === 'number' ? settings.margin : (settings.margin[name] ?? 0)
      const positive = similarities[name](embeddings.anchor!, embeddings.positive!, width)
      const negative = similarities[name](embeddings.anchor!, embeddings.negative!, width)
      // In float32, as the similarities are.
      const right = positive.filter((p, i) => p > Math.fround(negative[i]! + Math.fround(margin)))
      return { [`${name}_accuracy`]: right.length / rows }
    }),
  primary: (_, { similarity, main }) => `${mainOf(similarity, main)}_accuracy`,
})
export interface TripletEvaluator extends EvaluatorOf<typeof made> {}

/**
 * The share of rows whose anchor is more similar to its positive than to its negative by more than `margin`: strictly, so a tie is wrong.
 * With several similarities, `max_accuracy` is the best of them. Source: TripletEvaluator.
 */
export const triplet: EvaluatorConstructor<TripletEvaluator> = named(made)
