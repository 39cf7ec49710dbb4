import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { insideFolder } from './insideFolder.js'
import { words } from './readJson.js'
import { ownPrefix } from './writtenModules.js'

/** modules.json as it is written: the modules that a text passes through, in order. */
export const ModulesJson = t.array(t.type({ path: words, type: words }), 'a list of modules')

const kinds = ['Transformer', 'Pooling', 'Normalize', 'Dense', 'LayerNorm', 'Dropout'] as const
export type ModuleKind = (typeof kinds)[number]

export interface Module {
  readonly kind: ModuleKind | OwnStage
  /** Its folder inside the model folder; empty for the model folder itself. */
  readonly path: string
}

/** A stage that a user defined: its name here. */
export interface OwnStage {
  readonly stage: string
}

/** `sentence_transformers.models.Pooling` and `sentence_transformers.sentence_transformer.modules.pooling.Pooling` are one. */
export const decodeModules = (
  list: t.TypeOf<typeof ModulesJson>,
  file: string,
): Either<Problems, readonly Module[]> => {
  const wrong: string[] = []
  const modules = list.flatMap(({ path, type }, i): Module[] => {
    const kind = type.startsWith(ownPrefix)
      ? { stage: type.slice(ownPrefix.length) }
      : kinds.find(known => type.startsWith('sentence_transformers.') && type.split('.').at(-1) === known)
    if (!insideFolder(path)) wrong.push(`module ${i} lies at ${path}, outside the model's folder`)
    if (!kind) wrong.push(`module ${i} is ${type}; known are ${kinds.join(', ')}`)
    return kind ? [{ kind, path }] : []
  })
  if (wrong.length === 0) {
    if (modules[0]?.kind !== 'Transformer') wrong.push('the first module is no Transformer')
    if (modules.slice(1).some(({ kind }) => kind === 'Transformer')) wrong.push('it has two Transformers')
  }
  return wrong.length === 0 ? right(modules) : left(wrong.map(what => problem(`${file}: ${what}.`)))
}
