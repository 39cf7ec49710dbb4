// The tiny model of bench/reference/tiny_model.py, here: what a loss gives of it, and the gradient of every parameter.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Data,
  type Encoder,
  fromJson,
  type Model,
  noDropout,
  type Row,
  readEncoder,
  type Weights,
} from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { copyAmong } from '../../src/compute/encoderCopies.js'
import { lossOf } from '../../src/compute/objective.js'
import type { Frozen } from '../../src/encode/frozen.js'
import { pack } from '../../src/encode/pack.js'
import { embed } from '../../src/encode/sentenceEncoder.js'
import { oneByOne, sideBySide } from '../../src/model/sideBySide.js'
import { toStored, toWeights } from '../../src/model/tensorsOf.js'
import { planOf } from '../../src/plan.js'
import { openPlan } from '../../src/run/openPlan.js'
import { startOf } from '../../src/run/startOf.js'
import { idsOfEach, tokenizeTexts } from '../../src/tokenize/tokenizeTexts.js'
import { collate, readFor } from '../../src/train/collate.js'
import { vocabulary } from '../../src/vocabulary.js'
import { namedModel } from '../namedModel.js'
import { head, model, type StageJson, tokenizerJson, training } from '../run/tiny.js'
import { safetensorsOf } from './numbersOf.js'

/** What the reference found: of each gradient its norm and its first three numbers. */
export interface Figures {
  readonly loss: number
  readonly gradients: Readonly<Record<string, readonly number[]>>
}

const right = <A>(read: Either<readonly { readonly sentence: string }[], A>): A => {
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return read.right
}

/** `numbers` of the script. */
export const formula = (name: string, shape: readonly number[]) => {
  const phase = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  const count = shape.reduce((a, b) => a * b, 1)
  const values = Float32Array.from({ length: count }, (_, i) => {
    const wave = 43758.5453 * Math.sin(12.9898 * (i + 1) + phase)
    const value = wave - Math.floor(wave) - 0.5
    return name.endsWith('LayerNorm.weight') ? 1 + value / 4 : value
  })
  return { shape, dtype: 'F32' as const, values }
}
export const filled = (shapes: Readonly<Record<string, readonly number[]>>, before = '') =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, formula(before + name, shape)]))

/** The tiny model of so many layers as a lock has it. */
export const tinyOf = (layers: number, hidden = 8) => ({
  ...model,
  layers,
  hidden,
  origin: {
    ...model.origin,
    config: { ...model.origin.config, num_hidden_layers: layers, hidden_size: hidden },
  },
})

/** The same of another kind, as the script has it. */
export const tinyOfKind = (architecture: string) => {
  const tiny = tinyOf(3)
  const own = kinds[architecture]!
  return {
    ...tiny,
    architecture,
    ...(own.positions === undefined ? {} : { positions: own.positions, maxLength: own.positions }),
    origin: { ...tiny.origin, config: { ...tiny.origin.config, ...own.config } },
  }
}
const pastPadding = { positions: 15, config: { pad_token_id: 0, type_vocab_size: 1 } }
const kinds: Readonly<Record<string, { readonly positions?: number; readonly config: object }>> = {
  bert: { config: {} },
  roberta: pastPadding,
  'xlm-roberta': pastPadding,
  electra: { config: { embedding_size: 6 } },
}

/** The guide of the script: narrower, with a vocabulary of its own. */
const guide = { ...tinyOf(2, 12), model: 'guide', origin: { ...tinyOf(2, 12).origin, tokenizer: 'other.json' } }
const { vocab } = tokenizerJson.model
const turned = Object.fromEntries(Object.entries(vocab).map(([piece, id]) => [piece, id < 5 ? id : 22 - id]))
/** The same in a folder: what it reads is then nobody's but the runner's. */
export const guideIn = async (folder: string, tokenizer: object, { origin } = tinyOf(2, 12)): Promise<Model> => {
  mkdirSync(folder)
  const config = { model_type: 'bert', ...origin.config }
  const shapes = right(readEncoder(config)).parameters
  const files = {
    'config.json': JSON.stringify(config),
    'tokenizer.json': JSON.stringify(tokenizer),
    'model.safetensors': safetensorsOf(Object.fromEntries(filled(shapes))),
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return right(await namedModel(folder, 'guide')())
}

export const otherTokenizer = { ...tokenizerJson, model: { ...tokenizerJson.model, vocab: turned } }

/** A frozen model with the weights of the script. */
const byFormula = (frozen: Frozen): Frozen => {
  if ('source' in frozen.named.origin) return frozen // its files hold them
  const { sentenceEncoder } = frozen
  const { encoder, tokenizer, maxLength } = sentenceEncoder
  return {
    ...frozen,
    vectors: async texts => {
      const packed = pack(idsOfEach(tokenizeTexts(tokenizer, texts, maxLength)), tokenizer.pad, 1)
      const weights = toWeights(sideBySide(encoder, filled(encoder.parameters)))
      return embed(sentenceEncoder, weights, packed, noDropout).dataSync<'float32'>()
    },
  }
}

/** A loss's own gradients, those of a copy under the names of files. */
const byFiles = (encoder: Encoder, own: Awaited<ReturnType<typeof toStored>>) => {
  const copy = new Map([...own].flatMap(([name, each]) => (name.startsWith('copy.') ? [[name.slice(5), each]] : [])))
  const ofCopy =
    copy.size === 0 ? [] : [...oneByOne(encoder, copy)].map(([name, each]) => [`copy.${name}`, each] as const)
  return [...[...own].filter(([name]) => !name.startsWith('copy.')), ...ofCopy]
}

/** The loss and gradients of some rows, dropout off; `drawn` stands for what a step would draw. */
export const figuresOf = async (
  base: string,
  loss: StageJson,
  columns: Data['columns'],
  rows: readonly Row[],
  drawn: Readonly<Record<string, readonly number[]>> = {},
  before: readonly StageJson[] = head,
  tiny: Model = tinyOf(3),
  also: { readonly guide?: Model; readonly train?: object; readonly models?: Readonly<Record<string, Model>> } = {},
): Promise<Figures> => {
  const made = fromJson(vocabulary, {
    siamese: 2,
    data: { data: 'given', columns, splits: ['train'], origin: { rows: { train: rows } } },
    models: { tiny, guide: also.guide ?? guide, ...also.models },
    stages: [...before, loss, training({ dropout: 0, ...also.train })],
  })
  const opened = right(await openPlan(right(planOf(right(made))), { base })())
  const { plan, model: read, sentenceEncoder } = opened
  const task = plan.tasks[0]!
  const start = startOf(plan, read)
  const ofModules = Object.fromEntries(
    Object.entries(start.weights).flatMap(([name, { shape }]) =>
      /^(query|document)\./.test(name) ? [[name, shape] as const] : [],
    ),
  )
  const weights: Weights = {
    ...start.weights,
    ...toWeights(filled(ofModules)),
    ...toWeights(sideBySide(read.encoder, filled(read.encoder.parameters))),
  }
  const { collation } = opened.source!.sets[0]!
  const given = { ...collation, frozen: collation.frozen.map(byFormula) }
  const batch = collate(given, await readFor(given, rows))
  const labels = {
    ...batch.labels,
    ...Object.fromEntries(Object.entries(drawn).map(([role, x]) => [role, tf.tensor1d([...x])])),
  }
  const names = Object.keys(weights)
  const copies = copyAmong(start.head)
  const copied = toWeights(sideBySide(read.encoder, filled(read.encoder.parameters, 'copy.')))
  const own: Weights =
    Object.keys(copies).length === 0
      ? start.head
      : { ...start.head, ...Object.fromEntries(Object.keys(copies).map(name => [`copy.${name}`, copied[name]!])) }
  const decoder = Object.entries(start.head).flatMap(([name, { shape }]) =>
    name.startsWith('decoder.') ? [[name, formula(name, shape)] as const] : [],
  )
  Object.assign(own, toWeights(new Map(decoder)))
  const heads = Object.keys(own)
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const by = (some: readonly string[], from: number) =>
      Object.fromEntries(some.map((name, i) => [name, tensors[from + i]!]))
    const given = { ...batch, labels }
    return tf.mean<tf.Scalar>(
      lossOf(sentenceEncoder, task, by(names, 0), by(heads, names.length), given, noDropout).value,
    )
  })([...names.map(name => weights[name]!), ...heads.map(name => own[name]!)])
  const found = await toStored(Object.fromEntries(names.map((name, i) => [name, grads[i]!])))
  const ofHead = await toStored(Object.fromEntries(heads.map((name, i) => [name, grads[names.length + i]!])))
  await opened.close()
  return {
    loss: value.dataSync()[0]!,
    gradients: Object.fromEntries(
      [
        ...oneByOne(read.encoder, found),
        ...[...found].filter(([name]) => name in ofModules),
        ...byFiles(read.encoder, ofHead),
      ].map(([name, { values }]) => [name, [Math.hypot(...values), ...values.slice(0, 3)]]),
    ),
  }
}
