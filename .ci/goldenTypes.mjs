// Pipelines that must compile, and mistakes that must not: what both compilers say of each, in one line, is the .txt beside it,
// and the program refuses with the same sentence. `--update` rewrites the .txt files.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { filesIn, node, ownWords, root, sentenceOf, sentencesInProgram, types } from './typeTests.mjs'

const update = process.argv.includes('--update')
const longestSentence = 180
const longestLine = 450
const unreadable = ['never', 'excessively deep', 'Types of property']

/** What a compiler says, by file; a line that is indented belongs to the one above. */
const complaints = compiler => {
  const { stdout, stderr } = node([`node_modules/${compiler}`, '-p', types, '--pretty', 'false'])
  if (stderr !== '') throw new Error(`internal: ${compiler} failed: ${stderr}`)
  const byFile = new Map()
  let file
  for (const line of stdout.split(/\r?\n/).filter(line => line !== '')) {
    const found = /^packages\/core\/test\/types\/(.+?\.ts)(\(\d+,\d+\): .*)$/.exec(line.replaceAll('\\', '/'))
    if (found === null && file === undefined) throw new Error(`internal: ${compiler} says: ${line}`)
    file = found?.[1] ?? file
    byFile.set(file, [...(byFile.get(file) ?? []), found?.[2] ?? line])
  }
  return byFile
}

/** The order in which a compiler lists a union is its own; so tsc's own words are compared without it. */
const withoutOrder = line =>
  line.replace(/(?:"[^"]*"|\w+)(?: \| (?:"[^"]*"|\w+))+/g, union => union.split(' | ').sort().join(' | '))

const accepts = filesIn('accepts')
const refuses = filesIn('refuses')
const new7 = complaints('typescript/bin/tsc')
const old5 = complaints('typescript-5/lib/tsc.js')
const program = sentencesInProgram([...accepts, ...refuses])

const accepted = file => [
  ...[...(new7.get(file) ?? []), ...(old5.get(file) ?? [])].map(line => `must compile: ${line}`),
  ...program[file].map(sentence => `must be accepted by the program: ${sentence}`),
]

const refused = file => {
  const lines = new7.get(file) ?? []
  const others = old5.get(file) ?? []
  if (lines.length === 0) return ['compiles, and must not']
  if (lines.length > 1) return [`${lines.length} lines, and one mistake is one line: ${lines.join(' ⏎ ')}`]
  const [line] = lines
  const own = readFileSync(`${root}${types}/${file}`, 'utf8').startsWith(ownWords)
  const sentence = sentenceOf(line)
  const same = own
    ? others.length === 1 && withoutOrder(others[0]) === withoutOrder(line)
    : others.length === 1 && others[0] === line
  return [
    ...(same ? [] : [`TypeScript 5 says something else: ${others.join(' ⏎ ')}`]),
    ...(line.length <= longestLine ? [] : [`${line.length} characters: a line has at most ${longestLine}`]),
    ...unreadable.filter(word => line.replace(sentence ?? '', '').includes(word)).map(word => `says '${word}'`),
    ...(own ? [] : sentenceProblems(sentence, program[file])),
    ...golden(file, line),
  ]
}

const sentenceProblems = (sentence, said) => {
  if (sentence === undefined) return [`no sentence of ours; if that is right, the file begins with '${ownWords}'`]
  return [
    ...(sentence.length <= longestSentence
      ? []
      : [`a sentence of ${sentence.length} characters: at most ${longestSentence}`]),
    // The program may go on with the nearest known word.
    ...(said.some(one => one === sentence || one.startsWith(`${sentence}. Did you mean to write '`))
      ? []
      : [
          `the program does not say '${sentence}'; it says ${said.length === 0 ? 'nothing' : said.map(one => `'${one}'`).join(', ')}`,
        ]),
  ]
}

const golden = (file, line) => {
  const path = `${root}${types}/${file.replace(/\.ts$/, '.txt')}`
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  if (kept === `${line}\n`) return []
  if (update) writeFileSync(path, `${line}\n`)
  return update
    ? []
    : [kept === undefined ? 'has no .txt: run with --update' : `says now: ${line}\n    it said: ${kept.trimEnd()}`]
}

const shared = [...new7.keys(), ...old5.keys()].filter(file => !/^(accepts|refuses)\//.test(file))
const orphans = readdirSync(`${root}${types}/refuses`).filter(
  name => name.endsWith('.txt') && !refuses.includes(`refuses/${name.replace(/\.txt$/, '.ts')}`),
)
if (update) for (const name of orphans) rmSync(`${root}${types}/refuses/${name}`)

const results = [
  ...accepts.map(file => [file, accepted(file)]),
  ...refuses.map(file => [file, refused(file)]),
  ...[...new Set(shared)].map(file => [file, ['must compile']]),
  ...(update ? [] : orphans.map(name => [`refuses/${name}`, ['has no .ts beside it']])),
]
const failed = results.filter(([, problems]) => problems.length > 0)
for (const [file, problems] of failed) console.log(`${types}/${file}\n${problems.map(each => `  ${each}`).join('\n')}`)
console.log(`${results.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 ? 1 : 0
