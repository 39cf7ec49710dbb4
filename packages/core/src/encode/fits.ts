import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { type Problems, problem } from '../problem.js'

/** What has to hold between the keys of a configuration, and the sentence where it does not. */
export type Rule = readonly [holds: boolean, sentence: string]

/** Heads divide the width between them, and padding is a token. The keys are those of the architecture's config.json; it may have rules of its own. */
export const fits =
  <Width extends string, Heads extends string, Own = unknown>(
    architecture: string,
    width: Width,
    heads: Heads,
    own: (config: Own) => readonly Rule[] = () => [],
  ) =>
  <C extends Own & Readonly<Record<Width | Heads | 'pad_token_id' | 'vocab_size', number>>>(
    config: C,
  ): Either<Problems, C> => {
    const needs = (key: string, what: string, found: readonly [number, number]) =>
      `${architecture} needs ${key} to be ${what}; config.json has ${found[0]} and ${found[1]}`
    const { pad_token_id, vocab_size } = config
    const rules: readonly Rule[] = [
      [config[width] % config[heads] === 0, needs(width, `a multiple of ${heads}`, [config[width], config[heads]])],
      [pad_token_id < vocab_size, needs('pad_token_id', 'below vocab_size', [pad_token_id, vocab_size])],
      ...own(config),
    ]
    const broken = rules.filter(([holds]) => !holds)
    return broken.length > 0 ? left(broken.map(([, sentence]) => problem(sentence))) : right(config)
  }
