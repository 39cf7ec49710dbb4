import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cosine, folder, head, json, onDev, remove, training } from '../../run/tiny.js'
import { siamese } from '../siamese.js'

const base = folder()
test.after(() => remove(base))
const write = (name: string, value: unknown) => writeFileSync(join(base, name), JSON.stringify(value))
write('a.json', json([...head, cosine, onDev, training()]))
write('b.json', json([...head, { stage: 'pool.normalize' }, cosine, onDev, training({ epochs: 4, warmup: 0.2 })]))
write('wrong.json', json([...head, { ...onDev, on: 'no' }]))
mkdirSync(join(base, 'run'))
write('run/manifest.json', {
  manifest: 1,
  siamese: '0.1.0',
  pipeline: json([...head, cosine, onDev, training({ warmup: 0.1 })]),
  hashes: { pipeline: 'a'.repeat(64), model: {}, data: {} },
  engine: { name: 'native', steps: 'graph', versions: {}, threads: 1, platform: 'linux-x64', processor: '', simd: [] },
  computing: { precision: 'float32' },
  command: [],
})

test('a difference reads as one, without colours where they are not shown', async () => {
  const { code, out, err } = await siamese(base, 'diff', 'a.json', 'b.json')
  assert.equal([code, err], [0, ''])
  assert.equal(out.trimEnd().split('\n'), [
    '- a.json',
    '+ b.json',
    '',
    '  data pairs',
    '  model tiny',
    '  tokenize',
    '  encode',
    '  pool.mean',
    '+ pool.normalize',
    '  loss.cosineSimilarity',
    '  evaluate.similarity',
    '~ train',
    '      epochs  2 → 4',
    '      warmup  0.1 default → 0.2',
  ])
})

test("a run's folder stands for the pipeline that it ran", async () => {
  assert.is((await siamese(base, 'diff', 'a.json', 'run')).out, 'a.json and run are the same pipeline\n')
})

test('the exit code tells only where it is asked to: 3 for a difference, 2 for a mistake', async () => {
  assert.is((await siamese(base, 'diff', 'a.json', 'b.json', '--exit-code')).code, 3)
  assert.is((await siamese(base, 'diff', 'a.json', 'a.json', '--exit-code')).code, 0)
  assert.is((await siamese(base, 'diff', 'a.json', 'wrong.json', '--exit-code')).code, 2)
})

test('--json', async () => {
  const { same, a, b, stages } = JSON.parse((await siamese(base, 'diff', 'a.json', 'b.json', '--json')).out)
  assert.equal([same, a, b, stages.length], [false, 'a.json', 'b.json', 7])
  assert.equal(stages[3], { name: 'pool.normalize', status: 'added', after: 3, changes: [] })
})

test('what cannot be compared is refused, both sides at once', async () => {
  const { code, err } = await siamese(base, 'diff', 'gone.json', '.')
  assert.is(code, 2)
  assert.match(
    err,
    /gone\.json is missing: check the path\.\n\. is no folder of a run: it has no manifest\.json; siamese runs lists the runs/,
  )
  assert.match((await siamese(base, 'diff', 'a.json', 'wrong.json')).err, /^evaluate\.similarity reads the split no/)
})

test.run()
