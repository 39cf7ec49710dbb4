// docs/problems.md: every sentence with which the language refuses. The sentences come from the rules themselves, why and cure from
// the mistakes in test/types/refuses, whose first comment says them. `--update` writes the page.
// A sentence that only the program can say has the same comment where it stands, with the reason after `Types:`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { filesBelow } from './imports.mjs'
import { filesIn, ownWords, root, sentenceOf, sentencesInProgram, types } from './typeTests.mjs'

const page = 'docs/problems.md'
const update = process.argv.includes('--update')
const wide = 118
const problems = []

// The sentences, each with its subject

const { vocabulary } = await import(`${root}packages/runner/dist/index.js`)
const { order } = await import(`${root}packages/core/dist/sentences.js`)

const families = ['tokenize', 'encode', 'pooling', 'module', 'loss', 'multitask', 'evaluator', 'freeze', 'train']
const definitions = vocabulary
  .map(each => each.definition)
  .sort((a, b) => families.indexOf(a.does.family) - families.indexOf(b.does.family))
const subjects = {
  'Columns and roles': ['noColumn', 'misnamed', 'noneOfKind', 'wrongKind', 'usedTwice', 'noRole'],
  Evaluators: ['noHead', 'noSplit', 'reportedTwice'],
  Widths: ['widthSentences'],
  Settings: ['settingSentences'],
  Data: ['dataSentences', 'drawnSentences'],
  'Several data sets': ['taskSentences'],
  'What the model declares': ['declared'],
  'Parameters by their names': ['parameterSentences', 'unknownParameters'],
  'Sequences and sweeps': ['untrainedBefore', 'otherEncoder', 'otherStages', 'sweepSentences'],
  Files: ['jsonSentences'],
}
const subjectOf = (file, name) =>
  Object.keys(subjects).find(subject =>
    subjects[subject].some(each => each === name || file.endsWith(`/${each}.ts`)),
  ) ?? 'The whole pipeline'

const ruleLines = definitions.flatMap(({ name, rules }) =>
  rules.map(([, , , sentence]) => ({ subject: name, template: sentence.replaceAll('{stage}', name) })),
)
const cells = Object.values(order).flatMap(there => Object.values(there))
const orders = cells
  .filter(cell => cell !== '')
  .map(cell => ({ subject: 'The order of stages', template: `{stage} needs ${cell}` }))

/** `Why: … Cure: …`, and in a file of sentences `Types: …`; undefined where the comment says none. */
const told = comment => {
  const text = comment.replace(/^\s*\/?\*+\/?/gm, ' ').replace(/\*\/\s*$/, '')
  const found = /^\s*Why: (.+?) Cure: (.+?)(?: Types: (.+?))?\s*$/.exec(text.replace(/\s+/g, ' '))
  return found === null ? undefined : { why: found[1], cure: found[2], types: found[3] }
}

/**
 * A sentence is a function that is one template: of literal type (`as const`), so that a type says it, too; or in a file of sentences; or
 * with a comment that says why no type can. A function that stands in the template of another is a part of that one.
 */
const sentenceFunction =
  /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^(?:export )?const (\w+) = (?:<[^=]*?>)?\([^)]*\)(?:: string)? =>\s*(?:`([^`]*)`|'([^']*)')( as const)?$/gm
const functions = ['core', 'losses', 'pooling', 'runner']
  .flatMap(name => filesBelow(root, `packages/${name}/src`, ['.ts']))
  .flatMap(file =>
    [...readFileSync(`${root}${file}`, 'utf8').matchAll(sentenceFunction)].map(
      ([, comment = '', name, template, text = template, typed]) => ({ file, name, text, typed, alone: told(comment) }),
    ),
  )
  .filter(({ file, typed, alone }) => typed !== undefined || alone?.types !== undefined || /entences\.ts$/.test(file))
const part = /\$\{(\w+)\(.*?\)\}/g
const parts = new Map(functions.map(({ name, text }) => [name, text]))
const partNames = new Set(functions.flatMap(({ text }) => [...text.matchAll(part)].map(([, name]) => name)))
const said = functions
  .filter(({ name }) => !partNames.has(name))
  .map(({ file, name, text, alone }) => ({
    subject: subjectOf(file, name),
    template: text.replace(part, (_, name) => parts.get(name)).replace(/\$\{(\w+)\}/g, '{$1}'),
    where: `${file}, ${name}`,
    alone,
  }))

const byText = new Map()
for (const each of [...orders, ...said, ...ruleLines])
  if (!byText.has(each.template)) byText.set(each.template, { shown: [], ...each })
const templates = [...byText.values()]

const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
for (const each of templates) {
  const literal = each.template.split(/\{\w+\}/)
  each.pattern = new RegExp(`^${literal.map(escaped).join('(?:.+)')}(?:\\. Did you mean to write '.+'\\?)?$`)
  each.exact = literal.join('').length
}
/** Of several templates that could have said it, the one with the most words of its own. */
const sayer = sentence => templates.filter(({ pattern }) => pattern.test(sentence)).sort((a, b) => b.exact - a.exact)[0]

// The mistakes that show them

const files = filesIn('refuses')
const text = file => readFileSync(`${root}${types}/${file}`, 'utf8')
const program = sentencesInProgram(files.filter(file => text(file).startsWith(ownWords)))
const own = []

const exported = line => line.replace(/^export const \w+ = /, '')
/** The lines that are wrong, without imports, and what tsc says under the one that it points at. */
const example = (lines, golden) => {
  const [, row, column, message] = /^\((\d+),(\d+)\): (.*)$/.exec(golden)
  const from = lines.findLastIndex(line => /^import |^} from /.test(line)) + 1
  const first = from + lines.slice(from).findIndex(line => line.trim() !== '')
  const shift = lines[row - 1].length - exported(lines[row - 1]).length
  const caret = `//${' '.repeat(Math.max(0, column - shift - 3))}^`
  const code = lines.slice(first).map(exported)
  code.splice(row - first, 0, caret, ...wrapped(message).map(line => `// ${line}`))
  return ['```ts', ...code, '```']
}
const wrapped = message => message.match(new RegExp(`\\S.{0,${wide - 4}}(?=\\s|$)`, 'g'))

for (const file of files) {
  const source = text(file)
  const owns = source.startsWith(ownWords)
  const comment = told(/^(?:\/\/[^\n]*\n)?\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? '')
  if (comment === undefined) problems.push(`${types}/${file} does not begin with /** Why: … Cure: … */`)
  const goldenFile = `${root}${types}/${file.replace(/\.ts$/, '.txt')}`
  if (comment === undefined || !existsSync(goldenFile)) continue
  const golden = readFileSync(goldenFile, 'utf8').trimEnd()
  const sentence = owns ? program[file][0] : sentenceOf(golden)
  const message = golden.replace(/^.*?: error \w+: /, '')
  const mistake = { file, sentence, message, owns, ...comment, lines: example(source.trimEnd().split('\n'), golden) }
  const found = sentence === undefined ? undefined : sayer(sentence)
  if (found !== undefined) found.shown.push(mistake)
  else if (sentence === undefined || /\b(?:describe|define\w+)\(/.test(source)) own.push(mistake)
  else problems.push(`${types}/${file}: no rule says '${sentence}'`)
}

for (const { template, shown, alone, where } of templates) {
  if (shown.length === 0 && alone?.types === undefined)
    problems.push(
      `'${template}' has no mistake in ${types}/refuses; if no type can say it, its function says why: Types: …`,
    )
  if (shown.length > 0 && alone !== undefined)
    problems.push(`${where}: ${shown[0].file} says why, so its own comment is a second copy`)
}

// The page

const byLength = (a, b) => a.lines.length - b.lines.length || a.lines.join().length - b.lines.join().length
const capital = (text = '') => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
const because = ({ why, cure }) => `${capital(why)} **Cure:** ${capital(cure)}`
const inProgram = ({ owns, sentence }) => (owns && sentence !== undefined ? ['', `The program: \`${sentence}\``] : [])

const entry = ({ template, shown, alone }) => {
  if (shown.length === 0)
    return [`### \`${template}\``, `${because(alone ?? {})}`, '', `*The program alone says it.* ${alone?.types}`, '']
  const [first, ...others] = shown.toSorted(byLength)
  const seen = new Set([because(first)])
  const also = others.filter(each => !seen.has(because(each)) && seen.add(because(each)))
  return [
    `### \`${template}\``,
    because(first),
    '',
    ...first.lines,
    ...inProgram(first),
    ...(also.length > 0 ? ['', ...also.map(each => `- \`${each.sentence}\`: ${because(each)}`)] : []),
    '',
  ]
}
const ownEntry = mistake => [
  `### \`${mistake.sentence ?? mistake.message}\``,
  because(mistake),
  '',
  ...mistake.lines,
  '',
]

const inData = own.filter(({ sentence }) => sentence === undefined)
const sections = [
  ['Data', 'What a data set is made of, and what is done to it before anything flows.'],
  ['The order of stages', 'What each stage needs before it. The cure stands in the sentence.'],
  ['Settings', 'The settings of any stage: their names and what kind of value each has.'],
  [
    'Columns and roles',
    'Losses and evaluators ask for roles; a column plays the role of its name, unless `columns` says another.',
  ],
  ['Several data sets', 'Data sets that stay apart, each with its own columns and its own loss.'],
  [
    'What the model declares',
    'Its own files say which stages follow the encoder; what differs from them is written as meant.',
  ],
  ...[...new Set(ruleLines.map(({ subject }) => subject))].filter(name => name !== 'train').map(name => [name, '']),
  ['Widths', 'Poolings side by side, and modules of your own: how many numbers an embedding has behind them.'],
  ['Evaluators', 'What is scored, and under which name it is reported.'],
  ['train', 'How long, with what, and what is watched.'],
  ['Parameters by their names', '`freeze`, and the `rates` of `train`.'],
  ['The whole pipeline', ''],
  ['Sequences and sweeps', 'Several trainings one after the other, and several points of one pipeline.'],
  ['Files', 'What a pipeline in a file can get wrong beside all of the above.'],
].map(([title, about]) => ({
  title,
  about,
  entries: [
    ...templates.filter(({ subject }) => subject === title).map(entry),
    ...(title === 'Data' ? inData.map(ownEntry) : []),
  ],
}))
const ofYourOwn = own.filter(({ sentence }) => sentence !== undefined)
sections.push({
  title: 'Stages of your own',
  about:
    'A stage of a new kind brings its rule along; its sentences are like all others, in the compiler and in the program.',
  entries: ofYourOwn.map(ownEntry),
})

const written = sections.filter(({ entries }) => entries.length > 0)
const anchor = title =>
  title
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-')
const lines = [
  '# Problems',
  '',
  'Every sentence with which a pipeline is refused, in the order in which a pipeline is written: why, the cure, and a mistake with what the',
  'compiler says of it. The program says the same sentence of the same mistake, in TypeScript, in JSON and on the command line, and says all',
  'of them at once; the compiler stops at the first stage of a call that is wrong. What stands in braces is filled in. An unknown name is',
  'followed by the nearest known one: *Did you mean to write …?*',
  '',
  'In the examples `stsb` has two sentences and a score, `nli` a premise, a hypothesis and a class, `triplets` an anchor, a positive and a',
  'negative; `minilm` and `cased` are models; `sbert` is a fragment of `tokenize`, `encode` and `pool.mean`.',
  '',
  'Written by `node .ci/problems.mjs --update` from the rules and from `packages/core/test/types/refuses`, where each mistake is a test.',
  '',
  written.map(({ title }) => `[${title}](#${anchor(title)})`).join(' · '),
  '',
  ...written.flatMap(({ title, about, entries }) => [
    `## ${title}`,
    ...(about === '' ? [] : [about]),
    '',
    ...entries.flat(),
  ]),
]
const made = `${lines.join('\n').trimEnd()}\n`

if (update) writeFileSync(`${root}${page}`, made)
const same = existsSync(`${root}${page}`) && readFileSync(`${root}${page}`, 'utf8') === made
for (const problem of problems) console.log(problem)
if (!same && problems.length === 0) console.log(`${page} differs from the rules: run node .ci/problems.mjs --update`)
console.log(`${templates.length + own.length} sentences, ${files.length} mistakes, ${lines.length} lines`)
process.exitCode = same && problems.length === 0 ? 0 : 1
