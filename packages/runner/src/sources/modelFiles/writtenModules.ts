import type { ModuleStage } from './moduleStages.js'
import { type PoolingMode, poolingStages } from './poolingConfig.js'
import type { JsonObject } from './readJson.js'

/** A module as the sentence-transformers library (version 6) names and configures it. */
export interface WrittenModule {
  readonly path: string
  readonly type: string
  readonly config: JsonObject
}

export interface ModulesToWrite {
  readonly modules: readonly ModuleStage[]
  /** Width of the token embeddings. */
  readonly hidden: number
  readonly includePrompt: boolean
}

/** Our stages after the encoder as modules of the reference: the way back from `decodeModule`. */
export const writtenModules = ({ modules, hidden, includePrompt }: ModulesToWrite): readonly WrittenModule[] => {
  let width = hidden
  return modules.map((stage, i) => {
    const { name, place, config, out } = written(stage, width, includePrompt)
    width = out
    if (place === undefined) return { path: `${i + 1}_${name}`, type: `${ownPrefix}${name}`, config }
    return { path: `${i + 1}_${name}`, type: `sentence_transformers.${place}.${name}`, config }
  })
}

export const transformerType = 'sentence_transformers.base.modules.transformer.Transformer'

/** Stages that the library does not have are declared all the same, under a name that only we read. */
export const ownPrefix = 'siamese.'
export const isOwn = ({ stage }: ModuleStage): boolean => !known.has(stage)

const known: ReadonlySet<string> = new Set([
  ...['pool.normalize', 'pool.dense', 'pool.layerNorm', 'pool.dropout', 'pool.concatenate'],
  ...Object.values(poolingStages),
])

interface Written {
  readonly name: string
  /** The library's own module that holds the class; a user's own stage has none. */
  readonly place: string | undefined
  readonly config: JsonObject
  readonly out: number
}

const onSentences = { module_input_name: 'sentence_embedding', module_output_name: 'sentence_embedding' }

const written = (stage: ModuleStage, width: number, includePrompt: boolean): Written => {
  if (isOwn(stage)) {
    const { stage: name, ...config } = stage
    return { name, place: undefined, config, out: width }
  }
  switch (stage.stage) {
    case 'pool.normalize':
      return { name: 'Normalize', place: 'base.modules.normalize', config: onSentences, out: width }
    case 'pool.dense':
      return dense(stage, width)
    case 'pool.layerNorm':
      return { name: 'LayerNorm', place: own('layer_norm'), config: { dimension: width }, out: width }
    case 'pool.dropout':
      return { name: 'Dropout', place: own('dropout'), config: { dropout: stage.rate }, out: width }
    case 'pool.concatenate': {
      const modes = (stage.of as readonly string[]).map(modeOf)
      return pooling(modes, width, includePrompt)
    }
    default:
      return pooling([modeOf(stage.stage)], width, includePrompt)
  }
}

const own = (file: string) => `sentence_transformer.modules.${file}`

const pooling = (modes: readonly PoolingMode[], width: number, includePrompt: boolean): Written => ({
  name: 'Pooling',
  place: own('pooling'),
  config: {
    embedding_dimension: width,
    pooling_mode: modes.length === 1 ? modes[0] : modes,
    include_prompt: includePrompt,
  },
  out: width * modes.length,
})

const modeOf = (stage: string): PoolingMode => {
  for (const [mode, name] of Object.entries(poolingStages)) if (name === stage) return mode as PoolingMode
  throw new Error(`internal: sentence-transformers has no module for ${stage}`)
}

const torchNames: Readonly<Record<string, string>> = {
  none: 'torch.nn.modules.linear.Identity',
  tanh: 'torch.nn.modules.activation.Tanh',
  relu: 'torch.nn.modules.activation.ReLU',
  gelu: 'torch.nn.modules.activation.GELU',
  sigmoid: 'torch.nn.modules.activation.Sigmoid',
}

const dense = ({ width, activation, bias, residual }: ModuleStage, before: number): Written => ({
  name: 'Dense',
  place: 'base.modules.dense',
  config: {
    in_features: before,
    out_features: width,
    bias,
    activation_function: torchNames[activation as string],
    ...onSentences,
    ...(residual ? { use_residual: true } : {}),
  },
  out: width as number,
})
