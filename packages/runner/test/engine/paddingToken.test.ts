// Nothing is learned of the row of padding where a text has that token itself, as in the reference (bench/reference/padding_token.py).
import { readFileSync } from 'node:fs'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { folder, head, remove } from '../run/tiny.js'
import { type Figures, figuresOf, tinyOfKind } from './tinyReference.js'

const base = folder()
test.after(() => remove(base))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))

const rows = [
  { sentence1: 'a [PAD] dog runs', sentence2: 'the dog [PAD]', score: 0.9 },
  { sentence1: '[PAD] cat', sentence2: 'the old cat sleeps', score: 0.4 },
  { sentence1: 'a bird sings', sentence2: 'not a bird', score: 0.1 },
]
const columns = [
  ['sentence1', 'text'],
  ['sentence2', 'text'],
  ['score', { score: [0, 1] }],
] as const
const reference: readonly (Figures & { readonly architecture: string })[] = JSON.parse(
  readFileSync(new URL('paddingToken.json', import.meta.url), 'utf8'),
)
const far = (x: number, y: number) => Math.abs(x - y) / Math.max(1, Math.abs(y))

for (const { architecture, ...expected } of reference)
  test(`${architecture}: the reference's value and gradients of texts that have the padding token`, async () => {
    const stage = { stage: 'loss.cosineSimilarity' }
    const found = await figuresOf(base, stage, columns, rows, {}, head, tinyOfKind(architecture))
    assert.ok(far(found.loss, expected.loss) < 1e-5, `loss ${found.loss}, ${expected.loss}`)
    for (const [name, values] of Object.entries(expected.gradients))
      values.forEach((value, i) =>
        assert.ok(far(found.gradients[name]![i]!, value) < 1e-4, `${name}: ${found.gradients[name]}, ${values}`),
      )
    // [PAD] is the first row.
    assert.equal(found.gradients['embeddings.word_embeddings.weight']!.slice(1).map(Math.abs), [0, 0, 0])
  })

test.run()
