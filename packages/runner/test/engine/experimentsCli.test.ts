import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { stringify } from 'yaml'
import { resultOf } from '../cli/resultOf.js'
import { siamese } from '../cli/siamese.js'
import { cosine, folder, head, json, labelled, onDev, pairs, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const file = (name: string, content: unknown): string => {
  writeFileSync(join(base, name), name.endsWith('.json') ? JSON.stringify(content, null, 2) : stringify(content))
  return name
}
const { stages: _, data: __, ...shared } = json([])
const varied = (settings: object) => [...head, cosine, onDev, training({ epochs: 1, ...settings })]
const sweep = file('sweep.yaml', { ...json(varied({ learningRate: { choose: [1e-3, 1e-2] } })), sweep: 'grid' })
const softmax = [...head, { stage: 'loss.softmax' }, training({ epochs: 1 })]
const parts = [
  { data: labelled, stages: softmax },
  { data: pairs, stages: varied({ seed: 5 }) },
]
const sequence = file('sequence.json', { ...shared, sequence: parts })
const both = file('both.yaml', {
  ...shared,
  sequence: [parts[0], { data: pairs, stages: varied({ seed: { choose: [1, 2, 3] } }) }],
  sweep: { sample: 2 },
})
const lines = (text: string) => text.trimEnd().split('\n')

test('check says how many points and parts fit', async () => {
  const { code, out } = await siamese(base, 'check', sweep, sequence, both)
  assert.is(code, 0)
  assert.equal(lines(out), [
    'sweep.yaml: pairs, tiny, width 8: 2 points fit',
    'sequence.json: labelled, then pairs, tiny, width 8: 2 parts fit',
    'both.yaml: labelled, then pairs, tiny, width 8: 2 points of 2 parts fit',
    '3 files: all fit',
  ])
})

test('check says what is wrong with any point once, at its place', async () => {
  const wrong = file('wrong.json', {
    ...json([...varied({ learningRate: { choose: [1e-3, -1] }, seed: { choose: [1, 2] } })]),
    sweep: 'grid',
  })
  const { code, err } = await siamese(base, 'check', wrong)
  assert.is(code, 2)
  assert.is(err.match(/train: learningRate is -1: choose a number above 0/g)?.length, 1)
  const at =
    readFileSync(join(base, wrong), 'utf8')
      .split('\n')
      .findIndex(line => line.includes('"learningRate"')) + 1
  assert.ok(err.includes(`wrong.json:${at}:7`), err)
})

test('run gives the table of a sweep, and as JSON its points', async () => {
  const shown = await siamese(base, 'run', sweep, '--out', 'swept')
  assert.is(shown.code, 0, shown.err)
  assert.match(lines(shown.out)[0]!, /^point {2}train\.learningRate {2}dev\.pearson_cosine/)
  assert.match(lines(shown.out)[2]!, /^ {4}2 +0\.01 +-?\d\.\d{4}/)
  assert.match(shown.err, /point 2 of 2: train\.learningRate 0\.01/)
  assert.ok(existsSync(join(base, 'swept', 'point-2', 'manifest.json')))
  const { code, out } = await siamese(base, 'run', both, '--json')
  const { points } = resultOf(out)
  assert.is(code, 0)
  assert.is(points.length, 2)
  assert.equal(Object.keys(points[0]), ['chosen', 'folder', 'metrics'])
})

test('run tells a point that failed beside the others, and ends with 2', async () => {
  const failing = file('failing.yaml', {
    ...json(varied({ epochs: 2, schedule: 'constant', warmup: 0, learningRate: { choose: [1e30, 1e-3] } })),
    sweep: 'grid',
  })
  const { code, out } = await siamese(base, 'run', failing)
  assert.is(code, 2)
  assert.match(lines(out)[1]!, /1e\+30 +failed$/)
  assert.match(lines(out)[2]!, /1e-3 +-?\d\.\d{4}/)
  const asJson = await siamese(base, 'run', failing, '--json')
  assert.is(asJson.code, 2)
  assert.match(resultOf(asJson.out).points[0].problems[0].sentence, /^the loss is/)
})

test('run gives the table of every part of a sequence', async () => {
  const { code, out, err } = await siamese(base, 'run', sequence, '--out', 'trained')
  assert.is(code, 0, err)
  assert.match(
    out,
    /^1 of 2: labelled\n[\s\S]+\n\n2 of 2: pairs\nmetric +before +after\n[\s\S]+\n\nsequence {2}.*trained\n$/,
  )
  assert.match(err, /2 of 2: pairs/)
})

test('a command about one pipeline says how to name one, and takes its number', async () => {
  const said = async (...args: readonly string[]) => (await siamese(base, ...args)).err
  assert.match(await said('explain', sweep), /sweep\.yaml has 2 points: name one with --point 1 to --point 2/)
  assert.match(await said('explain', sequence), /sequence\.json has 2 parts: name one with --part 1 to --part 2/)
  assert.match(await said('explain', both, '--point', '2'), /both\.yaml has 2 parts: name one with --part 1/)
  assert.match(await said('explain', sweep, '--point', '3'), /--point 3: sweep\.yaml has points 1 to 2/)
  assert.match(
    await said('explain', sequence, '--part', '1', '--point', '1'),
    /--point 1: .* has no points: leave the option out/,
  )
  const { code, out } = await siamese(base, 'explain', sweep, '--point', '2', '--json')
  assert.is(code, 0)
  assert.match(out, /"learningRate":\s*0\.01/)
  const diff = await siamese(base, 'diff', both, both, '--point', '1', '--part', '2')
  assert.is(diff.code, 0, diff.err)
})

test('convert writes choices, sequences and sweeps as calls, which check takes', async () => {
  for (const [name, program] of [
    [sweep, 'sweep.ts'],
    [both, 'both.ts'],
  ] as const) {
    const { code, err } = await siamese(base, 'convert', name, '--to', 'ts', '--out', program)
    assert.is(code, 0, err)
    const checked = await siamese(base, 'check', program, name)
    assert.is(checked.code, 0, checked.err)
    const [first, second] = lines(checked.out).map(line => line.replace(/^[^:]+: /, ''))
    assert.is(first, second)
  }
  assert.match(readFileSync(join(base, 'sweep.ts'), 'utf8'), /export default grid\(\n {2}pipeline\(/)
  assert.match(readFileSync(join(base, 'both.ts'), 'utf8'), /seed: choose\(1, 2, 3\)/)
})

test('what is chosen is run as a sweep only', async () => {
  const unswept = file('unswept.json', json(varied({ seed: { choose: [1, 2] } })))
  assert.match(
    (await siamese(base, 'run', unswept)).err,
    /the pipeline has 2 points to choose from: siamese sweep runs all/,
  )
})

test.run()
