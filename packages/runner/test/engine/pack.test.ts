// The four packages as others get them: packed, installed into an empty folder without tfjs-node, typed, checked and run there.
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { resultOf } from '../cli/resultOf.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const names = ['core', 'losses', 'pooling', 'runner'] as const
const packs = mkdtempSync(join(tmpdir(), 'siamese-packs-'))
const empty = mkdtempSync(join(tmpdir(), 'siamese-own-'))
test.after(() => {
  for (const folder of [packs, empty]) rmSync(folder, { recursive: true, force: true })
})

interface Done {
  readonly code: number
  readonly out: string
  readonly err: string
}
const start = (program: string, args: readonly string[], cwd: string): Promise<Done> =>
  new Promise(resolve => {
    // npx is a script where a shell is needed to start one.
    const shell = process.platform === 'win32' && program === 'npx'
    execFile(program, args, { cwd, shell, maxBuffer: 1 << 26 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, err }),
    )
  })
const succeed = async (program: string, args: readonly string[], cwd: string): Promise<string> => {
  const { code, out, err } = await start(program, args, cwd)
  assert.is(code, 0, `${program} ${args.join(' ')}\n${out}\n${err}`)
  return out
}
const pnpm = ['--yes', 'pnpm@10']
const siamese = ['--no-install', 'siamese']
const tarball = (name: string): string => join(packs, `siamese-${name}-0.1.0.tgz`)

test('each package packs with its licence, its README and nothing that only the workspace knows', async () => {
  await succeed('npx', [...pnpm, '-r', '--filter', './packages/*', 'pack', '--pack-destination', packs], root)
  for (const name of names) {
    const listed = (await succeed('tar', ['tzf', tarball(name)], root)).split('\n')
    for (const file of ['LICENSE', 'README.md', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts'])
      assert.ok(listed.includes(`package/${file}`), `${name} packs ${file}`)
    assert.not.ok(listed.some(file => file.includes('.tsbuildinfo') || file.includes('/test/')))
    const manifest = await succeed('tar', ['xzOf', tarball(name), 'package/package.json'], root)
    assert.not.match(manifest, /workspace:|catalog:/)
  }
})

test('publint finds nothing', async () => {
  const lint = join(root, 'node_modules/publint/src/cli.js')
  for (const name of names)
    assert.match(await succeed(process.execPath, [lint, tarball(name), '--strict'], root), /All good!/)
})

/** Where the packages come from that are not published yet. */
let workspace = ''

test('they install into an empty folder', async () => {
  const own = names.map(name => `@siamese/${name}`)
  const overrides = own.map((name, i) => `  '${name}': ${JSON.stringify(`file:${tarball(names[i]!)}`)}\n`).join('')
  writeFileSync(join(empty, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  workspace = `overrides:\n${overrides}ignoredOptionalDependencies: ['@tensorflow/tfjs-node']\nignoredBuiltDependencies: [esbuild]\n`
  writeFileSync(join(empty, 'pnpm-workspace.yaml'), workspace)
  writeFileSync(join(empty, 'tokenizer.json'), JSON.stringify(tokenizer))
  copyFileSync(fileURLToPath(new URL('./pack/own.ts', import.meta.url)), join(empty, 'own.ts'))
  writeFileSync(join(empty, 'wrong.ts'), wrong)
  await succeed('npx', [...pnpm, 'add', '--prefer-offline', ...own], empty)
})

for (const compiler of ['typescript', 'typescript-5'])
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const)
    test(`${compiler}, ${resolution}: what fits compiles, what does not is refused in one line, and a pipeline's type is short`, async () => {
      const options = { strict: true, skipLibCheck: true, noEmit: true, target: 'es2023', types: [] }
      const compilerOptions = { ...options, module, moduleResolution: resolution }
      writeFileSync(join(empty, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
      const { out } = await start(process.execPath, [tsc(compiler), '-p', empty, '--pretty', 'false'], empty)
      assert.equal(out.trim().split(/\r?\n/), [
        `wrong.ts(5,56): error TS2345: Argument of type 'Stage<Pool<"pool.mean", undefined>, {}>' is not assignable to parameter of type '"pool.mean needs token embeddings: put encode before it"'.`,
        `wrong.ts(6,14): error TS2322: Type 'Pipeline<"pairs", 8, "tiny", "trained">' is not assignable to type 'undefined'.`,
      ])
    })

test('siamese check', async () => {
  assert.is((await succeed('npx', [...siamese, 'check', 'own.ts'], empty)).trim(), 'own.ts: pairs, tiny, width 8: fits')
})

test('siamese run, without tfjs-node', async () => {
  const result = resultOf(await succeed('npx', [...siamese, 'run', 'own.ts', '--json'], empty))
  assert.is(result.engine, 'wasm')
  assert.is(result.steps, 2)
  assert.ok(Number.isFinite(result.after['train.spearman_cosine']))
  const modules = JSON.parse(readFileSync(join(empty, result.model, 'modules.json'), 'utf8'))
  assert.is(modules.length, 2)
})

test('siamese init, then what it says comes next', async () => {
  const { next } = JSON.parse(await succeed('npx', [...siamese, 'init', 'fresh', '--json'], empty))
  const fresh = join(empty, 'fresh')
  // By the package manager that started it, which is the one that runs these tests.
  assert.equal(
    next.map((word: string) => word.replace(/^(npm|pnpm) /, 'npm ')),
    ['cd fresh', 'npm install', 'npm run check', 'npm run explain', 'npm run run'],
  )
  writeFileSync(join(fresh, 'pnpm-workspace.yaml'), workspace)
  await succeed('npx', [...pnpm, 'install', '--prefer-offline'], fresh)
  assert.match(
    await succeed('npx', [...pnpm, '-s', 'run', 'check'], fresh),
    /^pipeline\.ts: pairs, small, width 32: fits\n$/,
  )
  const result = resultOf(await succeed('npx', [...pnpm, '-s', 'run', 'run', '--json'], fresh))
  const [before, after] = [result.before['dev.spearman_cosine'], result.after['dev.spearman_cosine']]
  assert.ok(before < 0.7 && after > 0.9, `dev.spearman_cosine ${before} before, ${after} after`)
  writeFileSync(
    join(fresh, 'wrong.ts'),
    readFileSync(join(fresh, 'pipeline.ts'), 'utf8').replace('  pool.mean(),\n', ''),
  )
  const { code, err } = await start('npx', [...siamese, 'check', 'wrong.ts'], fresh)
  assert.is(code, 2)
  // npx may have warnings of its own before it.
  assert.match(err, /^loss\.cosineSimilarity needs sentence embeddings: put a pooling before it\n {2}wrong\.ts:25:3\n/m)
})

const wrong = `import { pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import own, { pairs, tiny } from './own.js'

export const refused = pipeline(pairs, tokenize(tiny), pool.mean())
export const hovered: undefined = own
`

const require = createRequire(join(root, 'package.json'))
const tsc = (compiler: string): string => join(dirname(require.resolve(`${compiler}/package.json`)), 'lib/tsc.js')

const pieces = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  '[MASK]',
  'a',
  'the',
  'cat',
  'sat',
  'train',
  '##s',
  'c',
  't',
  's',
  '##t',
  '##a',
]
const unstripped = { single_word: false, lstrip: false, rstrip: false }
const tokenizer = {
  version: '1.0',
  added_tokens: pieces
    .slice(0, 5)
    .map((content, id) => ({ id, content, special: true, normalized: false, ...unstripped })),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
  },
}

test.run()
