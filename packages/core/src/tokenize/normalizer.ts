import { map, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { toByteLevel } from './byteLevel.js'
import { classBit } from './characters.js'
import { readCharsMap } from './charsMap.js'
import { normalForm } from './normalForm.js'
import { lower, type Normalization, normalizeText, without } from './normalizeText.js'
import { allOf, oneOf, part, type ReadPart } from './part.js'
import { pattern, replacing } from './pattern.js'

export type Normalizer = (text: string) => string
type Json = Readonly<Record<string, unknown>>

const form = (name: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): ReadPart<Normalizer> =>
  part(t.unknown, (_, { classes }) => right(normalForm(classes, name)))

const kinds: Readonly<Record<string, ReadPart<Normalizer>>> = {
  BertNormalizer: (json, { classes, config }) => right(normalizeText(classes, bertNormalization(json as Json, config))),
  Lowercase: () => right(lower),
  NFC: form('NFC'),
  NFD: form('NFD'),
  NFKC: form('NFKC'),
  NFKD: form('NFKD'),
  Nmt: () => right(nmt),
  StripAccents: (_, { classes }) => right(text => without(text, classes, classBit.combining)),
  Strip: part(t.type({ strip_left: t.boolean, strip_right: t.boolean }), sides =>
    right(text => {
      const rest = sides.strip_left ? text.replace(/^\p{White_Space}+/u, '') : text
      return sides.strip_right ? rest.replace(/(?<!\p{White_Space})\p{White_Space}+$/u, '') : rest
    }),
  ),
  Replace: part(t.type({ pattern, content: t.string }), settings => replacing(settings.pattern, settings.content)),
  Prepend: part(t.type({ prepend: t.string }), ({ prepend }) => right(text => (text === '' ? text : prepend + text))),
  ByteLevel: () => right(toByteLevel),
  Precompiled: part(t.type({ precompiled_charsmap: t.string }), settings =>
    readCharsMap(settings.precompiled_charsmap),
  ),
  Sequence: part(t.type({ normalizers: t.array(t.unknown) }), ({ normalizers }, around) =>
    map((steps: readonly Normalizer[]) => (text: string) => steps.reduce((sofar, step) => step(sofar), text))(
      allOf(normalizers, readKnown, around),
    ),
  ),
}

const readKnown = oneOf<Normalizer>('normalizers', () => kinds)

/** What a tokenizer.json does to a text first. */
export const readNormalizer: ReadPart<Normalizer> = (json, around) =>
  json === null || json === undefined ? right(text => text) : readKnown(json, around)

/** Control characters go and what is or looks like a blank is one, as in neural machine translation. */
const nmt: Normalizer = text =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it removes
    .replace(/[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]/g, '')
    .replace(/[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]/g, ' ')

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
