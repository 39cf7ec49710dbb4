// `pnpm new loss NAME` and `pnpm new pooling NAME`: one file, its lines in the index, one test; ready to fill in.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [kind, name, ...more] = process.argv.slice(2)
const root = fileURLToPath(new URL('..', import.meta.url))

const stop = sentence => {
  console.error(sentence)
  process.exit(2)
}

const loss = name => ({
  folder: 'packages/losses',
  source: `import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'

/** What it is for: the formula, a value a row. Author year; Source: … */
export const ${name} = defineLoss({
  name: 'loss.${name}',
  about: 'What it is for, in a line',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  options: options({ scale: [described(t.number, 'What it multiplies'), 1] }),
  // The formula goes here: vectors [rows, width] and labels [rows] in, [rows] out. Until then every row costs 0.
  apply: ({ sentence1, sentence2 }, { scale }) => tf.mul(tf.sum(tf.mul(sentence1, sentence2), 1), 0 * scale),
})
`,
  test: `import '../../core/test/cpu.js'
import { settingsOf } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, tensorOf, withGradients } from '../../core/test/numeric.js'
import { ${name} } from '../src/${name}.js'

const { does } = ${name}.definition
if (does.family !== 'loss') throw new Error('it is no loss')

/** Work these numbers by hand: vectors, labels, the value of each row, the gradient of their sum. */
const hand = { sentence1: [[3, 4]], sentence2: [[4, 3]], score: [0.5], values: [Number.NaN], gradient: [Number.NaN] }

test('value and gradient worked by hand', () => {
  const { values, gradients } = withGradients(
    u =>
      does.apply(
        { sentence1: u as never, sentence2: tensorOf(hand.sentence2), score: tensorOf(hand.score) },
        settingsOf(${name}()),
        {},
      ),
    [tensorOf(hand.sentence1)],
  )
  assert.ok(
    [...hand.values, ...hand.gradient].every(Number.isFinite),
    'loss.${name}: write its formula, and in this test the numbers that you work out by hand',
  )
  assert.ok(farthest(values, hand.values) < 1e-6, \`\${values} instead of \${hand.values}\`)
  assert.ok(farthest(gradients[0]!, hand.gradient) < 1e-6, \`\${gradients[0]} instead of \${hand.gradient}\`)
})

test.run()
`,
})

const pooling = name => ({
  folder: 'packages/pooling',
  source: `import { definePooling, tf } from '@siamese/core'

/** What it is for: the formula. \`[sentences, length, width]\` to \`[sentences, width]\`. Author year. */
export const ${name} = definePooling({
  name: 'pool.${name}',
  about: 'What it is for, in a line',
  // The formula goes here: token vectors and a mask of 0 and 1. Until then every sentence is the zero vector.
  apply: ({ tokens, mask }) => tf.mul(tf.sum(tf.mul(tokens, tf.expandDims(mask, 2)), 1), 0),
})
`,
  test: `import '../../core/test/cpu.js'
import { settingsOf } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, tensorOf, withGradients } from '../../core/test/numeric.js'
import { ${name} } from '../src/${name}.js'

const { does } = ${name}.definition
if (does.family !== 'pooling') throw new Error('it is no pooling')

/** Work these numbers by hand: a sentence of two tokens and padding, its vector, the gradient of the sum. */
const hand = { tokens: [[[1, -2], [3, 4], [9, 9]]], mask: [[1, 1, 0]], vector: [Number.NaN], gradient: [Number.NaN] } // biome-ignore format: rows

test('vector and gradient worked by hand', () => {
  const { values, gradients } = withGradients(
    tokens => does.apply({ tokens: tokens as never, mask: tensorOf(hand.mask) as never }, settingsOf(${name}())),
    [tensorOf(hand.tokens)],
  )
  assert.ok(
    [...hand.vector, ...hand.gradient].every(Number.isFinite),
    'pool.${name}: write its formula, and in this test the numbers that you work out by hand',
  )
  assert.ok(farthest(values, hand.vector) < 1e-6, \`\${values} instead of \${hand.vector}\`)
  assert.ok(farthest(gradients[0]!, hand.gradient) < 1e-6, \`\${gradients[0]} instead of \${hand.gradient}\`)
})

test.run()
`,
})

const make = { loss, pooling }[kind]
if (make === undefined || name === undefined || more.length > 0)
  stop('pnpm new makes a loss or a pooling: pnpm new loss NAME, or pnpm new pooling NAME')
if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
  stop(
    `${name} is no name of a stage: begin with a small letter, then letters and digits alone, as in cosineSimilarity`,
  )
const reserved = ['all', 'default', 'delete', 'export', 'function', 'import', 'index', 'new', 'null', 'return', 'switch', 'this', 'true', 'false', 'typeof', 'void', 'with', 'class', 'const', 'case', 'do', 'else', 'enum', 'for', 'if', 'in', 'let', 'try', 'var', 'while', 'yield', 'await', 'static', 'break', 'catch', 'continue', 'debugger', 'extends', 'finally', 'instanceof', 'super', 'throw', 'tf', 't', 'options', 'described', 'test', 'assert', 'hand', 'does', 'settingsOf', 'farthest', 'tensorOf', 'withGradients'] // biome-ignore format: a list
if (reserved.includes(name))
  stop(`${name} has a meaning of its own in TypeScript or in these files: choose another name`)

const { folder, source, test } = make(name)
const [file, tested, index] = [`${folder}/src/${name}.ts`, `${folder}/test/${name}.test.ts`, `${folder}/src/index.ts`]
for (const each of [file, tested])
  if (existsSync(`${root}${each}`)) stop(`${each} is there already: choose another name`)

/** The line stands where it does in the order of names. */
const between = (lines, line) => {
  const same = lines.flatMap((each, i) => (each.startsWith(`${line.split(' ')[0]} {`) ? [i] : []))
  const at = same.find(i => lines[i].split('from')[1].toLowerCase() > line.split('from')[1].toLowerCase())
  return lines.toSpliced(at ?? same.at(-1) + 1, 0, line)
}
const listed = readFileSync(`${root}${index}`, 'utf8').split('\n')
const withLines = ['import', 'export'].reduce(
  (lines, word) => between(lines, `${word} { ${name} } from './${name}.js'`),
  listed,
)
/** The list of all is one line as long as it fits. */
const list = names => {
  const line = `export const all = [${names.join(', ')}] as const`
  return line.length <= 120 ? line : `export const all = [\n${names.map(each => `  ${each},\n`).join('')}] as const`
}
const whole = withLines.join('\n').replace(/export const all = \[([^\]]*)\] as const/, (_, names) =>
  list([
    ...names
      .split(',')
      .map(each => each.trim())
      .filter(each => each !== ''),
    name,
  ]),
)
writeFileSync(`${root}${index}`, whole)
writeFileSync(`${root}${file}`, source)
writeFileSync(`${root}${tested}`, test)
console.log(`wrote ${file} and ${tested}, and its lines in ${index}
next: the formula, the numbers of its test, then node --import tsx ${tested} (docs/adding-a-loss.md)`)
