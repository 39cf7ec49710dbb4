import type { Problems, Route } from '@siamese/core'
import { right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ByRoute } from '../byRoute.js'
import { type WriteFile, writeFolderAtomically } from './atomicWrite.js'
import { jsonFileText } from './jsonFileText.js'
import { type ModelCard, modelCard } from './modelFiles/modelCard.js'
import { promptsConfigName, type Use } from './modelFiles/promptsConfig.js'
import type { JsonObject } from './modelFiles/readJson.js'
import { type WrittenEncoder, writtenEncoder } from './modelFiles/writtenEncoder.js'
import type { WrittenModule } from './modelFiles/writtenModule.js'
import { type ModulesToWrite, writtenModules } from './modelFiles/writtenModules.js'
import { routerConfigName, routerType } from './modelFiles/writtenRouter.js'
import { behindFirst, type EncoderWithModules, writtenRoutes } from './modelFiles/writtenRoutes.js'
import type { Tensors } from './safetensors.js'
import { safetensorsBytes, type TensorsToWrite, withStoredNumbers } from './safetensorsWrite.js'

/** A trained model as plain values. A model that was read can be given back as it is, with other weights. */
export type ModelToWrite = ToTell & (EncoderWithModules | RoutesToWrite)
interface ToTell extends Use {
  /** A loss's own weights, in `head/`; Python ignores them. */
  readonly head?: { readonly config: JsonObject; readonly weights: TensorsToWrite }
  readonly card: ModelCard
}
/** An encoder for each route, and what stands behind both. */
export interface RoutesToWrite extends ModulesToWrite {
  readonly encoders: ByRoute<EncoderWithModules>
  readonly usual: Route
}

/**
 * Writes the folder that sentence-transformers (version 6 and later) opens and that `readModelFolder` reads,
 * whole or not at all. The same values give the same bytes.
 */
export const writeModel = (folder: string, model: ModelToWrite): TaskEither<Problems, void> =>
  writeFolderAtomically(folder, async file => {
    const modules = 'encoders' in model ? await writeRoutes(file, model) : await writeOne(file, model)
    await file('modules.json', jsonFileText(modulesJson(modules)))
    await file(promptsConfigName, jsonFileText(promptsConfig(model)))
    await file('README.md', modelCard(model.card))
    if (model.head) {
      await file('head/config.json', jsonFileText(model.head.config))
      await file('head/model.safetensors', safetensorsBytes(sorted(model.head.weights)))
    }
    return right(undefined)
  })

/** A module as modules.json has it. */
type Listed = Pick<WrittenModule, 'path' | 'type'>

const writeOne = async (file: WriteFile, model: EncoderWithModules): Promise<readonly Listed[]> => {
  const encoder = writtenEncoder(model)
  const modules = writtenModules(behindFirst(model, encoder.computes))
  await writeEncoder(file, encoder)
  await writeModules(file, modules)
  return [encoder, ...modules]
}

const writeRoutes = async (
  file: WriteFile,
  { encoders, usual, ...behind }: RoutesToWrite,
): Promise<readonly Listed[]> => {
  const routes = writtenRoutes(encoders, usual)
  const modules = writtenModules(behind)
  for (const encoder of routes.encoders) await writeEncoder(file, encoder)
  await file(routerConfigName, jsonFileText(routes.config))
  await writeModules(file, [...routes.modules, ...modules])
  return [{ path: '', type: routerType }, ...modules]
}

const writeModules = async (file: WriteFile, modules: readonly WrittenModule[]) => {
  for (const { path, config, file: name = 'config.json', weights } of modules.flatMap(withInside)) {
    await file(`${path}/${name}`, jsonFileText(config))
    if (weights.size > 0) await file(`${path}/model.safetensors`, tensorBytes(weights))
  }
}

const withInside = (module: WrittenModule): readonly WrittenModule[] => [
  module,
  ...(module.inside ?? []).map(each => ({ ...each, path: `${module.path}/${each.path}` })),
]

const writeEncoder = async (file: WriteFile, { path, files, weights }: WrittenEncoder) => {
  const at = (name: string) => (path === '' ? name : `${path}/${name}`)
  for (const [name, content] of Object.entries(files)) await file(at(name), content)
  await file(at('model.safetensors'), tensorBytes(weights))
}

const modulesJson = (modules: readonly Listed[]) =>
  modules.map(({ path, type }, idx) => ({ idx, name: String(idx), path, type }))

const promptsConfig = ({ prompts, defaultPromptName, similarity, truncateDim }: Use): JsonObject => ({
  __version__: { sentence_transformers: '6.0.0' },
  default_prompt_name: defaultPromptName,
  model_type: 'SentenceTransformer',
  prompts,
  similarity_fn_name: similarity,
  ...(truncateDim === null ? {} : { truncate_dim: truncateDim }),
})

const tensorBytes = (tensors: Tensors) => safetensorsBytes(sorted(withStoredNumbers(tensors)))

const sorted = (tensors: TensorsToWrite): TensorsToWrite => new Map([...tensors].sort(([a], [b]) => (a < b ? -1 : 1)))
