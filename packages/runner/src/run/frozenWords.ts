import type { LossInput, Model } from '@siamese/core'
import type { Frozen } from '../encode/frozen.js'
import type { OpenModel } from '../model/openModel.js'
import { bytesText, countOf } from '../report/numbersText.js'
import type { Lesson } from './learn.js'

/** Frozen models that know other tokens than the pipeline's: their texts are tokenized for them again. */
export const retokenized = <F extends Known>(frozen: readonly F[], own: Known['model']): readonly F[] =>
  frozen.filter(({ model }) => vocabularyOf(model) !== vocabularyOf(own))
const vocabularyOf = ({ tokenizerFiles }: Known['model']) => tokenizerFiles.texts['tokenizer.json']

interface Known {
  readonly named: Model
  readonly model: Pick<OpenModel, 'tokenizerFiles'>
}

/** The same said, one sentence each. */
export const retokenizedWarnings = (
  frozen: readonly Known[],
  own: Known['model'],
  { model }: Model,
): readonly string[] =>
  retokenized(frozen, own).map(
    ({ named }) => `${named.model} has other tokens than ${model}: texts are tokenized for it by its own tokenizer`,
  )

/** What a frozen model is to a run, for `explain`. */
export const frozenWords = (
  { named, model, sentenceEncoder }: Frozen,
  lesson: Lesson | undefined,
  again: boolean,
  inputs: readonly LossInput[],
): string => {
  const { width, maxLength } = sentenceEncoder
  const own = model.defaultPromptName === null ? '' : `, behind its prompt ${model.defaultPromptName}`
  const prompt = inputs.some(({ reads }) => reads !== undefined) ? ', behind the prompts of training' : own
  const tokens = again ? `its own tokenizer of ${named.vocabulary} tokens` : 'the same tokens'
  const when =
    lesson === undefined
      ? inputs.length > 0
        ? 'computed with each batch'
        : 'computed when they are first scored'
      : `of ${countOf(lesson.texts, 'text')} computed once, before the first step (${bytesText(4 * width * lesson.texts)} at most)`
  return `${named.model}, frozen: ${tokens}, texts cut at ${maxLength}${prompt}; vectors of ${width} numbers, ${when}`
}
