import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { hubAccess } from '../../src/sources/hubAccess.js'
import { fetchHubModel, wantedFiles } from '../../src/sources/hubModel.js'
import { readModelFolder } from '../../src/sources/modelFolder.js'
import { commit, type LoopbackHub, loopbackHub, secret } from './loopbackHub.js'
import { current } from './modelFolders.js'

const bytes = (content: unknown) =>
  content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(JSON.stringify(content))
const files = {
  ...Object.fromEntries(Object.entries(current).map(([path, content]) => [path, bytes(content)])),
  'pytorch_model.bin': Buffer.from('pickle'),
  'onnx/config.json': Buffer.from('{}'),
  'README.md': Buffer.from('read me'),
  'empty.txt': Buffer.alloc(0),
}

let hub: LoopbackHub
let folder: string
test.before.each(async () => {
  hub = await loopbackHub(files)
  folder = mkdtempSync(join(tmpdir(), 'siamese-hub-'))
})
test.after.each(async () => {
  await hub.close()
  rmSync(folder, { recursive: true })
})

const access = (more: NodeJS.ProcessEnv = {}) =>
  hubAccess({ HF_ENDPOINT: `${hub.endpoint}/`, HF_HOME: join(folder, 'huggingface'), ...more })
const fetched = async (source: string, more: NodeJS.ProcessEnv = {}) => {
  const model = await fetchHubModel(source, { base: '.', cacheRoot: join(folder, 'siamese') }, access(more))()
  return isLeft(model)
    ? model.left.map(({ sentence }) => sentence.replaceAll(folder, 'F').replaceAll(hub.endpoint, 'HUB'))
    : model.right
}
const cache = () => join(folder, 'huggingface', 'hub', 'models--me--open')
const model = () => ({ folder: join(cache(), 'snapshots', commit), source: `hub:me/open@${commit}` })

test('a model comes into the hub’s ordinary cache, and nothing but what is needed', async () => {
  assert.equal(await fetched('hub:me/open'), model())
  const read = await readModelFolder(model().folder)()
  assert.ok(!isLeft(read))
  assert.is(readFileSync(join(cache(), 'refs', 'main'), 'utf8'), commit)
  const snapshot = readdirSync(model().folder)
  for (const left of ['pytorch_model.bin', 'onnx', 'README.md']) assert.not(snapshot.includes(left))
  assert.ok(lstatSync(join(model().folder, 'model.safetensors')).isSymbolicLink())
  assert.is(readFileSync(join(model().folder, 'empty.txt'), 'utf8'), '')
  assert.not(hub.asked.some(path => path.endsWith('.bin')))
  assert.not(readdirSync(join(cache(), 'blobs')).some(name => name.endsWith('.incomplete')))
})

test('a pinned commit that was fetched asks for nothing', async () => {
  await fetched('hub:me/open@main')
  hub.asked.length = 0
  assert.equal(await fetched(`hub:me/open@${commit}`), model())
  assert.equal(hub.asked, [])
})

test('a branch asks for its commit, and fetches nothing again', async () => {
  await fetched('hub:me/open')
  hub.asked.length = 0
  assert.equal(await fetched('hub:me/open'), model())
  assert.not(hub.asked.some(path => path.includes('resolve')))
})

test('offline the cache serves, and nothing is asked for', async () => {
  const offline = { HF_HUB_OFFLINE: '1' }
  assert.equal(await fetched('hub:me/open', offline), [
    'hub:me/open@main is not in F/huggingface/hub and HF_HUB_OFFLINE is set: fetch it once without that setting.',
  ])
  await fetched('hub:me/open')
  hub.asked.length = 0
  assert.equal(await fetched('hub:me/open', offline), model())
  rmSync(join(folder, 'siamese'), { recursive: true })
  assert.equal(await fetched('hub:me/open', offline), model())
  assert.equal(await fetched(`hub:me/open@${commit}`, offline), model())
  assert.equal(hub.asked, [])
})

test('a token is sent, and asked for', async () => {
  assert.equal(await fetched('hub:me/closed'), [
    'hub:me/closed@main is not to be had without a token, or is not there: check the name, or set HF_TOKEN.',
  ])
  assert.equal(await fetched('hub:me/closed', { HF_TOKEN: 'hf_other' }), [
    'hub:me/closed@main is not to be had with this HF_TOKEN (401): ask its owner for access, or set another token.',
  ])
  assert.equal(await fetched('hub:me/closed', { HF_TOKEN: 'wrong' }), [
    'HF_TOKEN is no token of the hub, which begin with hf_: set it anew, or take it away.',
  ])
  const closed = await fetched('hub:me/closed', { HF_TOKEN: secret })
  assert.ok('source' in closed && closed.source === `hub:me/closed@${commit}`)
})

test('what the hub refuses', async () => {
  assert.equal(await fetched('hub:me/open@v2'), ['hub:me/open@v2 is not on HUB: check owner, name and revision.'])
  assert.equal(await fetched('hub:me/busy'), [
    'hub:me/busy@main was asked for too often: wait some minutes, or set HF_TOKEN.',
  ])
  const gone = await loopbackHub({})
  await gone.close()
  assert.equal(await fetched('hub:me/open', { HF_ENDPOINT: gone.endpoint }), [
    `hub:me/open@main cannot be fetched: ${gone.endpoint} cannot be reached (ECONNREFUSED). Check the network and HF_ENDPOINT; HF_HUB_OFFLINE=1 uses what is in the cache.`,
  ])
})

test('content that is not what is listed is not kept', async () => {
  for (const path of ['config.json', 'model.safetensors']) {
    hub.damaged.add(path)
    assert.equal(await fetched('hub:me/open'), [
      `${path} of hub:me/open@main came with another content than the hub lists: try again.`,
    ])
    assert.not(existsSync(join(model().folder, path)))
    hub.damaged.clear()
  }
  assert.equal(await fetched('hub:me/open'), model())
})

test('a repository whose files would leave their folder is refused whole', async () => {
  const evil = await loopbackHub({ ...files, '../evil.json': Buffer.from('{}') })
  assert.equal(await fetched('hub:me/open', { HF_ENDPOINT: evil.endpoint }), [
    'hub:me/open@main holds a file named ../evil.json, outside its folder; nothing was fetched.',
  ])
  assert.not(existsSync(cache()))
  await evil.close()
})

test('progress counts bytes up to the whole', async () => {
  const seen: number[][] = []
  const progress = (done: number, total: number) => seen.push([done, total])
  await fetchHubModel('hub:me/open', { base: '.', cacheRoot: folder, progress }, access())()
  const total = wantedFiles(Object.entries(files).map(([path, { length }]) => ({ path, size: length }))).reduce(
    (sum, { size }) => sum + size,
    0,
  )
  assert.equal(seen.at(-1), [total, total])
  assert.ok(seen.every(([done], i) => i === 0 || done! >= seen[i - 1]![0]!))
})

test('sources that are none', async () => {
  for (const source of ['hub:', 'hub:a/b/c', 'hub:../a', 'hub:me/open@../x', 'hub:me/open@'])
    assert.equal(await fetched(source), [
      `${source} is no source on the hub: write hub:owner/name or hub:owner/name@revision.`,
    ])
})

test('one whole file is preferred to shards, and shards come with their index', () => {
  const wanted = (...paths: string[]) => wantedFiles(paths.map(path => ({ path, size: 1 }))).map(({ path }) => path)
  const shards = [
    'model-00001-of-00002.safetensors',
    'model-00002-of-00002.safetensors',
    'model.safetensors.index.json',
  ]
  assert.equal(wanted(...shards, 'model.fp16.safetensors'), shards)
  assert.equal(wanted(...shards, 'model.safetensors', '2_Dense/model.safetensors'), [
    'model.safetensors',
    '2_Dense/model.safetensors',
  ])
  assert.equal(wanted('openvino/x.json', '.gitattributes', 'a.bin', 'vocab.txt', 'a.h5'), ['vocab.txt'])
})

test.run()
