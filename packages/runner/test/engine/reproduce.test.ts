import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { type ReproduceOptions, type Reproduction, reproduce } from '../../src/run/reproduce/reproduce.js'
import { run } from '../../src/run/run.js'
import { cosine, folder, head, made, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left[0]!.sentence)
const engine = opened.right.name

const first = join(base, 'runs', 'first')
const ran = await run(made([...head, cosine, onDev, training({ dropout: 0.2 })]), { engine, base, out: first })()
if (isLeft(ran)) throw new Error(ran.left[0]!.sentence)

const again = async (path: string, options: ReproduceOptions = {}): Promise<Reproduction> => {
  const done = await reproduce(path, { runs: join(base, 'runs'), ...options })()
  if (isLeft(done)) throw new Error(done.left.map(({ sentence }) => sentence).join('\n'))
  return done.right
}
/** As far as it is changed here. */
interface Written {
  readonly pipeline: {
    readonly stages: readonly { readonly stage: string; seed?: number }[]
    readonly data: { readonly origin: { readonly rows: { readonly train: { score: number }[] } } }
    readonly models: { readonly tiny: { readonly origin: { seed: number } } }
  }
}
/** A copy of the run whose manifest says something else, as if that had been run. */
const changed = (name: string, change: (manifest: Written) => void): string => {
  const to = join(base, 'runs', name)
  mkdirSync(join(to, 'model', 'head'), { recursive: true })
  for (const file of ['metrics.jsonl', 'trace.jsonl', 'state.json', 'outcome.json', 'model/model.safetensors'])
    copyFileSync(join(first, file), join(to, file))
  const manifest = JSON.parse(readFileSync(join(first, 'manifest.json'), 'utf8'))
  change(manifest)
  writeFileSync(join(to, 'manifest.json'), JSON.stringify(manifest))
  return to
}
const stage = ({ pipeline }: Written, name: string) => pipeline.stages.find(each => each.stage === name)!

test('the same manifest gives the same bits, and their hashes', async () => {
  const { verdict, changed, result } = await again(first)
  assert.is(verdict.verdict, 'identical')
  assert.equal(verdict.verdict === 'identical' && Object.keys(verdict.hashes), [
    'metrics.jsonl',
    'model/model.safetensors',
  ])
  assert.equal([changed, result.steps], [[], 6])
})

test('also where the manifest lies elsewhere, without the rest of the run', async () => {
  const alone = join(base, 'copied.json')
  copyFileSync(join(first, 'manifest.json'), alone)
  const { verdict } = await again(alone, { base })
  assert.is(verdict.verdict, 'alone')
  const other = join(base, 'other')
  mkdirSync(other)
  for (const file of ['manifest.json', 'outcome.json']) copyFileSync(join(first, file), join(other, file))
  assert.is((await again(join(other, 'manifest.json'), { base })).verdict.verdict, 'identical')
})

test('another seed: the first step differs by its rows, and the seed is named', async () => {
  const warnings: string[] = []
  const other = changed('seed', manifest => {
    stage(manifest, 'train').seed = 43
  })
  const { verdict } = await again(other, {
    report: event => event.event === 'warning' && warnings.push(event.sentence),
  })
  if (verdict.verdict !== 'differs') throw new Error(verdict.verdict)
  assert.is(verdict.step, 1)
  assert.match(verdict.input ?? '', /^rows [\d, …]+ of train in the first run, rows [\d, …]+ of train in the second$/)
  assert.ok(warnings.includes('changed: the seed: 42 then, 43 now'), warnings.join('\n'))
})

test('another row: the step that reads it differs, and the data are named', async () => {
  const other = changed('row', manifest => {
    manifest.pipeline.data.origin.rows.train[3]!.score = 1.25
  })
  const trace = readFileSync(join(first, 'trace.jsonl'), 'utf8').trimEnd().split('\n')
  const reads = trace.map(line => JSON.parse(line)).find(({ rows }) => rows?.train.includes(3))
  const { verdict, changed: what } = await again(other)
  if (verdict.verdict !== 'differs') throw new Error(verdict.verdict)
  assert.is(verdict.step, reads.step)
  assert.match(verdict.input ?? '', /^rows .* of train, whose content is another one$/)
  assert.match(what.join('\n'), /^rows of train: [0-9a-f]{8} then, [0-9a-f]{8} now/)
})

test('other weights to begin with are told by their tensors, before the first step', async () => {
  const other = changed('weights', manifest => {
    manifest.pipeline.models.tiny.origin.seed = 8
  })
  const { verdict, changed: what } = await again(other)
  if (verdict.verdict !== 'differs') throw new Error(verdict.verdict)
  assert.is(verdict.step, 0)
  assert.ok(verdict.tensors.includes('embeddings.word_embeddings.weight'), verdict.tensors.join())
  assert.not.ok(
    verdict.tensors.some(name => name.endsWith('LayerNorm.bias')),
    'zeros are zeros',
  )
  assert.match(what.join('\n'), /model's config: [0-9a-f]{8} then/)
})

test('a rounding is within tolerance, and the largest difference is told', async () => {
  const other = changed('rounding', () => {})
  const lines = readFileSync(join(other, 'metrics.jsonl'), 'utf8').split('\n')
  const line = JSON.parse(lines[3]!)
  lines[3] = JSON.stringify({ ...line, loss: line.loss + 1e-6 })
  writeFileSync(join(other, 'metrics.jsonl'), lines.join('\n'))
  const outcome = JSON.parse(readFileSync(join(other, 'outcome.json'), 'utf8'))
  outcome.hashes['metrics.jsonl'] = 'b'.repeat(64)
  writeFileSync(join(other, 'outcome.json'), JSON.stringify(outcome))
  const { verdict } = await again(other)
  if (verdict.verdict !== 'within tolerance') throw new Error(verdict.verdict)
  assert.is(verdict.largest.of, 'loss of step 3')
  assert.ok(Math.abs(verdict.largest.difference - 1e-6) < 1e-9)
  const strict = await again(other, { tolerance: 1e-9 })
  assert.equal(strict.verdict.verdict === 'differs' && strict.verdict.step, 3)
})

test('what is no run is refused with a sentence', async () => {
  const refused = await reproduce(join(base, 'nowhere'))()
  assert.match(isLeft(refused) ? refused.left[0]!.sentence : '', /nowhere is missing: check the path\./)
})

test.run()
