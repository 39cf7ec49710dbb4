import { join } from 'node:path'
import { experimentFromJson, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { writtenCheckpoint } from '../../../src/run/checkpoint/checkpointFile.js'
import { verifiedCheckpoint } from '../../../src/run/checkpoint/readCheckpoint.js'
import { manifestFile } from '../../../src/run/folder/manifest.js'
import { readVersioned } from '../../../src/run/folder/versioned.js'
import { howItEnded, stateFile } from '../../../src/run/runState.js'
import { listRuns } from '../../../src/run/runs/listRuns.js'
import { sha256Of } from '../../../src/sources/hash.js'
import { readSafetensors } from '../../../src/sources/safetensors.js'
import { vocabulary } from '../../../src/vocabulary.js'
import { cosine, head, json, onDev, training } from '../../run/tiny.js'
import { weights } from '../../sources/modelFolders.js'
import type { Reader } from '../reader.js'

const a = 'a'.repeat(64)
const hashes = { pipeline: a, model: { config: a }, data: { train: a } }
const engine = { name: 'native', threads: 4, platform: 'linux-x64', processor: 'some', simd: ['avx2'], steps: 'graph' }
const shared = {
  pipeline: json([...head, cosine, onDev, training()]),
  hashes,
  computing: { precision: 'float32', attentionGroups: 2, passes: ['foldConstants'] },
  command: ['siamese', 'run', 'a.json'],
  seed: 42,
}
export const newest = {
  manifest: 2,
  ...shared,
  engine,
  versions: { node: '24.0.0' },
  options: { eager: true },
  git: { commit: 'c', dirty: false },
}
const oldest = { manifest: 1, siamese: '0.0.9', ...shared, engine: { ...engine, versions: { node: '22.1.0' } } }
const metrics = `${[
  { step: 0, 'dev.spearman_cosine': 0.2 },
  { step: 1, epoch: 0, loss: 0.5, rate: 1e-5, norm: 1 },
  { step: 2, 'dev.spearman_cosine': 0.3 },
]
  .map(line => JSON.stringify(line))
  .join('\n')}\n`

export const runFolders: Reader = {
  name: 'manifest and state',
  share: 2,
  seeds: () =>
    [newest, oldest].map(manifest => ({
      files: {
        'manifest.json': manifest,
        'state.json': { version: 1, state: 'running', process: 2 ** 22 },
        'metrics.jsonl': metrics,
      },
    })),
  read: async (folder): Promise<Either<Problems, unknown>> => {
    await howItEnded(folder)
    const listed = await listRuns(folder)()
    if (isLeft(listed)) return listed
    const state = await readVersioned(stateFile, folder)()
    if (isLeft(state)) return state
    const manifest = await readVersioned(manifestFile, folder)()
    return isLeft(manifest) ? manifest : experimentFromJson(vocabulary, manifest.right.pipeline)
  },
}

const stored = { 'weights.safetensors': weights({ a: [2, 3] }), 'moments.safetensors': weights({ 'a.m': [2, 3] }) }
const checkpoint = writtenCheckpoint({
  step: 500,
  epoch: 1,
  place: 4,
  judged: true,
  best: { metric: 'dev.spearman_cosine', value: 0.5, step: 250 },
  waited: 0,
  truncated: { train: 3 },
  ownSteps: {},
  before: { 'dev.spearman_cosine': Number.NaN },
  metricsBytes: 200,
  files: Object.fromEntries(
    Object.entries(stored).map(([name, bytes]) => [
      name,
      { bytes: bytes.length, sha256: sha256Of(bytes), tensors: { [name]: sha256Of(name).slice(0, 16) } },
    ]),
  ),
})

export const checkpoints: Reader = {
  name: 'checkpoint',
  share: 2,
  seeds: () => [{ files: { ...stored, 'checkpoint.json': checkpoint } }],
  read: async folder => {
    const verified = await verifiedCheckpoint(folder)
    if (typeof verified === 'string') return left([problem(verified)])
    for (const name of Object.keys(stored)) {
      const read = await readSafetensors(join(folder, name))()
      if (isLeft(read)) return read
    }
    return right(verified)
  },
}
