// What it costs a step that a run is recorded and watched: its lines, events and traces, and the live block.
// `pnpm bench:recording` measures the quickstart and, where `pnpm bench` keeps them, MiniLM and its pairs; or the pipelines that are named.
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fromJson, type Pipeline } from '@siamese/core'
import { loadPipeline } from '../../src/cli/loadPipeline.js'
import { vocabulary } from '../../src/vocabulary.js'
import { opened } from '../opened.js'
import { costOf } from './costOf.js'

/** What disturbs the machine for a while disturbs a step and what is beside it. */
const rounds = 5

interface Measured {
  readonly name: string
  readonly pipeline: Pipeline
  readonly base: string
  /** Of a round: short steps need more of them until the engine and what is beside it are warm. */
  readonly steps: number
}
const fromFile = async (file: string): Promise<Measured> => {
  const { pipeline, base } = opened(await loadPipeline(file))
  return { name: file, pipeline, base, steps: 96 }
}

/** MiniLM on pairs, 16 at a time, as the training of the benchmarks. */
const miniLm = (): readonly Measured[] => {
  const material = join(homedir(), '.cache', 'siamese', 'bench', 'pairs.json')
  if (!existsSync(material)) return []
  const { model, data } = JSON.parse(readFileSync(material, 'utf8'))
  const stages = [
    { stage: 'tokenize', model: model.model, maxLength: 128 },
    { stage: 'encode', model: model.model },
    { stage: 'pool.mean' },
    { stage: 'pool.normalize' },
    { stage: 'loss.cosineSimilarity' },
    { stage: 'train', epochs: 1, batchSize: 16, learningRate: 2e-5, seed: 42 },
  ]
  const json = { siamese: 2, data, models: { [model.model]: model }, stages }
  return [
    {
      name: 'MiniLM, 16 pairs a step',
      pipeline: opened(fromJson(vocabulary, json)),
      base: dirname(material),
      steps: 24,
    },
  ]
}

const quickstart = fileURLToPath(new URL('../../../../examples/quickstart/quickstart.ts', import.meta.url))
const named = process.argv.slice(2)
const all =
  named.length > 0
    ? await Promise.all(named.map(fromFile))
    : [{ ...(await fromFile(quickstart)), name: 'quickstart, 32 pairs a step' }, ...miniLm()]
for (const { name, pipeline, base, steps } of all)
  console.log([name, ...(await costOf(pipeline, base, steps, rounds)), ''].join('\n'))
