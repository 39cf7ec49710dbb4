import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { type Problems, problem } from '../problem.js'

/** Heads divide the width between them, and padding is a token. The keys are those of the architecture's config.json. */
export const fits =
  <Width extends string, Heads extends string>(architecture: string, width: Width, heads: Heads) =>
  <C extends Readonly<Record<Width | Heads | 'pad_token_id' | 'vocab_size', number>>>(
    config: C,
  ): Either<Problems, C> => {
    const needs = (key: string, what: string, found: readonly [number, number]) =>
      problem(`${architecture} needs ${key} to be ${what}; config.json has ${found[0]} and ${found[1]}`)
    const { pad_token_id, vocab_size } = config
    const problems = [
      ...(config[width] % config[heads] === 0
        ? []
        : [needs(width, `a multiple of ${heads}`, [config[width], config[heads]])]),
      ...(pad_token_id < vocab_size ? [] : [needs('pad_token_id', 'below vocab_size', [pad_token_id, vocab_size])]),
    ]
    return problems.length > 0 ? left(problems) : right(config)
  }
