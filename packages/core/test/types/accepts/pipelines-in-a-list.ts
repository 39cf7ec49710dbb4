import { evaluate, type Pipeline, type Problem, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** A sweep by hand: every number is looked at when the program runs. */
const rates = [1e-5, 2e-5, 5e-5]
const swept = rates.map(learningRate =>
  pipeline(
    stsb,
    sbert,
    loss.cosineSimilarity(),
    evaluate.similarity({ on: 'dev' }),
    train({ epochs: 1, learningRate, best: 'dev.spearman_cosine' }),
  ),
)
same<typeof swept, Pipeline<'stsb', 384, 'minilm', 'trained'>[]>()

const named: Readonly<Record<string, Pipeline>> = Object.fromEntries(
  swept.map((each, at) => [`rate ${rates[at]}`, each]),
)
const problemsOf = (all: Readonly<Record<string, Pipeline>>): readonly Problem[] =>
  Object.values(all).flatMap(({ problems }) => problems)
export const [first] = swept
same<ReturnType<typeof problemsOf>, readonly Problem[]>()
problemsOf(named)
