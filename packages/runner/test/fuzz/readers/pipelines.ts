import { join } from 'node:path'
import { experimentToJson } from '@siamese/core'
import fc from 'fast-check'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { pipelineReader, readText } from '../../../src/cli/readPipelineText.js'
import { readLock } from '../../../src/sources/lock.js'
import { jsonOf } from '../../../src/text/jsonOf.js'
import { typescriptOf } from '../../../src/text/typescriptOf.js'
import { yamlOf } from '../../../src/text/yamlOf.js'
import { vocabulary } from '../../../src/vocabulary.js'
import { randomExperiments } from '../../random/experiments.js'
import { randomPipelines } from '../../random/pipelines.js'
import type { Reader } from '../reader.js'

const experiments = () => [
  ...fc.sample(randomPipelines(vocabulary), { numRuns: 12, seed: 5 }),
  ...fc.sample(randomExperiments(vocabulary), { numRuns: 12, seed: 5 }),
]

const reader = (name: string, path: string, write: (json: never) => string): Reader => ({
  name,
  share: 3,
  seeds: () =>
    experiments().map(made => ({
      files: { [path]: write(JSON.parse(JSON.stringify(experimentToJson(made))) as never) },
    })),
  read: async folder => {
    const text = await readText(join(folder, path))
    if (isLeft(text)) return text
    const read = (await pipelineReader(path))(text.right, vocabulary)
    if (isLeft(read)) return read
    const json = experimentToJson(read.right)
    yamlOf(json)
    jsonOf(json)
    return right(json)
  },
})

const lock = `import type { Data, Model } from '@siamese/core'

export const minilm = {
  model: 'minilm',
  architecture: 'bert',
  hidden: 384,
  layers: 6,
  positions: 512,
  vocabulary: 30522,
  maxLength: 256,
  modules: ['pool.mean', 'pool.normalize'],
  origin: { source: 'hub:a/b@0123456789abcdef0123456789abcdef01234567', files: [{ path: 'config.json', sha256: '00' }] },
} as const satisfies Model

// a comment
export const stsb = {
  data: "stsb",
  columns: [['sentence1', 'text'], ['score', { score: [0, 5] }]],
  splits: ['train'],
  origin: { source: './data', files: { train: [{ path: 'train.jsonl', sha256: '00', rows: 3 }] } },
} as const satisfies Data
`

export const pipelineReaders: readonly Reader[] = [
  reader('pipeline JSON', 'pipeline.json', jsonOf),
  reader('pipeline YAML', 'pipeline.yaml', yamlOf),
  {
    name: 'lock',
    seeds: () => [{ files: { 'siamese.lock.ts': lock } }],
    read: folder => readLock(join(folder, 'siamese.lock.ts'))(),
  },
]
void typescriptOf
