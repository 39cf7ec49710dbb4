import { type Encoder, type Problems, problem } from '@siamese/core'
import { inputsByKind } from '../compute/inputsByKind.js'
import type { Plan } from '../plan.js'

/** What keeps a loss from having a decoder tell a text again. */
export const undecodable = (
  { tasks, width }: Pick<Plan, 'tasks' | 'width'>,
  { architecture, decoder, facts: { hidden } }: Encoder,
): Problems =>
  tasks
    .filter(task => inputsByKind(task).tells)
    .flatMap(({ stage }) => {
      if (decoder === undefined) return [problem(noDecoder(stage, architecture), { stage })]
      return width === hidden ? [] : [problem(widthOfDecoder(stage, hidden, width), { stage })]
    })

/**
 * Why: The decoder shares the encoder's weights, and has to be written for its architecture.
 * Cure: Train a BERT, RoBERTa or ELECTRA model, or use another loss that needs no labels, as `loss.contrastiveTensionInBatch`.
 * Types: They know how wide a model is, not how it is built.
 */
const noDecoder = (stage: string, architecture: string): string =>
  `${stage} needs an encoder that has a decoder here, and ${architecture} has none: use bert, roberta or electra, or another loss`

/**
 * Why: The decoder shares the encoder's weights, so it reads vectors of the width of its layers.
 * Cure: Leave out the modules that change the width.
 * Types: The rule of a loss sees the embeddings' width, not the encoder's.
 */
const widthOfDecoder = (stage: string, hidden: number, width: number): string =>
  `${stage} tells texts from vectors of width ${hidden}, that of the encoder, and these have ${width}: leave out what changes it`
