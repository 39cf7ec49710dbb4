/** The programs whose types are measured, as their text. Every number is literal, as `siamese add` writes them. */
const imports = `import { encode, evaluate, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
`

/** A model and a data set under names of their own, so that no pipeline finds the types of another ready. */
const known = (at: number): string => `const model${at} = {
  model: 'model${at}',
  architecture: 'bert',
  hidden: ${384 + at},
  layers: 6,
  positions: 512,
  vocabulary: ${30522 + at},
  maxLength: 256,
  modules: [],
  origin: { source: 'models/${at}', files: [] },
} as const
const data${at} = {
  data: 'data${at}',
  columns: [['sentence1', 'text'], ['sentence2', 'text'], ['score', { score: [0, ${5 + at}] }]],
  splits: ['train', 'dev', 'test'],
  origin: { source: 'data/${at}', files: {} },
} as const
`

const front = (at: number): readonly string[] => [
  `tokenize(model${at}, { maxLength: ${128 + at} })`,
  `encode(model${at})`,
  'pool.mean()',
  'pool.normalize()',
]
const back = (at: number, best: string): readonly string[] => [
  'loss.cosineSimilarity()',
  "evaluate.similarity({ on: 'dev' })",
  "evaluate.loss({ on: 'dev' })",
  `train({ epochs: ${1 + at}, batchSize: ${16 + at}, best: '${best}' })`,
]
const made = (at: number, stages: readonly string[]): string =>
  `export const made${at} = pipeline(\n  data${at},\n${stages.map(stage => `  ${stage},\n`).join('')})\n`

/** What all the others import and declare, with nothing called. */
export const importsOnly = `${imports}${known(0)}
void pipeline
void tokenize
void encode
void train
void pool.mean
void pool.normalize
void loss.cosineSimilarity
void evaluate.similarity
void evaluate.loss
`

const more = [
  "evaluate.similarity({ on: 'test' })",
  "evaluate.loss({ on: 'test' })",
  "evaluate.similarity({ on: 'train' })",
]
const stagesOf: Readonly<Record<2 | 4 | 8 | 16, readonly string[]>> = {
  2: front(0).slice(0, 2),
  4: front(0),
  8: [...front(0), ...back(0, 'dev.spearman_cosine')],
  16: [
    ...front(0),
    ...Array.from({ length: 5 }, () => 'pool.normalize()'),
    ...back(0, '').slice(0, -1),
    ...more,
    back(0, 'dev.spearman_cosine').at(-1)!,
  ],
}
/** One pipeline: tokenizer and encoder; up to the embeddings; a whole one; one with all that may be written several times. */
export const ofStages = (count: keyof typeof stagesOf): string => `${imports}${known(0)}${made(0, stagesOf[count])}`

/** Pipelines of 8 stages whose literals all differ. */
export const ofPipelines = (count: number): string =>
  imports +
  Array.from(
    { length: count },
    (_, at) => known(at) + made(at, [...front(at), ...back(at, 'dev.spearman_cosine')]),
  ).join('')

/** The same stage over and over: what one more costs must not depend on how many there are. */
export const ofModules = (count: number): string =>
  `${imports}${known(0)}${made(0, [...front(0), ...Array.from({ length: count }, () => 'pool.normalize()')])}`
