import { readFileSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type SimilarityName, similarities } from '../../src/evaluate/similarities.js'

// What sentence-transformers gives on PyTorch: bench/reference/rounding.py says how, and how the rows are made.
type Case = Readonly<Record<SimilarityName, readonly number[]>> & { readonly width: number }
const cases: readonly Case[] = JSON.parse(readFileSync(new URL('rounding.json', import.meta.url), 'utf8'))
const rows = (width: number, from: number): Float32Array =>
  Float32Array.from(
    { length: 5 * width },
    (_, at) => (((7919 * (at % width) + 104729 * (from + Math.floor(at / width))) % 2003) - 1001) / 997,
  )

for (const { width, ...expected } of cases)
  test(`similarities of ${width} numbers are those of the reference to the last bit, so that pairs tie where they tie there`, () => {
    for (const [name, found] of Object.entries(similarities))
      assert.equal(
        [...found(rows(width, 0), rows(width, 1), width)],
        expected[name as SimilarityName].map(Math.fround),
        name,
      )
  })

test.run()
