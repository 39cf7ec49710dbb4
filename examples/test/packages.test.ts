// examples/packages as others would use it: the package is packed, a project installs it, and the compilers know its stages from what
// was packed, also where they do not fit.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fromJson, toJson } from '@siamese/core'
import { vocabulary } from '@siamese/runner'
import { all } from 'siamese-duplicates'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import finder from '../packages/finder/finder.ts'

const examples = fileURLToPath(new URL('..', import.meta.url))
const root = join(examples, '..')
const packs = mkdtempSync(join(tmpdir(), 'siamese-packs-'))
const place = mkdtempSync(join(tmpdir(), 'siamese-project-'))
const project = join(place, 'packages/finder')
test.after(() => {
  for (const folder of [packs, place]) rmSync(folder, { recursive: true, force: true })
})

interface Done {
  readonly code: number
  readonly out: string
  readonly err: string
}
const start = (program: string, args: readonly string[], cwd: string): Promise<Done> =>
  new Promise(resolve => {
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
const siamese = (...args: readonly string[]) => start('npx', ['--no-install', 'siamese', ...args], project)
const own = ['@siamese/core', '@siamese/losses', '@siamese/pooling', '@siamese/runner', 'siamese-duplicates']
const tarball = (name: string): string => join(packs, `${name.replace('@', '').replace('/', '-')}-0.1.0.tgz`)
const require = createRequire(join(root, 'package.json'))
const tsc = (compiler: string): string => join(dirname(require.resolve(`${compiler}/package.json`)), 'lib/tsc.js')

test('the package packs what it is made of, and publint finds nothing', async () => {
  const filters = own.flatMap(name => ['--filter', name])
  // What stands in dist is packed: it was built before the tests.
  const pack = ['pack', '--config.ignore-scripts=true', '--pack-destination', packs]
  await succeed('npx', [...pnpm, '-r', ...filters, ...pack], root)
  const listed = (await succeed('tar', ['tzf', tarball('siamese-duplicates')], root)).trim().split('\n')
  for (const file of ['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts'])
    assert.ok(listed.includes(`package/${file}`), `${file} is packed`)
  assert.not.ok(listed.some(file => file.includes('.tsbuildinfo') || file.includes('/test/')))
  const manifest = await succeed('tar', ['xzOf', tarball('siamese-duplicates'), 'package/package.json'], root)
  assert.not.match(manifest, /workspace:|catalog:/)
  assert.equal(JSON.parse(manifest).peerDependencies['@siamese/core'], '^0.1.0')
  const lint = join(root, 'node_modules/publint/src/cli.js')
  assert.match(await succeed(process.execPath, [lint, tarball('siamese-duplicates'), '--strict'], root), /All good!/)
})

test('a project installs it', async () => {
  mkdirSync(join(place, 'quickstart/data'), { recursive: true })
  cpSync(join(examples, 'quickstart/data/tokenizer.json'), join(place, 'quickstart/data/tokenizer.json'))
  cpSync(join(examples, 'packages/finder'), project, { recursive: true })
  const overrides = own.map(name => `  '${name}': ${JSON.stringify(`file:${tarball(name)}`)}\n`).join('')
  const settings = `ignoredOptionalDependencies: ['@tensorflow/tfjs-node']\nignoredBuiltDependencies: [esbuild]\n`
  writeFileSync(join(project, 'pnpm-workspace.yaml'), `overrides:\n${overrides}${settings}`)
  await succeed('npx', [...pnpm, 'install', '--prefer-offline'], project)
})

for (const compiler of ['typescript', 'typescript-5'])
  test(`${compiler}: what fits compiles, and what does not is refused in one line with the sentence`, async () => {
    writeFileSync(join(project, 'wrong.ts'), wrong)
    const compilerOptions = {
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      target: 'es2023',
      module: 'nodenext',
      allowImportingTsExtensions: true,
      types: [],
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
    const { out } = await start(process.execPath, [tsc(compiler), '-p', '.', '--pretty', 'false'], project)
    const [early, loss, range, ...more] = out.trim().split(/\r?\n/)
    assert.is(
      early,
      `wrong.ts(5,59): error TS2345: Argument of type 'Duplicates' is not assignable to parameter of type '"duplicates.byNorm needs token embeddings: put encode before it"'.`,
    )
    assert.match(
      loss!,
      /^wrong\.ts\(7,\d+\): error TS2345: .*"duplicates\.contrast needs a binary column for same; stsb has sentence1: text, sentence2: text, score: score<0, 5>"'\.$/,
    )
    assert.match(
      range!,
      /^wrong\.ts\(8,\d+\): error TS\d+: .*'margn' does not exist .*Did you mean to write 'margin'\?$/,
    )
    assert.equal(more, [])
  })

test('the program says the same sentences', async () => {
  const says = "import { early } from './wrong.ts'\nconsole.log(early.problems[0].sentence)\n"
  writeFileSync(join(project, 'says.mjs'), says)
  const tsx = import.meta.resolve('tsx')
  assert.match(
    await succeed(process.execPath, ['--import', tsx, 'says.mjs'], project),
    /^duplicates\.byNorm needs token embeddings: put encode before it$/m,
  )
})

test('it trains there, and finds duplicates better than before', async () => {
  const { code, out, err } = await siamese('run', 'finder.ts', '--json', '--engine', 'wasm')
  assert.is(code, 0, err)
  const { before, after } = JSON.parse(out.trimEnd().split('\n').at(-1)!).result
  assert.ok(after['dev.loss'] < before['dev.loss'], out)
})

test('the JSON is the same pipeline', () => {
  const json = JSON.parse(readFileSync(join(examples, 'packages/finder/finder.json'), 'utf8'))
  assert.equal(JSON.parse(JSON.stringify(toJson(finder))), json)
  assert.is(fromJson([...vocabulary, ...all], json)._tag, 'Right')
  assert.is(fromJson(vocabulary, json)._tag, 'Left')
})

test('JSON names the stages where --with names the package, and is refused with the same sentences', async () => {
  const fits = await siamese('check', 'finder.json', '--with', 'siamese-duplicates')
  assert.is(fits.code, 0, fits.err)
  const unknown = await siamese('check', 'finder.json')
  assert.is(unknown.code, 2)
  assert.match(unknown.err, /no stage is called 'duplicates\.byNorm'/)
  const json = JSON.parse(readFileSync(join(project, 'finder.json'), 'utf8'))
  const stages = json.stages.filter(({ stage }: { stage: string }) => stage !== 'encode')
  writeFileSync(join(project, 'wrong.json'), JSON.stringify({ ...json, stages }))
  const refused = await siamese('check', 'wrong.json', '--with', 'siamese-duplicates')
  assert.is(refused.code, 2)
  assert.match(refused.err, /duplicates\.byNorm needs token embeddings: put encode before it/)
})

const wrong = `import { data, encode, pipeline, score, text, tokenize } from '@siamese/core'
import { byNorm, contrast, duplicates } from 'siamese-duplicates'
import { questions, small } from './questions.ts'
const stsb = data('stsb', [['sentence1', text], ['sentence2', text], ['score', score(0, 5)]], { train: [] })
export const early = pipeline(questions, tokenize(small), duplicates)
const front = [tokenize(small), encode(small), byNorm()] as const
export const other = pipeline(stsb, ...front, contrast())
export const misspelt = pipeline(questions, ...front, contrast({ margn: 1 }))
`

test.run()
