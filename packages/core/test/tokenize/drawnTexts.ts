/** Texts drawn from a seed: characters of the Basic Multilingual Plane, emoji, and what tokenizers treat in a way of its own. */
export const drawnTexts = (count: number, seed: number): readonly string[] => {
  let state = seed >>> 0
  const draw = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const character = (): string => {
    const kind = draw(20)
    if (kind < 7) return scalar(draw(0x10000))
    if (kind < 10) return scalar(draw(0x3000))
    if (kind < 12) return String.fromCodePoint(0x1f300 + draw(0x7d0))
    return special[draw(special.length)]!
  }
  return Array.from({ length: count }, () => Array.from({ length: 1 + draw(20) }, character).join(''))
}

/** Half a pair is no character. */
const scalar = (code: number): string => String.fromCharCode(code >= 0xd800 && code < 0xe000 ? code - 0x800 : code)

const special = [
  ...'abcXYZ09 .,!?\'"-\t\n\u00a0àéîõ①½²ﬁABCｱ▁Ġ#[]<>\u0301\u0308\u200d\ufe0f\u0000\u0085',
  ...["'s", "'LL", '<s>', '</s>', '[SEP]', '[MASK]', '<mask>', '  '],
]

/** The ends of what can be written. */
export const extremes = [
  '',
  ' ',
  '\n',
  '\0',
  'a\0b',
  '\u2028',
  '\ufeff',
  '\ud83d',
  'a\udc00b',
  '\u{10ffff}',
  'x'.repeat(300),
]
