import fc from 'fast-check'

/** Texts that formats have trouble with, and any others. */
export const texts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('pairs', 'sentence1', 'query: ', 'my model-2', 'class', 'pipeline', 'loss', '12'),
  },
  fc.constantFrom(
    '',
    ' ',
    'yes',
    'null',
    '~',
    '1e3',
    '0x1F',
    '- a',
    'a: b',
    'a #b',
    "it's",
    '"q"',
    'a\\',
    'two\nlines',
    '\t',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'on',
    '<<',
    '{a}',
    '*a',
    '&a',
    '!a',
    '%',
    '@',
    '`',
    '\u2028',
    '\ufeff',
    '\ud800',
    '😀',
  ),
  fc.string(),
  fc.string({ unit: 'binary' }),
)
/** Texts that differ from each other. */
export const names = (count: number) => fc.uniqueArray(texts, { minLength: count, maxLength: count })
