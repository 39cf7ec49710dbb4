import { randperm } from '@siamese/core'
import { suite } from 'uvu'
import { drawsOf } from '../../src/train/samplers/draws.js'
import { groupedByLabel } from '../../src/train/samplers/groupedByLabel.js'
import { noDuplicatesInEpoch, textKey } from '../../src/train/samplers/noDuplicates.js'
import { golden, hasGolden } from './golden.js'
import { type Compared, cannot, testOnce } from './goldenCases.js'

const test = suite('samplers of the reference')

interface SamplerCase {
  readonly sampler: string
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  readonly labels: readonly number[]
  readonly batch_size: number
  readonly drop_last: boolean
  readonly expected: {
    readonly length: number
    readonly permutation: readonly number[]
    readonly batches_for_this_permutation: readonly (readonly number[])[]
    readonly example_batches: readonly (readonly number[])[]
  }
}

/** Later passes go on with the generator that gave the first order; the file tells the order, and its seed is found by that. */
const mostSeeds = 100_000
const seedOf = (order: readonly number[]): number => {
  for (let seed = 0; seed < mostSeeds; seed++)
    if (randperm(order.length, seed).every((row, i) => row === order[i])) return seed
  return cannot(`no seed below ${mostSeeds} gives the order of the first pass`)
}

/** Batches as one list: how long each is, and its rows. */
const told = (batches: readonly (readonly number[])[]): readonly number[] =>
  batches.flatMap(batch => [batch.length, ...batch])
const holds = (what: string, law: boolean): Compared => ({ what, found: law, expected: true, within: 0 })

const samplers: Readonly<Record<string, (each: SamplerCase) => readonly Compared[]>> = {
  NoDuplicatesBatchSampler: ({ rows, batch_size, drop_last, expected }) => {
    const width = rows[0]!.length
    const keys = Float64Array.from(rows.flat(), textKey)
    const { permutation: given, batches_for_this_permutation: batches } = expected
    const more = batches.flat().length > new Set(batches.flat()).size
    const { next } = drawsOf(more ? seedOf(given) : 0)
    // The first order is the one that is given; those after it are drawn.
    let passes = 0
    const first = permutationOf(given)
    const draw = () => (more ? next() : first(passes++))
    const short = drop_last ? 'dropped' : 'kept'
    const found = [...noDuplicatesInEpoch({ rows: rows.length, keys, texts: width }, batch_size, draw, short)]
    return [{ what: 'batches', found: told(found), expected: told(batches), within: 0 }]
  },
  GroupByLabelBatchSampler: ({ labels, batch_size, drop_last, expected }) => {
    const found = [...groupedByLabel(labels, batch_size, drawsOf(1).next)].filter(
      ({ length }) => !drop_last || length === batch_size,
    )
    const counts = found.map(batch => {
      const of = batch.map(row => labels[row]!)
      return [...new Set(of)].map(label => of.filter(each => each === label).length)
    })
    const alone = labels.filter(label => labels.filter(each => each === label).length === 1)
    return [
      { what: 'batches', found: found.length, expected: expected.length, within: 0 },
      {
        what: 'rows of each batch',
        found: found.map(batch => batch.length),
        expected: expected.example_batches.map(batch => batch.length),
        within: 0,
      },
      holds('labels with a single sample are left out', !found.flat().some(row => alone.includes(labels[row]!))),
      holds(
        'two labels or more, each an even number of times',
        counts.every(of => of.length >= 2 && of.every(count => count % 2 === 0)),
      ),
      holds('an index at most once', new Set(found.flat()).size === found.flat().length),
    ]
  },
}

/** Draws that make `permutation` give this order: each is how far its row is swapped from. */
const permutationOf = (order: readonly number[]): ((draw: number) => number) => {
  const rows = [...order.keys()]
  const swaps = order.slice(0, -1).map((row, place) => {
    const at = rows.indexOf(row)
    const here = rows[place]!
    rows[place] = rows[at]!
    rows[at] = here
    return at - place
  })
  return draw => swaps[draw]!
}

testOnce(
  test,
  hasGolden('samplers of the reference', 'utilities/batch_samplers.json')
    ? (golden('utilities/batch_samplers.json').cases as readonly SamplerCase[]).map(each => ({
        name: `utilities/batch_samplers/${each.name}`,
        run: () => samplers[each.sampler]?.(each) ?? cannot(`${each.sampler} has no counterpart here`),
      }))
    : [],
)
test.run()
