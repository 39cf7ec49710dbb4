import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, map, of, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { gather, gatherEach } from '../gather.js'
import { isThere } from '../isThere.js'
import type { Module, ModuleKind, RouterModule } from './modulesJson.js'
import { PoolingConfig, poolingModes, poolingStages } from './poolingConfig.js'
import { count, flag, maybe, number, object, readJson, readOptionalJson, words } from './readJson.js'
import { type TokenModuleKind, tokenModuleConfigs } from './tokenModuleConfigs.js'
import { activationOf, knownActivations } from './torchActivations.js'
import { truncationFolder } from './truncation.js'
import { findModuleWeights } from './weightsFiles.js'

/** A module of the model as one of our stages: plain data, its settings beside its name. */
export interface ModuleStage {
  readonly stage: string
  readonly [setting: string]: unknown
}

export interface DecodedModule {
  readonly stage: ModuleStage
  /** Where the module's own weights lie, when it has any. */
  readonly weights?: string
  /** Its configuration, where that has a name of its own. */
  readonly config?: string
  /** What a router holds: modules in their own folders. */
  readonly inside?: readonly DecodedModule[]
}

/** Reads a module's own configuration, and those of modules in it. Dropout and normalization may have none. */
export const decodeModule = (folder: string, module: Module | RouterModule): TaskEither<Problems, DecodedModule> => {
  if ('routes' in module) return decodeRouter(folder, module)
  const { kind, path } = module
  return (typeof kind === 'string' ? readers[kind] : own(kind.stage))(folder, path)
}

const decodeRouter = (
  folder: string,
  { routes, default: usual, config }: RouterModule,
): TaskEither<Problems, DecodedModule> => {
  const each = gatherEach((module: Module) => decodeModule(folder, module))
  const stages = (decoded: readonly DecodedModule[]) => decoded.map(({ stage }) => stage)
  return pipe(
    gather({ query: each(routes.query), document: each(routes.document) }),
    map(({ query, document }) => ({
      stage: { stage: 'router', query: stages(query), document: stages(document), default: usual },
      config,
      inside: [...query, ...document],
    })),
  )
}

type Reader = (folder: string, path: string) => TaskEither<Problems, DecodedModule>

const configOf = (path: string) => (path === '' ? 'config.json' : `${path}/config.json`)

const pooling: Reader = (folder, path) =>
  pipe(
    readJson(PoolingConfig, folder, configOf(path)),
    map(config => ({ stage: poolingStage(config) })),
  )

const poolingStage = (config: PoolingConfig): ModuleStage => {
  const prompt = (config.include_prompt ?? true) ? 'included' : 'excluded'
  const stages = poolingModes(config).map(mode => ({ stage: poolingStages[mode], prompt }))
  return stages.length === 1 ? stages[0]! : { stage: 'pool.concatenate', of: stages }
}

const Onward = t.partial({ module_input_name: maybe(words), module_output_name: maybe(words) })

/** Modules may read and write other features than the sentence's vector; such models are refused. */
const onSentences = <A extends t.TypeOf<typeof Onward>>(config: A, file: string): Either<Problems, A> => {
  const other = [config.module_input_name, config.module_output_name].find(name => (name ?? sentence) !== sentence)
  return other === undefined
    ? right(config)
    : left([problem(`${file}: the module works on ${other}; only ${sentence} is read here.`)])
}
const sentence = 'sentence_embedding'

const normalize: Reader = (folder, path) =>
  pipe(
    path === '' ? of(undefined) : readOptionalJson(Onward, folder, configOf(path)),
    chainEitherK(config => onSentences(config ?? {}, `${folder}/${configOf(path)}`)),
    map(() => ({ stage: { stage: 'pool.normalize' } })),
  )

const DenseConfig = t.intersection([
  t.type({ in_features: count, out_features: count }),
  t.partial({ bias: maybe(flag), activation_function: maybe(words), use_residual: maybe(flag) }),
  Onward,
])

const dense: Reader = (folder, path) => {
  const file = `${folder}/${configOf(path)}`
  return pipe(
    readJson(DenseConfig, folder, configOf(path)),
    chainEitherK(config => onSentences(config, file)),
    chainEitherK(
      ({
        in_features,
        out_features,
        bias,
        activation_function: torch,
        use_residual,
      }): Either<Problems, DecodedModule> => {
        if (path.endsWith(truncationFolder)) return right({ stage: { stage: 'pool.truncate', width: out_features } })
        const activation = activationOf(torch ?? 'Tanh')
        if (activation === undefined)
          return left([
            problem(`${file}: the activation ${torch} is not known; known are ${knownActivations.join(', ')}.`),
          ])
        const residual = use_residual ? in_features === out_features || 'projected' : false
        const stage = { stage: 'pool.dense', width: out_features, activation, bias: bias ?? true, residual }
        return right({ stage })
      },
    ),
    chain(withWeights(folder, path)),
  )
}

const withWeights = (folder: string, path: string) => (decoded: DecodedModule) =>
  pipe(
    findModuleWeights(folder, path),
    map((weights): DecodedModule => ({ ...decoded, weights })),
  )

const layerNorm: Reader = (folder, path) =>
  pipe(
    readJson(t.type({ dimension: count }), folder, configOf(path)),
    chain(() => withWeights(folder, path)({ stage: { stage: 'pool.layerNorm' } })),
  )

/** A user's own stage: its settings are its whole configuration, and its weights lie beside it when it has any. */
const own =
  (stage: string): Reader =>
  (folder, path) =>
    pipe(
      readJson(object, folder, configOf(path)),
      chain(settings => async () => {
        const decoded = { stage: { stage, ...settings } }
        const weights = `${path}/model.safetensors`
        return right((await isThere(join(folder, weights))) ? { ...decoded, weights } : decoded)
      }),
    )

const dropout: Reader = (folder, path) =>
  pipe(
    readOptionalJson(t.partial({ dropout: maybe(number) }), folder, configOf(path)),
    map(config => ({ stage: { stage: 'pool.dropout', rate: config?.dropout ?? 0.2 } })),
  )

/** A stage over tokens: its configuration may have a name of its own, and its weights lie beside it. */
const overTokens =
  (kind: TokenModuleKind): Reader =>
  (folder, path) => {
    const { config: name, codec, stage } = tokenModuleConfigs[kind]
    const config = `${path}/${name}`
    return pipe(
      readJson(codec, folder, config),
      chainEitherK(read => stage(read, `${folder}/${config}`)),
      chain(stage => withWeights(folder, path)({ stage, config })),
    )
  }

const readers: Readonly<Record<ModuleKind, Reader>> = {
  WeightedLayerPooling: overTokens('WeightedLayerPooling'),
  WordWeights: overTokens('WordWeights'),
  CNN: overTokens('CNN'),
  LSTM: overTokens('LSTM'),
  Pooling: pooling,
  Normalize: normalize,
  Dense: dense,
  LayerNorm: layerNorm,
  Dropout: dropout,
}
