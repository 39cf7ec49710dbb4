import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { TokenizerParts } from '../../src/tokenize/messages.js'
import { tokenizeAside } from '../../src/tokenize/tokenizeAside.js'
import { type Tokenizing, tokenizeHere } from '../../src/tokenize/tokenizing.js'
import { toyParts, toyTokenizer } from './toyTokenizer.js'

const here = tokenizeHere(toyTokenizer())
const withAside = async (use: (aside: Tokenizing) => Promise<void>, parts: TokenizerParts = toyParts) => {
  const aside = tokenizeAside(parts)
  try {
    await use(aside)
  } finally {
    await aside.close()
  }
}
const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: Error) => error.message,
  )

const text = fc.oneof(fc.string({ unit: fc.constantFrom(...'abAB .[SEP]中Ωé\u0301') }), fc.string({ unit: 'binary' }))

test('ids, offsets and the number of cut texts are those of this thread', () =>
  withAside(aside =>
    fc.assert(
      fc.asyncProperty(fc.array(text), fc.integer({ min: 3, max: 12 }), async (texts, maxLength) => {
        assert.equal(await aside.tokenize(texts, maxLength), await here.tokenize(texts, maxLength))
      }),
    ),
  ))

test('what is asked for at once is answered in order', () =>
  withAside(async aside => {
    const lists = [['ab ab'], [], ['a', '', 'b b b'], ['']]
    const answers = await Promise.all(lists.map(texts => aside.tokenize(texts, 4)))
    assert.equal(answers, await Promise.all(lists.map(texts => here.tokenize(texts, 4))))
    assert.equal(
      answers.map(({ truncated }) => truncated),
      [0, 0, 1, 0],
    )
  }))

test('a failure is the failure of its question, and the next is answered', () =>
  withAside(async aside => {
    // A list with a hole is no list of texts.
    const wrong = aside.tokenize([undefined as unknown as string], 9)
    const right = aside.tokenize(['a'], 9)
    assert.match(await messageOf(wrong), /undefined/)
    assert.equal([...(await right).ids], [2, 4, 3])
  }))

test('files that are no tokenizer are refused in a sentence', () =>
  withAside(
    async aside => {
      const sentence =
        'tokenize needs a tokenizer.json with a model; it has none: take the tokenizer.json that belongs to the model\n  tokenizer.json'
      assert.is(await messageOf(aside.tokenize(['a'], 9)), sentence)
      assert.is(await messageOf(aside.tokenize(['a'], 9)), sentence)
    },
    { ...toyParts, json: '{}' },
  ))

test('a thread that dies says so, at once and later', () =>
  withAside(
    async aside => {
      const asked = [aside.tokenize(['a'], 9), aside.tokenize(['b'], 9)]
      for (const message of await Promise.all(asked.map(messageOf)))
        assert.match(message, /^the thread that tokenizes ended: .*JSON/)
      assert.match(await messageOf(aside.tokenize(['a'], 9)), /^the thread that tokenizes ended: .*JSON/)
    },
    { ...toyParts, json: 'no json' },
  ))

test('closing refuses what was asked for and is asked for later, and may be done twice', async () => {
  const aside = tokenizeAside(toyParts)
  const asked = messageOf(aside.tokenize(Array(10_000).fill('ab ba.'), 9))
  await aside.close()
  await aside.close()
  assert.is(await asked, 'the thread that tokenizes was closed')
  assert.is(await messageOf(aside.tokenize(['a'], 9)), 'the thread that tokenizes was closed')
})

test('a process ends by itself when nothing is due, and not before', () => {
  const file = fileURLToPath(new URL('./asideProcess.ts', import.meta.url))
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', file, ...words], { encoding: 'utf8', timeout: 60_000 })
  const unused = run('unused')
  assert.equal([unused.status, unused.stdout.trim()], [0, 'no question'])
  const used = run('used')
  assert.equal([used.status, used.stdout.trim()], [0, '2,4,3'])
})

test.run()
