import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Model } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type LoadedEncoder, load } from '../../src/encode/load.js'
import { buildIndex } from '../../src/search/buildIndex.js'
import { search } from '../../src/search/searchCorpus.js'
import { searchIndex } from '../../src/search/searchIndex.js'
import type { IndexPrecision } from '../../src/sources/neighbours.js'
import { folder, remove, sentence, model as tiny } from '../run/tiny.js'

const base = folder()
let model: LoadedEncoder
test.before(async () => {
  model = await load(tiny as unknown as Model, { base })
})
test.after(() => {
  model.dispose()
  remove(base)
})
const corpus = [...new Set(Array.from({ length: 900 }, (_, n) => sentence(n, 3 + (n % 9))))].map((text, i) => ({
  id: `d${i}`,
  text: `${text} ü`,
}))
const queries = Array.from({ length: 20 }, (_, n) => sentence(7 * n + 3, 5))

for (const precision of ['float32', 'float16', 'int8', 'binary'] as const satisfies readonly IndexPrecision[])
  test(`${precision}: an index finds nearly all that exact search finds, with the same scores`, async () => {
    const out = join(base, precision)
    assert.is(await buildIndex(model, corpus, out, { precision }), corpus.length)
    const exact = await search(model, queries, corpus, { topK: 5 })
    const found = await searchIndex(model, queries, out, { topK: 5, rescore: precision === 'binary' ? 40 : 8 })
    let common = 0
    for (const [query, hits] of found.entries()) {
      assert.is(hits.length, 5)
      assert.ok(hits.every(({ score }, i) => i === 0 || score <= hits[i - 1]!.score))
      for (const hit of hits) {
        assert.is(hit.text, corpus[Number(String(hit.id).slice(1))]!.text)
        const same = exact[query]!.find(({ id }) => id === hit.id)
        if (same === undefined) continue
        assert.ok(Math.abs(same.score - hit.score) < 1e-5)
        common++
      }
    }
    // Signs of eight numbers tell 256 kinds apart, so of the binary index less is asked.
    assert.ok(
      common >= (precision === 'binary' ? 0.5 : 0.95) * 5 * queries.length,
      `${common} of ${5 * queries.length}`,
    )
  })

test('what cannot be made or read is said, and nothing is left behind', async () => {
  const refused = async (work: () => Promise<unknown>) => {
    try {
      await work()
      return 'nothing was refused'
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.match(await refused(() => buildIndex(model, [], join(base, 'empty'))), /an index needs texts/)
  assert.not.ok(existsSync(join(base, 'empty')))
  assert.match(await refused(() => buildIndex(model, corpus, join(base, 'int8'))), /exists already/)
  const dot = { ...model, similarityName: 'dot' } as const
  assert.match(await refused(() => buildIndex(dot, corpus, join(base, 'dot'))), /int8 keeps numbers from −1 to 1/)
  assert.match(await refused(() => searchIndex(model, queries, join(base, 'nowhere'))), /nowhere/)
  assert.match(
    await refused(() => searchIndex(model, queries, join(base, 'int8'), { topK: 1.5, rescore: 0 })),
    /topK is 1.5: .*rescore is 0:/s,
  )
  const other = { ...model, width: 5 } as unknown as LoadedEncoder
  assert.match(
    await refused(() => searchIndex(other, queries, join(base, 'int8'))),
    /of 8 numbers, and the model gives 5/,
  )
})

test('an index of which a byte changed is named, and not searched', async () => {
  const out = join(base, 'changed')
  await buildIndex(model, corpus.slice(0, 40), out, {})
  for (const name of ['neighbours.usearch', 'documents.starts', 'index.json']) {
    const bytes = readFileSync(join(out, name))
    const other = Buffer.from(bytes)
    other[name === 'index.json' ? bytes.indexOf('"width"') + 9 : bytes.length - 5]! ^= 1
    writeFileSync(join(out, name), other)
    const said = await searchIndex(model, ['a dog'], out, {}).then(
      () => 'it was searched',
      (error: Error) => `${name}: ${error.message}`,
    )
    assert.match(
      said,
      /(neighbours\.usearch|documents\.(starts|jsonl)|index\.json) is not as it was written: build the index again/,
    )
    writeFileSync(join(out, name), bytes)
  }
  assert.is((await searchIndex(model, ['a dog'], out, { topK: 1 }))[0]!.length, 1)
})

test.run()
