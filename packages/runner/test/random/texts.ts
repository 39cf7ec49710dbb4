import fc from 'fast-check'

/** Any that UTF-8 can say; the library's own 'binary' makes a table of all of them first, a second's work. */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code))

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
  fc.string({ unit: anyCharacter }),
)
/** Texts that differ from each other. */
export const names = (count: number) => fc.uniqueArray(texts, { minLength: count, maxLength: count })
