import { basename, resolve } from 'node:path'
import { type Data, type DataFile, wordPieceJson } from '@siamese/core'
import { sha256Of } from '../../sources/hash.js'
import { jsonFileText } from '../../sources/jsonFileText.js'
import { printLock } from '../../sources/lock.js'
import { version } from '../../version.js'
import { pipelineText } from './pipelineText.js'
import { type Pair, pairs, words } from './recipe.js'
import { vocabularyOf } from './vocabularyOf.js'

export interface ProjectFile {
  readonly text: string
  readonly about: string
}

const splits = { train: pairs(600, 1), dev: pairs(150, 2), test: pairs(150, 3) }

/** Every file of a new project, by its path. */
export const projectFiles = (folder: string): Readonly<Record<string, ProjectFile>> => {
  const vocabulary = vocabularyOf(words)
  const rows = Object.entries(splits).map(([split, rows]) => [split, lines(rows), rows.length] as const)
  const files = rows.map(([split, text, rows]): [string, DataFile[]] => [
    split,
    [{ path: `${split}.jsonl`, sha256: sha256Of(text), rows }],
  ])
  return {
    'pipeline.ts': {
      about: 'what is trained and how: begin here',
      text: pipelineText(vocabulary.length),
    },
    'siamese.lock.ts': {
      about: 'the data, with their hashes; siamese add writes more',
      text: printLock([lock(files)]),
    },
    ...Object.fromEntries(
      rows.map(([split, text, count]) => [
        `data/${split}.jsonl`,
        { about: `pairs of texts with a score: ${count}`, text },
      ]),
    ),
    'data/tokenizer.json': {
      about: `a tokenizer of ${vocabulary.length} pieces of words`,
      text: jsonFileText(wordPieceJson(vocabulary)),
    },
    'package.json': { about: 'scripts: check, explain, run', text: jsonFileText(manifest(folder)) },
    'tsconfig.json': { about: 'what editors and siamese check go by', text: jsonFileText(tsconfig) },
    '.gitignore': { about: 'runs and installed packages stay out', text: 'node_modules/\nruns/\n' },
    'README.md': { about: 'what is here, and what to change first', text: readme(nameOf(folder)) },
  }
}

const lines = (rows: readonly Pair[]): string => rows.map(row => `${JSON.stringify(row)}\n`).join('')

const lock = (files: readonly (readonly [string, readonly DataFile[]])[]): Data => ({
  data: 'pairs',
  columns: [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', { score: [0, 5] }],
  ],
  splits: files.map(([split]) => split),
  origin: { source: './data', files: Object.fromEntries(files) },
})

/** A name that package managers take. */
const nameOf = (folder: string): string =>
  basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'siamese-project'

const manifest = (folder: string) => ({
  name: nameOf(folder),
  version: '0.0.0',
  private: true,
  type: 'module',
  scripts: {
    check: 'siamese check pipeline.ts',
    explain: 'siamese explain pipeline.ts',
    run: 'siamese run pipeline.ts',
  },
  dependencies: Object.fromEntries(
    ['core', 'losses', 'pooling', 'runner'].map(name => [`@siamese/${name}`, `^${version}`]),
  ),
})

const tsconfig = {
  compilerOptions: {
    strict: true,
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    types: [],
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  },
  include: ['*.ts'],
}

const readme = (name: string): string => `# ${name}

A small sentence encoder, trained from fresh weights on the pairs in \`data\`. \`pipeline.ts\` says how, and nothing else does.

| script | does |
|---|---|
| \`check\` | type-checks the pipeline, then looks at its values, its data and its tokenizer; \`siamese check --watch pipeline.ts\` goes on |
| \`explain\` | says what a run will do: sizes, settings, steps |
| \`run\` | trains, evaluates, and writes \`runs/pipeline-1\` with the model, the metrics and a manifest |

The pairs share who acts, what is done and where, and say so in other words: a puppy that naps is a dog that sleeps. Before
training, no number tells that; afterwards \`dev.spearman_cosine\` is near 1.

## What to change first
- A mistake: take \`pool.mean()\` out, and see what the editor and \`check\` say.
- The data: \`siamese add data FOLDER --as mine --column "score=score<0,5>"\` writes them into \`siamese.lock.ts\`; import \`mine\` from there.
- The model: \`siamese add model hub:sentence-transformers/all-MiniLM-L6-v2 --as minilm\`, and \`minilm\` in the place of \`small\`.
- Compare two pipelines, or two runs: \`siamese diff runs/pipeline-1 runs/pipeline-2\`.
- Use the model: \`siamese encode runs/pipeline-1/model texts.txt\`, or \`load\` of \`@siamese/runner\`.
`
