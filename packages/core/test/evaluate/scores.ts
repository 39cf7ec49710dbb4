import type { EvaluatesRows } from '../../src/does.js'
import type { Definition } from '../../src/stage.js'

type Numbers = readonly number[]
/** What an evaluator that scores rows does; another one fails the test. */
export const readsRows = ({ does, name }: Definition): EvaluatesRows => {
  if (does.family !== 'evaluator' || does.reads === 'search' || does.reads === 'metrics')
    throw new Error(`${name} does not score rows`)
  return does
}

/** What an evaluator reports of two-dimensional vectors, lists of pairs by role, of labels as lists of numbers, and of predicted classes. */
export const scoresOf = (
  definition: Definition,
  settings: object,
  given: {
    readonly embeddings?: Readonly<Record<string, readonly Numbers[]>>
    readonly labels?: Readonly<Record<string, Numbers>>
    readonly vectors?: Readonly<Record<string, readonly Numbers[]>>
    readonly texts?: Readonly<Record<string, readonly string[]>>
    readonly counts?: Readonly<Record<string, Numbers>>
    readonly predicted?: Numbers
  },
) => {
  const { options, name } = definition
  const { score, doubts } = readsRows(definition)
  const each = <A, B>(record: Readonly<Record<string, A>> | undefined, of: (a: A) => B) =>
    Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, of(value)]))
  const scored = {
    rows: Object.values({ ...given.embeddings, ...given.labels })[0]!.length,
    width: 2,
    embeddings: each(given.embeddings, rows => Float32Array.from(rows.flat())),
    labels: each(given.labels, list => Float64Array.from(list)),
    vectors: each(given.vectors, rows => Float32Array.from(rows.flat())),
    texts: given.texts ?? {},
    counts: each(given.counts, list => Int32Array.from(list)),
  }
  const decoded = options.decode(name, { on: 'dev', ...settings })
  if (decoded.problems.length > 0) throw new Error(decoded.problems[0]!.sentence)
  return {
    metrics: score(scored, decoded.value, Int32Array.from(given.predicted ?? [])),
    doubts: doubts(scored, decoded.value),
  }
}
