// What one engine computes another computes, too, within rounding: the tolerance that docs/run-folder.md states is held here.
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { readMetrics } from '../../src/run/folder/metricsFile.js'
import { numbersApart, tensorsApart } from '../../src/run/reproduce/difference.js'
import { type RunOptions, run } from '../../src/run/run.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { cosine, folder, head, labelled, made, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left[0]!.sentence)

/** Absolute or in proportion, whichever is less, over 60 steps. */
const tolerance = 1e-5
const setting = { dropout: 0.1, epochs: 20, learningRate: 1e-3 }
const ranking = { stage: 'loss.multipleNegativesRanking', columns: { anchor: 'sentence1', positive: 'sentence2' } }
const kinds = [
  ['loss.cosineSimilarity', made([...head, cosine, onDev, training({ ...setting, batchSize: 8 })])],
  ['loss.multipleNegativesRanking', made([...head, ranking, onDev, training({ ...setting, batchSize: 8 })])],
  ['loss.softmax', made([...head, { stage: 'loss.softmax' }, training({ ...setting, batchSize: 4 })], labelled)],
] as const
const ways: readonly (readonly [name: string, options: RunOptions])[] = [
  ['graph', { engine: 'native' }],
  ['operations', { engine: 'native', eager: true }],
  ['wasm', { engine: 'wasm' }],
]

/** Ranks are left out: two cosines that are alike but for rounding may change places, and a rank correlation jumps by that. */
const numbersOf = async (out: string) =>
  (await readMetrics(out)).lines.map(line =>
    Object.fromEntries(Object.entries(line).filter(([name]) => !name.includes('spearman'))),
  )
const weightsOf = async (out: string) => {
  const read = await readSafetensors(join(out, 'model', 'model.safetensors'))()
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}

if (opened.right.name === 'native' && runsGraphs())
  for (const [kind, pipeline] of kinds)
    test(`graphs, single operations and WebAssembly train alike within ${tolerance}: ${kind}`, async () => {
      const out = (way: string) => join(base, `${kind}-${way}`)
      for (const [way, options] of ways) {
        const ran = await run(pipeline, { ...options, base, out: out(way) })()
        if (isLeft(ran)) throw new Error(ran.left[0]!.sentence)
      }
      for (const [i, [one]] of ways.entries())
        for (const [other] of ways.slice(i + 1)) {
          const [numbers, others] = [await numbersOf(out(one)), await numbersOf(out(other))]
          assert.ok(numbers.length > 60 && numbers.length === others.length)
          for (const apart of [
            numbersApart(numbers, others),
            tensorsApart(await weightsOf(out(one)), await weightsOf(out(other))),
          ]) {
            assert.ok(apart.of !== '' && apart.difference <= tolerance, `${one}, ${other}: ${JSON.stringify(apart)}`)
            console.log(`${kind}, ${one} and ${other}: ${apart.difference.toExponential(1)} (${apart.of})`)
          }
        }
    })

test.run()
