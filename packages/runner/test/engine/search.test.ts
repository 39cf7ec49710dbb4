import { type Model, rangesOf, similarities, toInt8 } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { joined } from '../../src/encode/joined.js'
import { type LoadedEncoder, load } from '../../src/encode/load.js'
import { engineScorer } from '../../src/search/engineScorer.js'
import { findCommunities } from '../../src/search/findCommunities.js'
import { mineHardNegatives } from '../../src/search/mineHardNegatives.js'
import { mineParaphrases } from '../../src/search/mineParaphrases.js'
import { search } from '../../src/search/searchCorpus.js'
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

const texts = Array.from({ length: 40 }, (_, n) => sentence(n, 2 + (n % 7)))
const near = (a: number, b: number) => Math.abs(a - b) < 1e-5
const refused = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing was refused'
}

test('embeddings are cut, then made unit length, then stored in fewer bits', async () => {
  const whole = await model.encode(texts)
  const cut = await model.encode(texts, { width: 3, normalize: true })
  for (const [row, vector] of cut.entries()) {
    const [a, b, c] = whole[row]! as unknown as [number, number, number]
    const norm = Math.hypot(a, b, c)
    assert.ok([a, b, c].every((x, i) => near(x / norm, vector[i]!)))
  }
  const ranges = rangesOf(joined(whole), model.width)
  assert.equal(joined(whole).length, texts.length * model.width)
  const int8 = await model.encode(texts, { precision: 'int8' })
  assert.instance(int8[0], Int8Array)
  assert.equal([...int8[7]!], [...toInt8(joined(whole), ranges).subarray(7 * model.width, 8 * model.width)])
  // One text has a range when it is given one.
  const one = await model.encode([texts[7]!], { precision: 'int8', ranges })
  assert.ok(one[0]!.every((x, i) => Math.abs(x - int8[7]![i]!) <= 1))
  const bits = await model.encode(texts.slice(0, 2), { precision: 'ubinary' })
  assert.equal([...bits[0]!], [whole[0]!.reduce((byte, x, i) => byte | (x > 0 ? 128 >> i : 0), 0)])
  assert.match(
    await refused(() => model.encode([texts[0]!], { precision: 'uint8' })),
    /one text has no range for uint8/,
  )
  assert.match(
    await refused(() => model.encode(texts, { width: 0 })),
    /encode: width is 0, and that of the embeddings 8: choose a whole number from 1 to 8/,
  )
  assert.match(
    await refused(() => model.encode(texts, { precision: 'int8', width: 3, ranges })),
    /ranges are of 8 numbers and embeddings have 3/,
  )
})

test('a token has a vector, and their mean is the embedding', async () => {
  const [found] = await model.tokens([texts[3]!])
  const [embedding] = await model.encode([texts[3]!])
  assert.is(found!.tokens[0], '[CLS]')
  assert.is(found!.tokens.length, found!.vectors.length)
  const mean = found!.vectors[0]!.map(
    (_, i) => found!.vectors.reduce((sum, vector) => sum + vector[i]!, 0) / found!.vectors.length,
  )
  assert.ok(mean.every((x, i) => near(x, embedding![i]!)))
})

test('similarities of lists are those of the model', async () => {
  const vectors = await model.encode(texts.slice(0, 3))
  const matrix = model.similarity(vectors, vectors)
  const rows = model.similarityPairwise(vectors, vectors)
  assert.is(model.similarityName, 'cosine')
  assert.ok(matrix.every((row, i) => near(row[i]!, 1) && near(rows[i]!, 1)))
  assert.ok(near(matrix[0]![1]!, similarities.cosine(vectors[0]!, vectors[1]!, model.width)[0]!))
})

test('search finds what comparing with every document finds, whatever pieces they come in', async () => {
  const queries = texts.slice(0, 3)
  const vectors = await model.encode(texts)
  const corpus = (async function* () {
    for (const [i, text] of texts.entries()) yield { id: `d${i}`, text }
  })()
  const found = await search(model, queries, corpus, { topK: 4 })
  for (const [query, hits] of found.entries()) {
    const scores = vectors.map(vector => similarities.cosine(vectors[query]!, vector, model.width)[0]!)
    const best = [...scores].sort((a, b) => b - a).slice(0, 4)
    assert.ok(hits.every(({ score }, i) => near(score, best[i]!)))
    for (const { id, text, score } of hits) {
      assert.is(text, texts[Number(String(id).slice(1))])
      assert.ok(near(score, scores[Number(String(id).slice(1))]!))
    }
  }
})

test('the engine compares as core does', () => {
  const numbers = (seed: number, count: number) =>
    Float32Array.from({ length: count }, (_, i) => Math.sin(seed * (i + 1) * 12.9898))
  const [a, b] = [numbers(1, 70 * 5), numbers(2, 90 * 5)]
  for (const similarity of ['cosine', 'dot', 'euclidean', 'manhattan'] as const) {
    const scoresOf = engineScorer(similarity)(a, b, 5)
    for (const row of [0, 1, 69])
      for (const other of [0, 44, 89]) {
        const pair = [a.slice(row * 5, row * 5 + 5), b.slice(other * 5, other * 5 + 5)] as const
        assert.ok(near(scoresOf(row)[other]!, similarities[similarity](...pair, 5)[0]!))
      }
  }
})

test('paraphrases are the most similar pairs of all, each once', async () => {
  const distinct = [...new Set(texts)]
  const vectors = await model.encode(distinct)
  const all = distinct.flatMap((_, i) =>
    distinct.slice(i + 1).map((_, k) => similarities.cosine(vectors[i]!, vectors[i + 1 + k]!, model.width)[0]!),
  )
  const found = await mineParaphrases(model, distinct, { topK: distinct.length, maxPairs: 9 })
  const best = all.sort((a, b) => b - a).slice(0, 9)
  assert.ok(found.every(({ score, i, j }, at) => near(score, best[at]!) && i < j))
  assert.match(await refused(() => mineParaphrases(model, texts, { topK: 0 })), /topK is 0/)
})

test('a search for no documents, and groups of none, are refused', async () => {
  assert.match(await refused(() => search(model, ['a dog'], texts, { topK: 0 })), /search: topK is 0: choose a whole/)
  assert.match(await refused(() => findCommunities(model, texts, { minSize: 0.5 })), /minSize is 0.5: choose a whole/)
})

test('texts that are equal are a community', async () => {
  const found = await findCommunities(model, ['a dog runs', 'the old cat', 'a dog runs', 'a dog runs'], {
    minSize: 3,
    threshold: 0.99999,
  })
  assert.equal(
    found.map(group => [...group].sort()),
    [[0, 2, 3]],
  )
})

test('hard negatives are near their anchor and no answers to it', async () => {
  const pairs = texts.slice(0, 6).map((anchor, i) => ({ anchor, positive: texts[20 + i]! }))
  const mined = await mineHardNegatives(model, pairs, { corpus: texts, negatives: 2, told: 'scores' })
  assert.ok(mined.length > 0)
  for (const { anchor, positive, negative } of mined) {
    const own = pairs.filter(pair => pair.anchor === anchor).map(pair => pair.positive)
    assert.ok(own.includes(positive as string) && !own.includes(negative as string))
  }
  assert.match(await refused(() => mineHardNegatives(model, [])), /there are no pairs/)
  assert.match(await refused(() => mineHardNegatives(model, pairs, { negatives: 0 })), /negatives is 0/)
})

test.run()
