import {
  type Data,
  definition,
  initialise,
  type Loses,
  type Model,
  readEncoder,
  type Stage,
  settingsOf,
  stageFromJson,
  widthsAfter,
} from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { columnsFor, rolesOf } from '../../../core/test/columnsFor.js'
import type { Batch } from '../../src/compute/batch.js'
import { decoderStart, decodersFor } from '../../src/compute/decoders.js'
import { copiesFor } from '../../src/compute/encoderCopies.js'
import { groupsOf, inputsByKind } from '../../src/compute/inputsByKind.js'
import { lossOf } from '../../src/compute/objective.js'
import type { Parameters } from '../../src/compute/parameters.js'
import { pack } from '../../src/encode/pack.js'
import { inOrder, placed, weighing } from '../../src/encode/placed.js'
import type { SentenceEncoder } from '../../src/encode/sentenceEncoder.js'
import { tell } from '../../src/encode/told.js'
import { startOfModules } from '../../src/model/moduleWeights.js'
import { sideBySide } from '../../src/model/sideBySide.js'
import { toWeights } from '../../src/model/tensorsOf.js'
import { type PlannedLoss, plannedLoss } from '../../src/plan.js'
import { freshHead } from '../../src/train/head.js'
import { optimizerOf } from '../../src/train/optimizers/optimizerOf.js'
import type { StepRule } from '../../src/train/stepper.js'
import { uniformOf } from '../../src/train/uniform.js'
import { vocabulary } from '../../src/vocabulary.js'

export type StageJson = { readonly stage: string } & Readonly<Record<string, unknown>>

/** What a small pipeline is made of; the encoder's sizes under the names of its configuration. */
export interface SmallStages {
  readonly config?: Readonly<Record<string, unknown>>
  readonly dropout?: number
  /** Stages over token embeddings. */
  readonly tokens?: readonly StageJson[]
  readonly pooling?: StageJson
  readonly modules?: readonly StageJson[]
  readonly loss: StageJson
  /** Stages that are not of the vocabulary. */
  readonly own?: typeof vocabulary
}

/** A pipeline without data and without texts: batches are made of token ids. */
export interface Small {
  readonly sentenceEncoder: SentenceEncoder
  readonly loss: PlannedLoss
  readonly textsOfRow: number
  /** Fresh tensors, the same each time. */
  readonly start: () => Parameters
  readonly rule: StepRule
  /** Rows of token ids, one list for each text of a row. */
  readonly batch: (rows: readonly (readonly (readonly number[])[])[]) => Batch
}

export const smallVocabulary = 23
export const smallPositions = 12

/** A frozen model as losses name it; its vectors are made up. */
const other = {
  model: 'other',
  architecture: 'bert',
  hidden: 8,
  layers: 1,
  positions: 16,
  vocabulary: 9,
  maxLength: 16,
  modules: [],
  origin: { source: 'other', files: [] },
} as const satisfies Model

export const small = ({
  config = {},
  dropout = 0,
  tokens = [],
  pooling = { stage: 'pool.mean' },
  modules = [],
  loss: written,
  own = [],
}: SmallStages): Small => {
  const sizes = {
    model_type: 'bert',
    hidden_size: 8,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    intermediate_size: 12,
    vocab_size: smallVocabulary,
    max_position_embeddings: smallPositions,
    initializer_range: 0.3,
    ...config,
  }
  const read = readEncoder(sizes, { hidden: dropout, attention: dropout })
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const encoder = read.right
  const known = [...vocabulary, ...own]
  const stageOf = (json: StageJson): Stage => {
    const stage = stageFromJson(known, json, { other })
    if (isLeft(stage)) throw new Error(stage.left.map(({ sentence }) => sentence).join('; '))
    return stage.right
  }
  const stages = [...tokens, pooling, ...modules].map(stageOf)
  const { problems } = widthsAfter(stages, encoder.facts)
  if (problems.length > 0) throw new Error(problems.join('; '))
  const after = placed(stages, encoder.facts)
  const width = inOrder(after).at(-1)!.to
  const made = stageOf(written)
  const columns = columnsFor(rolesOf(made), width)
  const { does } = made[definition]
  const loss = plannedLoss(
    { stage: written.stage, does: does as Loses, settings: settingsOf(made) },
    columns,
    encoder.facts,
    after,
  )
  const sentenceEncoder: SentenceEncoder = {
    encoder,
    tokenizer: {
      encode: () => ({ ids: [], truncated: false }),
      pad: 0,
      special: 0,
    } as unknown as SentenceEncoder['tokenizer'],
    maxLength: smallPositions,
    width,
    ...after,
  }
  const data = { columns } as unknown as Data
  const { textColumns, tells } = inputsByKind(loss)
  const fresh = Object.entries(initialise(encoder, 3)).map(
    ([name, tensor]) => [name, { ...tensor, dtype: 'F32' as const }] as const,
  )
  const stored = sideBySide(encoder, new Map(fresh))
  return {
    sentenceEncoder,
    loss,
    textsOfRow: textColumns.length,
    start: () => {
      const [ofEncoder, ofModules] = [toWeights(stored), startOfModules(weighing(after), new Map(), 1)]
      return {
        weights: { ...ofEncoder, ...ofModules },
        head: {
          ...freshHead(loss, data, width, 1),
          ...copiesFor([loss], ofEncoder, ofModules, each => tf.mul(each, 0.9)),
          ...toWeights(
            new Map(
              Object.entries(decodersFor([loss], decoderStart(encoder, new Map(), 1))).map(([name, each]) => [
                name,
                { ...each, dtype: 'F32' as const },
              ]),
            ),
          ),
        },
      }
    },
    rule: {
      optimizer: optimizerOf(undefined),
      weightDecay: 0.01,
      clip: 1,
      seed: 5,
      loss: (weights, head, batch, draw) => lossOf(sentenceEncoder, loss, weights, head, batch, draw),
    },
    batch: rows => ({
      rows: rows.length,
      texts: pack(
        textColumns.flatMap((_, role) => rows.map(texts => texts[role]!)),
        0,
        groupsOf(textColumns.length),
        textColumns.flatMap((_, role) => rows.map((_, row) => (role + row) % 3)), // tokens of a prompt
      ),
      textColumns,
      ...(tells
        ? {
            told: tell(
              rows.map(texts => [...texts[0]!, 5, 3].slice(0, smallPositions)),
              0,
            ),
          }
        : {}),
      labels: Object.fromEntries(
        loss.inputs
          .filter(({ kind }) => kind !== 'text' && kind !== 'told')
          .map(({ role, kind, is, prepare, draw }) => [
            role,
            draw !== undefined
              ? tf.tensor1d([...draw(uniformOf(5, { step: rows.length, place: 0 }))])
              : typeof is === 'object' && 'vector' in is
                ? tf.tensor2d(
                    rows.map((_, i) => Array.from({ length: is.vector }, (_, at) => ((i * 5 + at * 3) % 7) / 7 - 0.4)),
                    [rows.length, is.vector],
                  )
                : tf.tensor1d(rows.map((_, i) => prepare(kind === 'binary' ? i % 2 : (i * 2) % 3))),
          ]),
      ),
      truncated: 0,
      padded: 0,
    }),
  }
}
