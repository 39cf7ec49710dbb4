import { type ColumnKind, type Problem, type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { asNumber } from './decodeRow.js'

/** A column as it is given on the command line: `score=score<0,5>`, `label=class<entailment,neutral,contradiction>`, `title=text`, `same=binary`, `target=vector<384>`, `positive=texts`, `id=key`. */
export const parseColumn = (spec: string): Either<Problems, readonly [name: string, kind: ColumnKind]> => {
  const at = spec.indexOf('=')
  const name = spec.slice(0, at).trim()
  if (at < 0 || name === '')
    return left([problem(`--column ${spec}: expected a name and a kind, as in --column 'score=score<0,5>'`)])
  const kind = parseKind(spec.slice(at + 1).trim())
  return typeof kind === 'string' && !simple.includes(kind)
    ? left([fault(spec, kind)])
    : right([name, kind as ColumnKind])
}

const fault = (spec: string, sentence: string): Problem => problem(`--column ${spec}: ${sentence}`)

/** Kinds that are said by their name alone. */
const simple: readonly string[] = ['text', 'texts', 'key', 'binary']

/** The kind, or what is wrong with it. */
const parseKind = (text: string): ColumnKind | string => {
  if (simple.includes(text)) return text
  const [, kind, inside = ''] = /^(score|class|vector)\s*<(.*)>$/s.exec(text) ?? []
  const parts = inside.split(/[,|]/).map(part => part.trim())
  if (kind === 'score') {
    const [min, max] = parts.map(asNumber)
    return parts.length === 2 && min !== undefined && max !== undefined && min < max
      ? { score: [min, max] }
      : `expected the least and the greatest score, as in score<0,5>, found ${text}`
  }
  if (kind === 'class')
    return parts.length > 1 && !parts.includes('') && new Set(parts).size === parts.length
      ? { class: parts }
      : `expected two classes or more, each once, as in class<no,yes>, found ${text}`
  if (kind === 'vector') {
    const length = asNumber(inside)
    return length !== undefined && Number.isSafeInteger(length) && length > 0
      ? { vector: length }
      : `expected how many numbers a row has, as in vector<384>, found ${text}`
  }
  return `expected text, texts, key, binary, score<least,greatest>, class<first,second,…> or vector<length>, found ${text || 'nothing'}`
}
