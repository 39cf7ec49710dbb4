import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spearman } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compare } from '../../src/run/compare/compare.js'
import { readPredictions } from '../../src/run/folder/predictions.js'
import { run } from '../../src/run/run.js'
import { siamese } from '../cli/siamese.js'
import { cosine, folder, head, made, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const trained = async (name: string, settings: object) => {
  const stages = [...head, cosine, onDev, { ...onDev, name: 'short', width: 4 }, training(settings)]
  const ran = await run(made(stages), { base, out: join(base, name) })()
  if (isLeft(ran)) throw new Error(ran.left[0]!.sentence)
  return ran.right
}
const [a, b] = [await trained('a', {}), await trained('b', { learningRate: 2e-2, epochs: 3 })]

test('a run keeps what its evaluators ordered pairs by, before and after', async () => {
  assert.equal(readdirSync(join(base, 'a', 'predictions', 'after')), ['dev.pairs.json', 'dev.short_pairs.json'])
  assert.ok(existsSync(join(base, 'a', 'predictions', 'before', 'dev.pairs.json')))
  const kept = await readPredictions(join(base, 'a'))
  for (const name of ['dev.', 'dev.short_']) {
    const { scores, similarities } = kept[name]!
    assert.is(spearman(similarities.cosine!, scores), a.after![`${name}spearman_cosine`])
  }
})

test('settings that differ, metrics, curves and chances', async () => {
  const compared = await compare([a.folder, b.folder], { samples: 50 })()
  if (isLeft(compared)) throw new Error(compared.left[0]!.sentence)
  const { runs, settings, significance } = compared.right
  assert.equal(settings, [
    { setting: 'train.epochs', values: [2, 3], filled: [false, false] },
    { setting: 'train.learningRate', values: [1e-3, 2e-2], filled: [false, false] },
  ])
  assert.equal(
    runs.map(({ metrics }) => metrics['dev.spearman_cosine']),
    [a.after!['dev.spearman_cosine'], b.after!['dev.spearman_cosine']],
  )
  assert.equal(
    runs.map(({ curves }) => curves.loss!.length),
    [6, 9],
  )
  const found = significance.find(({ metric }) => metric === 'dev.spearman_cosine')!
  assert.ok(Math.abs(found.difference - (b.after!['dev.spearman_cosine']! - a.after!['dev.spearman_cosine']!)) < 1e-12)
  assert.equal([found.pairs, significance.length], [9, 2])
})

test('siamese compare prints it, and writes a page that needs nothing else', async () => {
  const { code, out, err } = await siamese(base, 'compare', 'a', 'b', '--html', 'page.html')
  assert.equal([code, err], [0, ''])
  assert.match(out, /^A {2}a\nB {2}b\n\nsetting +A +B\ntrain\.epochs +2 +3\n/)
  assert.match(out, /\nmetric +B − A +95 % of draws +p +pairs\n/)
  assert.match(
    out,
    /\ndev\.spearman_cosine +[+−]\d\.\d{4} +[+−]\d\.\d{4} to [+−]\d\.\d{4} +(≤ )?\d\.\d{3} +9 +(better|worse|may be chance)\n/,
  )
  assert.match(out, /loss +A +0\.\d{4} → 0\.\d{4} +[▁-█]+/)
  const page = readFileSync(join(base, 'page.html'), 'utf8')
  // A curve of the loss and of each metric, with a line a run.
  assert.is(page.match(/<figure>/g)!.length, Object.keys(a.after!).length + 1)
  assert.is(page.match(/aria-label="line"><path/g)!.length, 2 * Object.keys(a.after!).length + 2)
  assert.not.match(page, /<script|https?:/)
})

test('what nobody wrote is the default that was in force, and says so', async () => {
  const ran = await trained('c', { clip: 0.5, accumulate: 1, evaluateEvery: 2 })
  const compared = await compare([a.folder, ran.folder], { samples: 50 })()
  if (isLeft(compared)) throw new Error(compared.left[0]!.sentence)
  // A default that is written out is no other setting.
  assert.equal(compared.right.settings, [
    { setting: 'train.clip', values: [1, 0.5], filled: [true, false] },
    { setting: 'train.evaluateEvery', values: ["at every epoch's end", 2], filled: [true, false] },
  ])
  const { out } = await siamese(base, 'compare', 'a', 'c')
  assert.match(out, /train\.clip +· 1 +0\.5\n/)
  assert.match(out, /· not written: the default that was in force/)
})

test('of three runs each difference has the letters of its two, whatever was evaluated between them', async () => {
  const [plain] = [await run(made([...head, cosine, training({})]), { base, out: join(base, 'plain') })()]
  if (isLeft(plain)) throw new Error(plain.left[0]!.sentence)
  const { code, out } = await siamese(base, 'compare', 'a', 'plain', 'b')
  assert.is(code, 0)
  assert.match(out, /\nmetric +C − A +95 % of draws/)
  assert.not.match(out, /B − A/)
})

test('a run that has not finished is told as such, and one without metrics has no table of them', async () => {
  const state = join(base, 'plain', 'state.json')
  const finished = readFileSync(state, 'utf8')
  writeFileSync(state, JSON.stringify({ state: 'stopped', why: ['someone stopped it'] }))
  const { out } = await siamese(base, 'compare', 'plain', 'plain')
  writeFileSync(state, finished)
  assert.match(out, /^A {2}plain {2}a run that stopped: someone stopped it\n/)
  assert.not.match(out, /^metric/m)
})

test('a folder that is no run is refused, and one of several runs says so', async () => {
  mkdirSync(join(base, 'swept'))
  writeFileSync(join(base, 'swept', 'sweep.json'), '{}')
  mkdirSync(join(base, 'damaged'))
  writeFileSync(join(base, 'damaged', 'manifest.json'), '{\n oh')
  const several = await siamese(base, 'compare', '.', 'swept', 'damaged')
  assert.equal(several.err.split('\n').slice(0, 3), [
    '. is no folder of a run: it has no manifest.json; siamese runs lists the runs',
    'swept is the folder of a sweep: name one of the runs in it, or go on with all by siamese sweep FILE --out swept',
    'damaged/manifest.json is not JSON: line 2, column 2: expected a name in double quotes.',
  ])
})

test('a folder that is missing is refused', async () => {
  const { code, err } = await siamese(base, 'compare', 'a', 'nowhere')
  assert.is(code, 2)
  assert.match(err, /^nowhere is missing: check the path\./)
})

test.run()
