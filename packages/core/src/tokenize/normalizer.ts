import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { lower, type Normalization, normalizeText } from './normalizeText.js'

export type Normalizer = (text: string) => string
type Json = Readonly<Record<string, unknown>>

/** The normaliser that a tokenizer.json describes, or the type of the part that is not known here. */
export const readNormalizer = (json: unknown, classes: Uint8Array, config: Json): Either<string, Normalizer> => {
  if (json === null || json === undefined) return right(text => text)
  const part = json as Json
  switch (part.type) {
    case 'BertNormalizer':
      return right(normalizeText(classes, bertNormalization(part, config)))
    case 'Lowercase':
      return right(lower)
    case 'NFC':
    case 'NFD':
    case 'NFKC':
    case 'NFKD': {
      const form = part.type
      return right(text => text.normalize(form))
    }
    case 'Sequence': {
      const parts = ((part.normalizers ?? []) as readonly unknown[]).map(inner =>
        readNormalizer(inner, classes, config),
      )
      const unknown = parts.find(isLeft)
      if (unknown) return unknown
      const steps = parts.flatMap(step => (isLeft(step) ? [] : [step.right]))
      return right(text => steps.reduce((sofar, step) => step(sofar), text))
    }
    default:
      return left(String(part.type))
  }
}

export const knownNormalizers = 'BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, Sequence'

/** A tokenizer_config.json of one of BERT's tokenizer classes stands above tokenizer.json, and lower-cases unless it says otherwise. */
const bertNormalization = (json: Json, config: Json): Normalization => {
  const settings = bertClass.test(String(config.tokenizer_class ?? 'BertTokenizer'))
    ? {
        lowercase: config.do_lower_case ?? true,
        stripAccents: config.strip_accents ?? null,
        spaceChinese: config.tokenize_chinese_chars ?? true,
      }
    : { lowercase: json.lowercase, stripAccents: json.strip_accents, spaceChinese: json.handle_chinese_chars }
  return {
    cleanText: json.clean_text !== false,
    spaceChinese: settings.spaceChinese !== false,
    stripAccents: (settings.stripAccents ?? settings.lowercase) === true,
    lowercase: settings.lowercase === true,
  }
}

const bertClass = /^(Bert|DistilBert|Electra|MPNet)Tokenizer(Fast)?$/
