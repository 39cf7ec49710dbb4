import { firstProblems, type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { insideFolder } from './insideFolder.js'
import { words } from './readJson.js'
import { ownPrefix, tokenTable } from './writtenModules.js'

/** modules.json as it is written: the modules that a text passes through, in order. */
export const ModulesJson = t.array(t.type({ path: words, type: words }), 'a list of modules')

/** What makes vectors of texts; one of them is the first module. */
const encoderKinds = ['Transformer', 'StaticEmbedding', 'WordEmbeddings'] as const
export type EncoderKind = (typeof encoderKinds)[number]
const moduleKinds = [
  'Pooling',
  'Normalize',
  'Dense',
  'LayerNorm',
  'Dropout',
  'WeightedLayerPooling',
  'WordWeights',
  'CNN',
  'LSTM',
] as const
export type ModuleKind = (typeof moduleKinds)[number]
const kinds: readonly (EncoderKind | ModuleKind)[] = [...encoderKinds, ...moduleKinds]

export interface Module<Kind = ModuleKind | OwnStage> {
  readonly kind: Kind
  /** Its folder inside the model folder; empty for the model folder itself. */
  readonly path: string
}

/** A stage that a user defined: its name here. */
export interface OwnStage {
  readonly stage: string
}

/** What a folder declares: the encoder, and the modules after it. */
export interface Modules {
  readonly encoder: Module<EncoderKind | OwnStage>
  readonly after: readonly Module[]
}

/** `sentence_transformers.models.Pooling` and `sentence_transformers.sentence_transformer.modules.pooling.Pooling` are one. */
export const decodeModules = (list: t.TypeOf<typeof ModulesJson>, file: string): Either<Problems, Modules> => {
  const wrong: string[] = []
  const modules = list.flatMap(({ path, type }, i) => {
    const kind = type.startsWith(ownPrefix)
      ? { stage: type.slice(ownPrefix.length) }
      : kinds.find(known => type.startsWith('sentence_transformers.') && type.split('.').at(-1) === known)
    if (!insideFolder(path)) wrong.push(`module ${i} lies at ${path}, outside the model's folder`)
    if (!kind) wrong.push(`module ${i} is ${type}; known are ${kinds.join(', ')}`)
    return kind ? [{ kind, path: path === '.' ? '' : path }] : []
  })
  const [encoder, ...after] = modules
  if (wrong.length === 0) {
    if (!isEncoder(encoder)) wrong.push(`the first module is no ${encoderKinds.join(' and no ')}`)
    if (after.some(isEncoder)) wrong.push('it has two encoders')
  }
  return wrong.length === 0
    ? right({ encoder: encoder as Modules['encoder'], after: after as readonly Module[] })
    : left(firstProblems(wrong.map(what => problem(`${file}: ${what}.`))))
}

const isEncoder = (module: { readonly kind: EncoderKind | ModuleKind | OwnStage } | undefined): boolean =>
  module !== undefined &&
  (typeof module.kind === 'string'
    ? (encoderKinds as readonly string[]).includes(module.kind)
    : module.kind.stage === tokenTable)
