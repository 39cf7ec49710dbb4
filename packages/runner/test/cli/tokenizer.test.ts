import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openFolder } from '../../src/model/openModel.js'
import { siamese } from './siamese.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-tokenizer-'))
test.after(() => rmSync(folder, { recursive: true }))

const rows = Array.from({ length: 40 }, (_, i) => ({
  sentence1: `A man plays the ${['guitar', 'flute', 'piano'][i % 3]}.`,
  sentence2: `The ${['dogs', 'cats'][i % 2]} are playing outside.`,
  score: i % 5,
}))
writeFileSync(join(folder, 'train.jsonl'), rows.map(row => `${JSON.stringify(row)}\n`).join(''))
writeFileSync(join(folder, 'lines.txt'), 'A man plays the guitar.\nThe guitar plays.\n')
writeFileSync(join(folder, 'empty.txt'), '')
const bert = { hidden_size: 16, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 32 }
writeFileSync(join(folder, 'bert.json'), JSON.stringify({ model_type: 'bert', max_position_embeddings: 64, ...bert }))
writeFileSync(join(folder, 'none.json'), '{"hidden_size": 16}')
mkdirSync(join(folder, 'there'))

const train = (...args: readonly string[]) => siamese(folder, 'tokenizer', 'train', ...args)
const columns = ['train.jsonl', '--columns', 'sentence1,sentence2', '--lower-case']

for (const [kind, size] of [
  ['wordpiece', '60'],
  ['bpe', '290'],
  ['unigram', '50'],
] as const)
  test(`${kind}: a model of fresh weights, which siamese opens and which is the same every time`, async () => {
    const asked = [...columns, '--kind', kind, '--size', size, '--encoder', 'bert.json']
    const { code, out, err } = await train(...asked, '--out', kind)
    assert.is(code, 0, err)
    assert.match(out, new RegExp(`^${kind}: ${kind}, ${size} tokens from 80 texts, small letters\n`))
    const opened = await openFolder(join(folder, kind))()
    if (isLeft(opened)) throw new Error(opened.left[0]!.sentence)
    const { tokenizer, maxLength, encoder } = opened.right
    assert.equal([tokenizer.vocabulary, encoder.facts.vocabulary, maxLength], [Number(size), Number(size), 64])
    const { ids } = tokenizer.encode('The man plays', 64)
    assert.is(tokenizer.decode(ids), 'the man plays')
    assert.is((await siamese(folder, 'add', 'model', `./${kind}`, '--as', kind)).code, 0)
    assert.is((await train(...asked, '--out', `${kind}-again`)).code, 0)
    for (const file of readdirSync(join(folder, kind)))
      assert.equal(readFileSync(join(folder, `${kind}-again`, file)), readFileSync(join(folder, kind, file)), file)
  })

test('without an encoder: a tokenizer alone, for fresh weights that a pipeline names', async () => {
  const { code, out } = await train('lines.txt', '--size', '500', '--out', 'alone', '--special', '[Q]', '--json')
  assert.is(code, 0)
  assert.equal(readdirSync(join(folder, 'alone')).sort(), ['tokenizer.json', 'tokenizer_config.json', 'vocab.txt'])
  const tokens = readFileSync(join(folder, 'alone', 'vocab.txt'), 'utf8')
    .split('\n')
    .slice(0, -1)
  assert.equal(JSON.parse(out), { kind: 'wordpiece', size: tokens.length, texts: 2 })
  assert.equal(tokens.slice(0, 6), ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', '[Q]'])
  const told = await train('lines.txt', '--size', '500', '--out', 'told')
  assert.match(told.out, '500 were asked for: no other neighbours come together 2 times')
})

const refused: readonly (readonly [args: readonly string[], err: string])[] = [
  [['lines.txt', '--out', 'there'], 'there exists already: choose another folder, or remove it'],
  [['--out', 'x'], 'name files of texts, or - for standard input'],
  [['nothing.txt', '--out', 'x'], 'nothing.txt is missing: check the path.'],
  [['empty.txt', '--out', 'x'], 'there are no words to learn from: the texts are empty'],
  [
    ['train.jsonl', '--out', 'x'],
    'train.jsonl has several columns of texts: write those to learn from, as --columns sentence1,sentence2; it has sentence1, sentence2',
  ],
  [['train.jsonl', '--columns', 'score', '--out', 'x'], 'train.jsonl:1, column score: expected a text, found 0'],
  [
    ['train.jsonl', '--columns', 'text', '--out', 'x'],
    'train.jsonl:1 has no column text; it has sentence1, sentence2, score: write --columns a,b',
  ],
  [
    ['lines.txt', '--out', 'x', '--encoder', 'bert.json', '--max-length', '65', '--size', '90'],
    '--max-length is 65, and bert.json has 64 positions: write at most that',
  ],
  [['lines.txt', '--out', 'x', '--size', '3'], 'a vocabulary of 3 has no room for pieces: '],
  [['lines.txt', '--out', 'x', '--size', '90', '--encoder', 'none.json'], 'encode needs a model_type it knows'],
]
for (const [args, sentence] of refused)
  test(`siamese tokenizer train ${args.join(' ')}: exit code 2, and nothing is written`, async () => {
    const { code, out, err } = await train(...args)
    assert.equal([code, out], [2, ''])
    assert.is(err.slice(0, sentence.length), sentence)
    assert.is(readdirSync(folder).includes('x'), false)
  })

test.run()
