import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript-5'
import { test } from 'uvu'
import * as assert from 'uvu/assert'

const paths = ['head', 'embeddings', 'encoder.layer.11', 'encoder.layer.0-5', 'encoder.layer.3.attention']
/** What an editor offers at | in a program that is being written. */
const cases: readonly (readonly [program: string, offered: readonly string[]])[] = [
  ["freeze({ parameters: ['embeddings', '|'] })", paths],
  ["train({ epochs: 1, rates: [['head', 1e-3], ['|', 1e-4]] })", paths],
  ['train({ epochs: 1, | })', ['rates', 'learningRate', 'best']],
  ["train({ schedule: '|' })", ['linear', 'cosine', 'constant']],
  ["train({ best: '|' })", ['dev.spearman_cosine', 'validation.loss']],
]

const file = fileURLToPath(new URL('types/accepts/completed.ts', import.meta.url))
const before = "import { freeze, train } from '@siamese/core'\n"
const text = before + cases.map(([program]) => program.replace('|', '')).join('\n')
const { sys } = ts
const exists = (path: string): boolean => path === file || sys.fileExists(path)
const read = (path: string): string => (path === file ? text : readFileSync(path, 'utf8'))
const editor = ts.createLanguageService({
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: path => (exists(path) ? ts.ScriptSnapshot.fromString(read(path)) : undefined),
  getCurrentDirectory: () => fileURLToPath(new URL('.', import.meta.url)),
  getCompilationSettings: () => ({
    strict: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  }),
  getDefaultLibFileName: options => ts.getDefaultLibFilePath(options),
  fileExists: exists,
  readFile: read,
  directoryExists: path => sys.directoryExists(path),
})

let at = before.length
for (const [program, names] of cases) {
  const here = at + program.indexOf('|')
  at += program.length
  test(`editors complete ${program}`, () => {
    const offered = editor.getCompletionsAtPosition(file, here, {})?.entries.map(({ name }) => name) ?? []
    for (const name of names) assert.ok(offered.includes(name), `${name} is not among ${offered.join(', ')}`)
  })
}

test.run()
