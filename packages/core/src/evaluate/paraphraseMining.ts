import * as t from 'io-ts'
import { described } from '../described.js'
import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import { options } from '../options.js'
import { minePairs } from '../search/minePairs.js'
import { scoresAmong } from '../search/rowScores.js'
import { count } from './count.js'
import { minedMetrics } from './minedMetrics.js'

const made = defineEvaluator({
  name: 'evaluate.paraphraseMining',
  about: 'How well the most similar pairs among all texts of a split are the pairs that belong together',
  roles: ['sentence1: text', 'sentence2: text', 'label?: binary'],
  reads: 'embeddings',
  metrics: ['average_precision', 'f1', 'precision', 'recall', 'threshold'],
  options: options({
    duplicates: [
      described(
        t.keyof({ 'as given': null, transitive: null }, "'as given' or 'transitive'"),
        'Which pairs belong together: those of the data, or also those that are so by way of others',
      ),
      'as given',
    ],
    topK: [described(count, 'How many nearest texts of each text are looked at'), 100],
    maxPairs: [described(count, 'How many pairs are kept in all'), 500_000],
  }),
  score: ({ embeddings, labels, texts, width, rows }, { duplicates, topK, maxPairs }) => {
    const places = new Map<string, number>()
    const distinct: number[] = []
    const columns = [texts.sentence1!, texts.sentence2!]
    for (let row = 0; row < rows; row++)
      for (const [side, column] of columns.entries())
        if (!places.has(column[row]!)) {
          places.set(column[row]!, places.size)
          distinct.push(side * rows + row)
        }
    const of = (place: number): Float32Array => {
      const [column, row] = place < rows ? [embeddings.sentence1!, place] : [embeddings.sentence2!, place - rows]
      return column.subarray(row * width, (row + 1) * width)
    }
    const all = new Float32Array(distinct.length * width)
    distinct.forEach((place, i) => {
      all.set(of(place), i * width)
    })
    const pairs = columns[0]!.flatMap((text, row): [number, number][] =>
      labels.label === undefined || labels.label[row] === 1
        ? [[places.get(text)!, places.get(columns[1]![row]!)!]]
        : [],
    )
    return minedMetrics(minePairs(scoresAmong(all, width), { topK, maxPairs }), pairs, duplicates)
  },
  doubts: ({ labels }) =>
    labels.label === undefined || labels.label.includes(1)
      ? []
      : ['no pair belongs together (label 1), so there is nothing to find'],
})
export interface ParaphraseMiningEvaluator extends EvaluatorOf<typeof made> {}

/**
 * All texts of the split, each once, are compared with all others; the most similar pairs should be those of the data's rows, or of
 * its rows with label 1 where it has labels. Average precision, and the best F1 with its precision, recall and threshold.
 * Source: ParaphraseMiningEvaluator.
 */
export const paraphraseMining: EvaluatorConstructor<ParaphraseMiningEvaluator> = named(made)
