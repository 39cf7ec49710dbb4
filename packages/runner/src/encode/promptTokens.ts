import type { Tokenizer } from '@siamese/core'

/** How many tokens of a text are those of the prompt in front of it; without a prompt none, not even a special one. */
export const promptTokens = (
  { promptLength }: Pick<Tokenizer, 'promptLength'>,
  prompt: string,
  maxLength: number,
): number => (prompt === '' ? 0 : promptLength(prompt, maxLength))
