import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type ModelFolder, readModelFolder } from '../../src/sources/modelFolder.js'
import { type ModelToWrite, writeModel } from '../../src/sources/writeModel.js'
import { python, pythonHas } from '../referencePython.js'
import { widthsOf } from '../widthsOf.js'

const golden = fileURLToPath(new URL('../../../../../shared/golden/models/', import.meta.url))
const script = fileURLToPath(new URL('writeModel.py', import.meta.url))

const missing = !existsSync(golden)
  ? 'the golden models are not there'
  : !pythonHas('sentence_transformers')
    ? 'no Python with sentence-transformers; SIAMESE_REFERENCE_PYTHON names one'
    : undefined
if (missing) console.log(`skipped: what Python says of a written model: ${missing}`)
const check = missing ? test.skip : test

const folder = mkdtempSync(join(tmpdir(), 'siamese-written-'))
test.after(() => rmSync(folder, { recursive: true }))

const read = async (name: string): Promise<ModelFolder> => {
  const model = await readModelFolder(join(golden, name))()
  if (isLeft(model)) throw new Error(model.left[0]!.sentence)
  return model.right
}

/** What a model without a bag of words is not asked for. */
const noWords = (): never => {
  throw new Error('no stage asks for words')
}

/** Largest difference between the embeddings of written models in Python and the golden ones, per model. */
const differences = async (
  models: readonly (readonly [golden: string, change: (model: ModelFolder) => Partial<ModelToWrite>])[],
) => {
  const expected = models.map(([name]) => JSON.parse(readFileSync(join(golden, name, 'expected.json'), 'utf8')))
  const folders: string[] = []
  for (const [i, [name, change]] of models.entries()) {
    const model = await read(name)
    folders.push(join(folder, String(i)))
    const hidden = Number(model.config.hidden_size ?? model.config.dim)
    const written = await writeModel(folders[i]!, {
      ...model,
      widths: widthsOf(model, hidden),
      encoder: { layers: Number(model.config.num_hidden_layers ?? model.config.n_layers), words: noWords },
      card: { name },
      ...change(model),
    })()
    if (isLeft(written)) throw new Error(written.left[0]!.sentence)
  }
  const said = spawnSync(python, [script, ...folders], {
    input: JSON.stringify(expected[0].sentences),
    encoding: 'utf8',
  })
  if (said.status !== 0) throw new Error(said.stderr)
  const opened: readonly { embeddings: number[][]; maxLength: number }[] = JSON.parse(said.stdout)
  return opened.map(({ embeddings, maxLength }, i) => {
    const values: number[][] = expected[i].encode.values
    assert.is(maxLength, expected[i].max_seq_length)
    const gaps = values.flatMap((row, r) => row.map((value, c) => Math.abs(value - embeddings[r]![c]!)))
    return Math.max(...gaps)
  })
}

const asItIs = () => ({})

/** As a model that was trained here from fresh weights: our tokenizer.json alone, and no pooler. */
const fromFresh = ({ config, tokenizer, weights }: ModelFolder): Partial<ModelToWrite> => {
  const { dtype: _, architectures: __, transformers_version: ___, ...rest } = config
  return {
    config: rest,
    configText: undefined,
    tokenizer: { json: tokenizer.json, config: {}, texts: {} },
    weights: new Map([...weights].filter(([name]) => !name.startsWith('pooler.'))),
  }
}

check('Python opens what is written and gives the same embeddings', async () => {
  const names = ['bert', 'bert-legacy', 'bert-dense-layernorm-normalize', 'roberta', 'modernbert']
  const found = await differences([...names.map(name => [name, asItIs] as const), ['bert', fromFresh]])
  assert.is(found.length, 6)
  for (const difference of found) assert.ok(difference <= 1e-5, String(found))
})

test.run()
