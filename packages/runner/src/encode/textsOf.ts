import { brief, type Problems, problem } from '@siamese/core'
import { refusal } from '../asPromise.js'
import { countOf } from '../countOf.js'

/** The texts that were handed over, or a refusal: what has no types, or comes out of a file, may hold anything. */
export const textsOf = (stage: string, texts: unknown): readonly string[] => {
  if (!Array.isArray(texts)) throw refusal([problem(noTexts(stage, texts))])
  const at = texts.findIndex(text => typeof text !== 'string')
  if (at >= 0) throw refusal(noText(stage, texts[at], at, texts.length))
  return texts
}

const noTexts = (stage: string, texts: unknown): string =>
  `${stage} needs a text, or a list of texts; ${brief(texts)} is none`
const noText = (stage: string, text: unknown, at: number, of: number): Problems => [
  problem(`${stage} needs texts: number ${at + 1} of ${countOf(of, 'text')} is ${brief(text)}`),
]
