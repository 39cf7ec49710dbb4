import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTokenizer, wordPieceJson } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readTokenizerFiles } from '../../../src/sources/modelFiles/tokenizerFiles.js'

const folder = mkdtempSync(join(tmpdir(), 'siamese-tokenizer-files-'))
test.after(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content))
const pad = async () => {
  const read = await readTokenizerFiles(folder)()
  if (isLeft(read)) return read.left.map(({ sentence }) => sentence)
  const tokenizer = readTokenizer(read.right.json, read.right.config)
  return isLeft(tokenizer) ? tokenizer.left.map(({ sentence }) => sentence) : tokenizer.right.pad
}

test('special_tokens_map.json names tokens that tokenizer_config.json does not; the latter stands above it', async () => {
  write('tokenizer.json', wordPieceJson(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'fill', 'other']))
  assert.is(await pad(), 0)
  write('special_tokens_map.json', { pad_token: { content: 'fill', lstrip: false } })
  assert.is(await pad(), 5)
  write('tokenizer_config.json', { pad_token: 'other' })
  assert.is(await pad(), 6)
  write('tokenizer_config.json', { pad_token: 'nothing' })
  assert.equal(await pad(), [
    'tokenize needs a pad_token that is in the vocabulary; tokenizer_config.json names nothing',
  ])
  writeFileSync(join(folder, 'special_tokens_map.json'), '[]')
  const broken = await pad()
  assert.ok(Array.isArray(broken) && /special_tokens_map\.json/.test(broken.join()), String(broken))
})

test.run()
