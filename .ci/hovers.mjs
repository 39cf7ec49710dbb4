// What an editor shows of a pipeline, of a stage of each kind and of fragments, read off the declarations that both compilers write for
// test/types/hovers. Each is one line of the .txt beside its file. `--update` rewrites them.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesIn, node, root, types } from './typeTests.mjs'

const update = process.argv.includes('--update')
const readable = 160
/** Characters that a declaration of such a file may have. */
const longest = { fragments: 4 * readable, generic: Number.POSITIVE_INFINITY }
/** Those that are longer, and may not grow: a loss writes out its roles, and settings are written out as they were written. */
const stillLonger = { mapped: 180, softmax: 170, triplet: 175, trained: 175 }
const reachable = /^(?:@siamese\/\w+|\.\.\/\w+\.js)$/

const files = filesIn('hovers')
const declarationsBy = compiler => {
  const out = mkdtempSync(join(tmpdir(), 'siamese-hovers-'))
  try {
    const { stdout } = node([`node_modules/${compiler}`, '-p', `${types}/hovers`, '--outDir', out, '--pretty', 'false'])
    if (stdout !== '') throw new Error(stdout.split('\n')[0])
    return new Map(files.map(file => [file, readFileSync(join(out, file.replace(/\.ts$/, '.d.ts')), 'utf8')]))
  } finally {
    rmSync(out, { recursive: true })
  }
}
/** `name: type` of everything exported, each in one line, names without the place that they come from. */
const shown = text =>
  [...text.matchAll(/^export declare const (\w+): ([\s\S]*?);\n(?=export |declare |$(?![\s\S]))/gm)].map(
    ([, name, type]) => ({
      name,
      type: type.replace(/import\("[^"]+"\)\./g, '').replace(/\s+/g, ' '),
      places: [...type.matchAll(/import\("([^"]+)"\)\.(\w+)/g)],
    }),
  )

const new7 = declarationsBy('typescript/bin/tsc')
const old5 = declarationsBy('typescript-5/lib/tsc.js')

let count = 0
const problems = files.flatMap(file => {
  const hovers = shown(new7.get(file))
  const kind = file.replace(/^.*\/|\.ts$/g, '')
  count += hovers.length
  const lines = hovers.map(({ name, type }) => `${name}: ${type}\n`).join('')
  const golden = `${root}${types}/hovers/${kind}.txt`
  const kept = existsSync(golden) ? readFileSync(golden, 'utf8') : undefined
  if (update) writeFileSync(golden, lines)
  return [
    ...(shown(old5.get(file))
      .map(({ name, type }) => `${name}: ${type}\n`)
      .join('') === lines
      ? []
      : [`${file}: TypeScript 5 shows something else`]),
    ...(kept === lines || update ? [] : [`${file}: shows something else than its .txt: run with --update, and look`]),
    ...hovers.flatMap(({ name, type, places, most = stillLonger[name] ?? longest[kind] ?? readable }) => [
      ...(type.length <= most ? [] : [`${file}, ${name}: ${type.length} characters; at most ${most} are read`]),
      ...places
        .filter(([, place]) => !reachable.test(place))
        .map(
          ([, place, part]) => `${file}, ${name}: ${part} of ${place} is not exported, so no declaration can name it`,
        ),
    ]),
  ]
})

for (const problem of [...new Set(problems)]) console.log(problem)
console.log(`${count} hovers, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
