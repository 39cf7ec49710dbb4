import { readFileSync } from 'node:fs'
import type { Row, Sampling } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf } from '../../../src/plan.js'
import { inMemory } from '../../../src/sources/rows.js'
import { openSampler } from '../../../src/train/sampler.js'
import { turnsOf } from '../../../src/train/turns.js'
import { opened } from '../../opened.js'
import { head, labelled, made, training } from '../../run/tiny.js'

/** Written by bench/reference/samplers.py. */
interface Reference {
  readonly labels: readonly number[]
  readonly texts: readonly (readonly [string, string])[]
  readonly lengths: readonly number[]
  readonly cases: readonly (Settings & { readonly epochs: Epochs })[]
  readonly sets: readonly (Settings & {
    readonly sampling: Sampling
    readonly counts: readonly number[]
    readonly epochs: Epochs
  })[]
  readonly hashed: readonly { readonly seed: number; readonly batchSize: number; readonly epochs: Epochs }[]
}
interface Settings {
  readonly sampler: 'shuffled' | 'no duplicates' | 'grouped by label' | 'by length'
  readonly seed: number
  readonly batchSize: number
  readonly lastBatch: string
}
type Epochs = readonly (readonly (readonly number[])[])[]

const { labels, texts, lengths, cases, sets, hashed }: Reference = JSON.parse(
  readFileSync(new URL('reference.json', import.meta.url), 'utf8'),
)
const numbered = (labels: readonly number[]): readonly Row[] =>
  labels.map((label, i) => ({ sentence1: `${i}`, sentence2: `${i}`, label }))
const rowsFor: Readonly<Record<Settings['sampler'], readonly Row[]>> = {
  shuffled: numbered(labels),
  'grouped by label': numbered(labels),
  'no duplicates': texts.map(([sentence1, sentence2]) => ({ sentence1, sentence2, label: 0 })),
  'by length': lengths.map(length => ({ sentence1: 'a'.repeat(length), sentence2: '', label: 0 })),
}
const open = async ({ sampler, seed, batchSize, lastBatch }: Settings, rows: readonly Row[]) => {
  const plan = planOf(
    made([...head, { stage: 'loss.softmax' }, training({ sampler, seed, batchSize, lastBatch })], labelled),
  )
  if (isLeft(plan)) throw new Error(plan.left[0]!.sentence)
  return openSampler(plan.right.train!, plan.right.tasks[0]!, inMemory(rows))
}

for (const { epochs, ...settings } of cases)
  test(`${settings.sampler}, seed ${settings.seed}, batches of ${settings.batchSize}, the last ${settings.lastBatch}: the reference's`, async () => {
    const sampler = await open(settings, rowsFor[settings.sampler])
    if (epochs[0]!.length === 0) return assert.ok(isLeft(sampler), 'no batch is full')
    const { batches } = opened(sampler)
    assert.equal([0, 1].map(batches), epochs)
  })

for (const { epochs, ...rest } of hashed)
  test('no duplicates: the hashed variant of the reference gives the same', async () => {
    const settings = { sampler: 'no duplicates', lastBatch: 'kept', ...rest } as const
    assert.equal([0, 1].map(opened(await open(settings, rowsFor[settings.sampler])).batches), epochs)
  })

for (const { epochs, sampling, counts, ...settings } of sets)
  test(`several data sets ${sampling}, ${settings.sampler}, the last ${settings.lastBatch}: the reference's`, async () => {
    const rows =
      settings.sampler === 'shuffled'
        ? counts.map(count => numbered(Array(count).fill(0)))
        : counts.map(count => numbered(labels.slice(0, count)))
    const samplers = await Promise.all(rows.map(async some => opened(await open(settings, some))))
    const before = counts.map((_, set) => counts.slice(0, set).reduce((sum, count) => sum + count, 0))
    const found = [0, 1].map(epoch =>
      turnsOf(samplers, { sampling, seed: settings.seed }, epoch).map(({ set, rows }) =>
        rows.map(row => before[set]! + row),
      ),
    )
    assert.equal(found, epochs)
  })

test.run()
