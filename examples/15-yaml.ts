// A pipeline in YAML is the one in TypeScript: the same tree, the same rules, the same sentences, with the line and column of the key.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { data, encode, evaluate, pipeline, printProblems, score, text, toJson, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { loadPipeline } from '@siamese/runner'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { small } from './small.ts'

const pairs = data(
  'pairs',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', score(0, 5)],
  ],
  {
    train: [{ sentence1: 'The shop is open.', sentence2: 'The shop is not closed.', score: 4.6 }],
    dev: [{ sentence1: 'A girl feeds the horse.', sentence2: 'The horse is fed by a girl.', score: 5 }],
  },
)
const sts = pipeline(
  pairs,
  tokenize(small, { maxLength: 32 }),
  encode(small),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 4, best: 'dev.spearman_cosine' }),
)

const file = join(import.meta.dirname, '15-yaml.yaml')
const read = await loadPipeline(file)
assert.ok(isRight(read))
assert.deepEqual(toJson(read.right.pipeline), toJson(sts))

// A mistake in it is told where it is written.
const folder = await mkdtemp(join(tmpdir(), 'siamese-yaml-'))
const wrong = join(folder, 'wrong.yaml')
await writeFile(wrong, (await readFile(file, 'utf8')).replace('epochs: 4', 'epoch: 4'))
const refused = await loadPipeline(wrong)
await rm(folder, { recursive: true })
assert.ok(isLeft(refused))
console.log(printProblems(refused.left))
assert.match(refused.left[0]!.sentence, /^train has no setting 'epoch'\. Did you mean to write 'epochs'\?$/)
assert.match(refused.left[0]!.place!, /wrong\.yaml:41:21$/)
