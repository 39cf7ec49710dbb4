import { basename, dirname, join, resolve } from 'node:path'
import { type Model, type ModelOrigin, type Problems, readEncoder } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { OpenModel } from '../../model/openModel.js'
import { openUntrainedParts } from '../../model/openUntrained.js'
import { isThere } from '../../sources/isThere.js'
import { modelChanged } from '../../sources/modelChanged.js'
import { readText } from '../../sources/modelFiles/readJson.js'
import { freshTokenizerConfig } from '../../sources/modelFiles/writtenConfig.js'
import { modelHere } from '../../sources/modelHere.js'
import { readModelLayout } from '../../sources/modelLayout.js'
import { rememberedHash } from '../../sources/rememberedHash.js'
import { openTokenizer } from '../../tokenize/openTokenizer.js'
import type { Resolved } from './resolved.js'

interface Context {
  readonly base: string
  readonly cacheRoot: string
}

/** A model without its weights. */
export type Weightless = Pick<OpenModel, 'config' | 'encoder' | 'tokenizer' | 'tokenizerFiles' | 'declared'>

/** What was found out about a model, and the model where its files can be read. */
export interface LookedAt extends Resolved {
  readonly model?: Weightless
}

/** A model's files without its weights: whether they are there, have the recorded hashes, and can be read. */
export const modelFaults = ({ model, architecture, origin }: Model, context: Context): Promise<LookedAt> =>
  'source' in origin ? ofSource(model, origin, context) : ofConfiguration(architecture, origin, context)

const ofSource = async (
  name: string,
  { source, route, files }: Extract<ModelOrigin, { source: string }>,
  context: Context,
): Promise<LookedAt> => {
  const folder = await modelHere(source, context)
  if (folder === undefined)
    return { problems: [], notes: [`${name} is not here yet: a run fetches ${source}`], reads: [] }
  const reads = files.map(({ path }) => join(folder, path))
  const layout = await readModelLayout(folder, route)()
  if (isLeft(layout)) return { problems: layout.left, notes: [], reads }
  const changed: Problems[] = await Promise.all(
    files.map(async file => {
      const path = join(folder, file.path)
      const hash = (await isThere(path)) ? await rememberedHash(context.cacheRoot)(path)() : undefined
      if (hash !== undefined && isLeft(hash)) return hash.left
      return hash?.right === file.sha256 ? [] : [modelChanged(name, source, file, hash?.right)]
    }),
  )
  const { config, tokenizer: tokenizerFiles, lowerCase, modules: declared } = layout.right
  const encoder = readEncoder(config)
  const tokenizer = openTokenizer(tokenizerFiles.json, tokenizerFiles.config, { lowerCase })
  const unreadable = [encoder, tokenizer].flatMap((each): Problems => (isLeft(each) ? each.left : []))
  return {
    ...(isLeft(encoder) || isLeft(tokenizer)
      ? {}
      : { model: { config, encoder: encoder.right, tokenizer: tokenizer.right, tokenizerFiles, declared } }),
    problems: [...changed.flat(), ...unreadable.map(each => ({ place: folder, ...each }))],
    notes: [],
    reads,
  }
}

const ofConfiguration = async (
  architecture: string,
  origin: Extract<ModelOrigin, { seed: number }>,
  { base }: Context,
): Promise<LookedAt> => {
  const path = resolve(base, origin.tokenizer)
  const text = await readText(dirname(path), basename(path))()
  const opened = isLeft(text) ? text : openUntrainedParts(architecture, origin, path, text.right, {})
  if (isLeft(text) || isLeft(opened)) return { problems: isLeft(opened) ? opened.left : [], notes: [], reads: [path] }
  const { config, encoder, tokenizer, json } = opened.right
  const tokenizerFiles = { json, config: freshTokenizerConfig(json), texts: { 'tokenizer.json': text.right } }
  return { problems: [], notes: [], reads: [path], model: { config, encoder, tokenizer, tokenizerFiles, declared: [] } }
}
