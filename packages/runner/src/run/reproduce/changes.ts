import { canonical } from '../../canonical.js'
import type { Manifest } from '../folder/manifest.js'

/** What a second run has otherwise than the first, of all that its numbers depend on: a sentence each. */
export const changesBetween = (first: Manifest, second: Manifest): readonly string[] => [
  ...changesOfInputs(first, second),
  ...differs('the pipeline', first.hashes.pipeline.slice(0, 8), second.hashes.pipeline.slice(0, 8)),
  ...(first.hashes.lock === undefined
    ? []
    : differs('siamese.lock.ts', first.hashes.lock.slice(0, 8), second.hashes.lock?.slice(0, 8))),
  ...differs('the seed', first.seed, second.seed),
  ...Object.keys(first.versions).flatMap(name => differs(name, first.versions[name], second.versions[name])),
  ...differs('the engine', first.engine.name, second.engine.name),
  ...differs('steps', first.engine.steps, second.engine.steps),
  ...differs('threads', first.engine.threads, second.engine.threads),
  ...differs('the platform', first.engine.platform, second.engine.platform),
  ...differs('the processor', first.engine.processor, second.engine.processor),
  ...differs('instructions', first.engine.simd.join(' '), second.engine.simd.join(' ')),
  ...differs('computing', canonical(first.computing), canonical(second.computing)),
  ...(first.git === undefined ? [] : differs('the commit', first.git.commit, second.git?.commit)),
  ...(first.git === undefined ? [] : differs('files changed since the commit', first.git.dirty, second.git?.dirty)),
]

/** The data, the weights and the tokenizers among them. */
export const changesOfInputs = (first: Manifest, second: Manifest): readonly string[] => [
  ...hashesDiffer('rows of', first.hashes.data, second.hashes.data),
  ...hashesDiffer('file', first.hashes.files ?? second.hashes.files, second.hashes.files),
  ...hashesDiffer("model's", first.hashes.model, second.hashes.model),
  ...hashesDiffer("tokenizer's", first.hashes.tokenizer ?? second.hashes.tokenizer, second.hashes.tokenizer),
  ...Object.entries(first.hashes.frozen ?? {}).flatMap(([name, hashes]) =>
    hashesDiffer(`${name}'s`, hashes, second.hashes.frozen?.[name]),
  ),
]

const differs = (what: string, first: unknown, second: unknown): readonly string[] =>
  first === second ? [] : [`${what}: ${String(first ?? 'nothing')} then, ${String(second ?? 'nothing')} now`]

type Hashes = Readonly<Record<string, string>>
const hashesDiffer = (whose: string, first: Hashes = {}, second: Hashes = {}): readonly string[] =>
  [...new Set([...Object.keys(first), ...Object.keys(second)])].flatMap(name =>
    differs(`${whose} ${name}`, first[name]?.slice(0, 8), second[name]?.slice(0, 8)),
  )
