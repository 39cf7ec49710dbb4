import type { Model } from '@siamese/core'
import fc from 'fast-check'
import { texts } from './texts.js'

/** What JSON makes of a value. */
const plain = <A>(value: A): A => JSON.parse(JSON.stringify(value)) as A

/** Encoders that declare these stages. */
export const models = (modules: readonly string[]): fc.Arbitrary<Model> =>
  fc.record({
    model: texts.filter(name => name !== ''),
    architecture: fc.constant('bert'),
    hidden: fc.integer({ min: 1, max: 1024 }),
    layers: fc.integer({ min: 1, max: 24 }),
    positions: fc.integer({ min: 250, max: 512 }),
    vocabulary: fc.integer({ min: 5, max: 250_000 }),
    maxLength: fc.integer({ min: 3, max: 250 }),
    modules: fc.constantFrom<readonly string[]>([], modules),
    lowerCase: fc.boolean(),
    origin: fc.oneof(
      fc.record({ source: texts, files: fc.array(fc.record({ path: texts, sha256: texts }), { maxLength: 2 }) }),
      fc.record({
        config: fc.dictionary(texts, fc.jsonValue({ maxDepth: 2 }).map(plain), { maxKeys: 3 }),
        seed: fc.integer({ min: 0 }),
        tokenizer: texts,
      }),
    ),
  })
