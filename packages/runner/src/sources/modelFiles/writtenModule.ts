import type { Tensors } from '../safetensors.js'
import type { ModuleStage } from './moduleStages.js'
import { type PoolingMode, poolingStages } from './poolingConfig.js'
import type { JsonObject } from './readJson.js'
import { torchActivations } from './torchActivations.js'
import { truncationFolder, truncationWeights } from './truncation.js'

/** A module as the sentence-transformers library (version 6) names and configures it. */
export interface WrittenModule {
  readonly path: string
  readonly type: string
  readonly config: JsonObject
  /** What the configuration's file is called, where not config.json. */
  readonly file?: string
  /** Its own, and those that the library needs for what is here a stage without any. */
  readonly weights: Tensors
  /** Modules in its folder. */
  readonly inside?: readonly WrittenModule[]
}

/** A module in a folder whose name begins as said. */
export const writtenModule = (
  begin: string,
  stage: ModuleStage,
  width: number,
  encoder: EncoderToTell,
  own: Tensors,
): WrittenModule => {
  if (isOwn(stage)) {
    const { stage: name, ...config } = stage
    return { path: `${begin}_${name}`, type: `${ownPrefix}${name}`, config, weights: own }
  }
  const { name, place, config, folder = `_${name}`, weights = own, ...rest } = written(stage, width, encoder, own)
  return { path: `${begin}${folder}`, type: `sentence_transformers.${place}.${name}`, config, weights, ...rest }
}

/** Stages that the library does not have are declared all the same, under a name that only we read. */
export const ownPrefix = 'siamese.'
/** A token table under another pooling than the mean, which the library's own module computes itself. */
export const tokenTable = 'TokenTable'
export const isOwn = (stage: ModuleStage): boolean =>
  stage.stage === 'pool.concatenate' ? pooled(stage) === undefined : !known.has(stage.stage)

const known: ReadonlySet<string> = new Set([
  'router',
  ...['pool.weightedLayers', 'pool.wordWeights', 'pool.cnn', 'pool.lstm'],
  ...['pool.normalize', 'pool.dense', 'pool.layerNorm', 'pool.dropout', 'pool.truncate'],
  ...Object.values(poolingStages),
])

/** What configurations say of the encoder. */
export interface EncoderToTell {
  readonly layers: number
  /** Every token that it knows, in the order of ids. */
  readonly words: () => readonly string[]
}

interface Written {
  readonly name: string
  /** The library's own module that holds the class. */
  readonly place: string
  readonly config: JsonObject
  readonly file?: string
  /** What its folder's name ends with, when not with the name. */
  readonly folder?: string
  readonly weights?: Tensors
}

const onSentences = { module_input_name: 'sentence_embedding', module_output_name: 'sentence_embedding' }

const written = (stage: ModuleStage, width: number, encoder: EncoderToTell, weights: Tensors): Written => {
  switch (stage.stage) {
    case 'pool.weightedLayers':
      return {
        name: 'WeightedLayerPooling',
        place: own('weighted_layer_pooling'),
        config: { embedding_dimension: width, layer_start: stage.from, num_hidden_layers: encoder.layers },
      }
    case 'pool.wordWeights':
      return {
        name: 'WordWeights',
        place: own('word_weights'),
        config: weightedWords(encoder.words(), weights.get('emb_layer.weight')?.values ?? []),
      }
    case 'pool.cnn':
      return {
        name: 'CNN',
        place: own('cnn'),
        file: 'cnn_config.json',
        config: {
          in_embedding_dimension: width,
          out_channels: stage.channels,
          kernel_sizes: stage.kernels,
          stride_sizes: (stage.kernels as readonly number[]).map(() => 1),
        },
      }
    case 'pool.lstm':
      return {
        name: 'LSTM',
        place: own('lstm'),
        file: 'lstm_config.json',
        config: {
          embedding_dimension: width,
          hidden_dim: stage.hidden,
          num_layers: stage.stacked,
          dropout: stage.dropout,
          bidirectional: stage.directions === 'both',
        },
      }
    case 'pool.normalize':
      return { name: 'Normalize', place: 'base.modules.normalize', config: onSentences }
    case 'pool.dense':
      return dense(stage, width)
    case 'pool.layerNorm':
      return { name: 'LayerNorm', place: own('layer_norm'), config: { dimension: width } }
    case 'pool.dropout':
      return { name: 'Dropout', place: own('dropout'), config: { dropout: stage.rate } }
    case 'pool.truncate':
      return truncation(stage.width as number, width)
    default:
      return pooling(pooled(stage)!, width)
  }
}

/** The library reads the weights of words from the configuration, not from their file. */
const weightedWords = (vocab: readonly string[], weights: ArrayLike<number>): JsonObject => ({
  vocab,
  word_weights: Object.fromEntries(vocab.map((word, i) => [word, weights[i] ?? 1])),
  unknown_word_weight: 1,
})

const own = (file: string) => `sentence_transformer.modules.${file}`

/** The library has one word on prompts for all poolings that stand side by side. */
interface Pooled {
  readonly modes: readonly PoolingMode[]
  readonly prompt: unknown
}

const pooling = ({ modes, prompt }: Pooled, width: number): Written => ({
  name: 'Pooling',
  place: own('pooling'),
  config: {
    embedding_dimension: width,
    pooling_mode: modes.length === 1 ? modes[0] : modes,
    include_prompt: prompt !== 'excluded',
  },
})

/** A pooling, or several side by side, as the library has it; undefined where it lacks one of them, or they differ in what they do with a prompt. */
const pooled = ({ stage, of, prompt }: ModuleStage): Pooled | undefined => {
  if (stage !== 'pool.concatenate') {
    const modes = Object.entries(poolingStages).flatMap(([mode, name]) => (name === stage ? [mode as PoolingMode] : []))
    return modes.length === 0 ? undefined : { modes, prompt }
  }
  const parts = (of as readonly ModuleStage[]).map(pooled)
  const [first] = parts
  return first !== undefined && parts.every(part => part !== undefined && part.prompt === first.prompt)
    ? { modes: parts.flatMap(part => part!.modes), prompt: first.prompt }
    : undefined
}

const dense = ({ width, activation, bias, residual }: ModuleStage, before: number): Written => ({
  name: 'Dense',
  place: 'base.modules.dense',
  config: {
    in_features: before,
    out_features: width,
    bias,
    activation_function: torchActivations[activation as string],
    ...onSentences,
    ...(residual ? { use_residual: true } : {}),
  },
})

const truncation = (to: number, from: number): Written => ({
  ...dense({ stage: 'pool.dense', width: to, activation: 'none', bias: false }, from),
  folder: truncationFolder,
  weights: truncationWeights(from, to),
})
