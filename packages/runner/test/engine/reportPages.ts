import { type Data, tasks } from '@siamese/core'
import { cosine, head, labelled, made, onDev, pairs, sentence, training } from '../run/tiny.js'

const rows = <A>(count: number, row: (n: number) => A): A[] => Array.from({ length: count }, (_, n) => row(n))
const all = <A>(count: number, row: (n: number) => A) => ({
  train: rows(count, row),
  dev: rows(12, n => row(n + 50)),
  test: rows(12, n => row(n + 80)),
})
const text = 'text' as const

export const hostile = `"><script>document.title='run'</script><img src=x onerror=alert(1)>`
const triplets: Data = {
  data: 'triplets',
  columns: [
    ['anchor', text],
    ['positive', text],
    ['negative', text],
  ],
  splits: ['train', 'dev', 'test'],
  origin: { rows: all(22, n => ({ anchor: sentence(n), positive: sentence(n + 1), negative: sentence(5 * n + 3) })) },
}
const texts: Data = {
  data: 'texts',
  columns: [['text', text]],
  splits: ['train', 'dev', 'test'],
  origin: { rows: all(22, n => ({ text: sentence(n) })) },
}
const questions: Data = {
  data: 'questions',
  columns: [
    ['query', text],
    ['document', text],
  ],
  splits: ['train', 'dev', 'test'],
  origin: { rows: all(22, n => ({ query: sentence(n), document: sentence(n + 7) })) },
}
const hurtful: Data = {
  ...pairs,
  data: `pairs ${hostile}`,
  columns: [...pairs.columns, ['genre', { class: [`news ${hostile}`, 'forums'] }]],
  origin: {
    rows: all(22, n => ({
      sentence1: `${sentence(n)} ${hostile}`,
      sentence2: `${sentence(n + 1)} ${'very '.repeat(200)}`,
      score: n % 6,
      genre: n % 2,
    })),
  },
}
const softmax = { stage: 'loss.softmax' }

/** A small pipeline of every kind of data and of evaluation, and what its page has to say. */
export const kinds = {
  scores: {
    pipeline: made([
      ...head,
      cosine,
      onDev,
      { ...onDev, on: 'test' },
      training({ best: 'dev.spearman_cosine', evaluateEvery: 2 }),
    ]),
    says: [
      'Gold score and cosine: test',
      'place by score → by cosine',
      'before training',
      'after training',
      'Coloured by score of the pair',
    ],
  },
  hostile: {
    pipeline: made([...head, cosine, onDev, training()], hurtful),
    says: ['Gold score and cosine: dev', 'Coloured by genre'],
  },
  classes: {
    pipeline: made([...head, softmax, { stage: 'evaluate.labels', on: 'dev' }, training()], labelled),
    says: ['Cosines: dev', 'class → looks like', 'Coloured by label'],
  },
  triplets: {
    pipeline: made(
      [...head, { stage: 'loss.triplet' }, { stage: 'evaluate.triplet', on: 'dev' }, training()],
      triplets,
    ),
    says: ['anchor and positive', 'anchor and negative', 'the first is nearer in', 'Coloured by role'],
  },
  retrieval: {
    pipeline: made(
      [
        ...head,
        { stage: 'loss.multipleNegativesRanking', columns: { anchor: 'query', positive: 'document' } },
        { stage: 'evaluate.retrieval', on: 'dev' },
        training(),
      ],
      questions,
    ),
    says: ['query and document', 'rows that are nearer', 'texts of different rows'],
  },
  'texts alone': {
    pipeline: made([...head, { stage: 'loss.denoisingAutoEncoder' }, training()], texts),
    says: ['two different texts', 'The rows have one text each', 'The pipeline has no evaluators.'],
  },
  'without evaluation': {
    pipeline: made([...head, cosine, training()]),
    says: ['Gold score and cosine: train', 'The pipeline has no evaluators.'],
  },
  'evaluation only': {
    pipeline: made([...head, onDev]),
    says: ['Gold score and cosine: dev', 'Nothing was trained.'],
  },
  'several data sets': {
    pipeline: made(
      [
        ...head,
        { stage: 'multitask', losses: { labelled: softmax, pairs: cosine } },
        { stage: 'evaluate.similarity', on: 'pairs.dev' },
        training(),
      ],
      tasks(labelled, pairs) as Data,
    ),
    says: ['Gold score and cosine: pairs.dev', 'Cosines: labelled.train', 'Loss of each data set', 'Data: labelled'],
  },
} as const
