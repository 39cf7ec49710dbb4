import type { PipelineJson } from '@siamese/core'
import * as t from 'io-ts'
import { count, named, object, oneOf, words } from '../../sources/modelFiles/readJson.js'
import type { Versioned } from './versioned.js'

const sha256 = named('a sha256 in hexadecimal', (u): u is string => typeof u === 'string' && /^[0-9a-f]{64}$/.test(u))
const hashes = t.readonly(t.record(t.string, sha256))
const versions = t.readonly(t.record(t.string, words))
const pipeline = named(
  'a pipeline',
  (u): u is PipelineJson => object.is(u) && 'data' in u && Array.isArray(u.stages) && u.stages.every(object.is),
)

const codec = t.intersection([
  t.type({
    manifest: t.literal(2),
    pipeline,
    hashes: t.intersection([
      t.type({ pipeline: sha256, model: hashes, data: hashes }),
      t.partial({
        tokenizer: hashes,
        files: hashes,
        frozen: t.readonly(t.record(t.string, hashes)),
        lock: sha256,
      }),
    ]),
    versions,
    engine: t.type({
      name: words,
      steps: oneOf('graph', 'operations'),
      threads: count,
      platform: words,
      processor: words,
      simd: t.readonlyArray(words),
    }),
    computing: t.intersection([
      t.type({ precision: oneOf('float32', 'bf16') }),
      t.partial({
        attentionGroups: t.union([count, t.readonly(t.record(t.string, count))]),
        passes: t.readonlyArray(words),
      }),
    ]),
    options: t.readonly(t.UnknownRecord),
    command: t.readonlyArray(words),
  }),
  t.partial({
    seed: count,
    base: t.type({ fromRun: words, fromCommand: words }),
    git: t.type({ commit: words, dirty: t.boolean }),
  }),
])

/**
 * `manifest.json`: everything that a run's numbers depend on, written before it trains. Hashes are sha256: of the canonical pipeline
 * (`pipeline.json`), of every file of the model or of its configuration, of the tokenizer's files, of the rows of every split that is
 * read, of the files that they lie in, and of the lock. `base` leads to where relative paths of the pipeline start.
 */
export type Manifest = t.TypeOf<typeof codec>

export const manifestFile: Versioned<Manifest> = {
  name: 'manifest.json',
  key: 'manifest',
  codec,
  migrations: [
    // One version stood for all packages, apart from the engine's; what else was added is not known of older runs.
    ({ siamese, engine, ...manifest }) => {
      const { versions, ...rest } = (engine ?? {}) as { readonly versions?: object }
      return { ...manifest, versions: { '@siamese/runner': siamese, ...versions }, engine: rest, options: {} }
    },
  ],
}
