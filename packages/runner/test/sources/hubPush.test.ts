import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { sha256Of } from '../../src/sources/hash.js'
import { hubAccess } from '../../src/sources/hubAccess.js'
import { pushModel } from '../../src/sources/hubPush.js'
import { secret } from './loopbackHub.js'
import { folderOf, plain } from './modelFolders.js'

/** A server on this machine that takes what the hub takes: repositories, large files by their hash, commits. */
const receiving = async () => {
  const asked: string[] = []
  const repositories = new Set<string>()
  const large = new Map<string, Buffer>()
  const commits: Record<string, unknown>[][] = []
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://hub')
    asked.push(`${request.method} ${pathname}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const say = (status: number, given: unknown) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(given))
    if (pathname.startsWith('/store/')) {
      large.set(pathname.slice(7), body)
      return say(200, {})
    }
    if (request.headers.authorization !== `Bearer ${secret}`) return say(403, { error: 'Forbidden' })
    if (pathname === '/api/repos/create') {
      const { organization, name, visibility } = JSON.parse(String(body))
      const whole = `${organization}/${name} ${visibility}`
      if ([...repositories].some(each => each.startsWith(`${organization}/${name} `)))
        return say(409, { error: 'There' })
      repositories.add(whole)
      return say(200, { url: whole })
    }
    if (pathname.includes('/preupload/'))
      return say(200, {
        files: JSON.parse(String(body)).files.map(({ path }: { path: string }) => ({
          path,
          uploadMode: path.endsWith('.safetensors') ? 'lfs' : 'regular',
        })),
      })
    if (pathname.endsWith('/info/lfs/objects/batch'))
      return say(200, {
        transfer: 'basic',
        objects: JSON.parse(String(body)).objects.map(({ oid, size }: { oid: string; size: number }) => ({
          oid,
          size,
          actions: { upload: { href: `http://${request.headers.host}/store/${oid}`, header: {} } },
        })),
      })
    if (!pathname.includes('/commit/')) return say(404, {})
    commits.push(
      String(body)
        .split('\n')
        .map(line => JSON.parse(line)),
    )
    const pull = searchParams.get('create_pr') === '1' ? { pullRequestUrl: 'http://hub/pull/1' } : {}
    return say(200, { commitOid: 'abc', commitUrl: 'http://hub/commit/abc', hookOutput: '', ...pull })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { asked, repositories, large, commits, endpoint: `http://127.0.0.1:${port}`, close: () => server.close() }
}

const root = mkdtempSync(join(tmpdir(), 'siamese-push-'))
const hub = await receiving()
test.after(() => {
  hub.close()
  rmSync(root, { recursive: true })
})
const repo = { type: 'model', name: 'me/it', revision: 'main' } as const
const access = (more: NodeJS.ProcessEnv = {}) =>
  hubAccess({ HF_ENDPOINT: hub.endpoint, HF_HOME: root, HF_TOKEN: secret, ...more })
const options = { visibility: 'private', message: 'Add it', as: 'commit' } as const

test('a model folder becomes one commit of a new repository, its weights by their hash', async () => {
  const folder = folderOf(plain)
  const weights = Buffer.from(plain['model.safetensors'] as Uint8Array)
  writeFileSync(join(folder, '.hidden'), 'not this')
  mkdirSync(join(folder, 'onnx'))
  writeFileSync(join(folder, 'onnx', 'model.onnx'), 'export')
  const pushed = await pushModel(folder, repo, access(), options)()
  assert.ok(isRight(pushed), JSON.stringify(pushed))
  assert.is(pushed.right.at, 'http://hub/commit/abc')
  assert.equal([...hub.repositories], ['me/it private'])
  const [header, ...files] = hub.commits[0]! as { key: string; value: { path: string; summary: string; oid: string } }[]
  assert.is(header!.value.summary, 'Add it')
  assert.equal(files.map(({ value: { path } }) => path).sort(), pushed.right.files)
  assert.ok(pushed.right.files.includes('onnx/model.onnx') && !pushed.right.files.includes('.hidden'))
  const stored = files.find(({ key }) => key === 'lfsFile')!
  assert.is(stored.value.path, 'model.safetensors')
  assert.is(stored.value.oid, sha256Of(weights))
  assert.equal(hub.large.get(stored.value.oid), weights)
})

test('a repository that is there is pushed to; a pull request makes none', async () => {
  const folder = folderOf(plain)
  assert.ok(isRight(await pushModel(folder, repo, access(), options)()))
  hub.asked.length = 0
  const pushed = await pushModel(folder, { ...repo, name: 'other/it' }, access(), { ...options, as: 'pull request' })()
  assert.ok(isRight(pushed) && pushed.right.at === 'http://hub/pull/1')
  assert.not.ok(hub.asked.includes('POST /api/repos/create'))
})

test('what is missing is said before anything is sent', async () => {
  hub.asked.length = 0
  const folder = folderOf(plain)
  const sentences = async (given: string, more: NodeJS.ProcessEnv, name = 'me/it') => {
    const pushed = await pushModel(given, { ...repo, name }, access(more), options)()
    return isLeft(pushed) ? pushed.left.map(({ sentence }) => sentence) : []
  }
  assert.equal(await sentences(folder, { HF_TOKEN: '' }), ['push needs a token that may write: set HF_TOKEN.'])
  assert.match((await sentences(folder, { HF_HUB_OFFLINE: '1' }))[0]!, /HF_HUB_OFFLINE is set/)
  assert.equal(await sentences(folder, {}, 'it'), ['push needs owner and name, as in me/it; found it.'])
  const nothing = join(root, 'nothing')
  mkdirSync(nothing)
  const all = await sentences(nothing, { HF_TOKEN: '' })
  assert.ok(all[0]!.includes('HF_TOKEN') && all.slice(1).some(each => each.includes('config.json')), `${all}`)
  assert.equal(hub.asked, [])
  assert.equal(await sentences(folder, { HF_TOKEN: 'hf_other' }), [
    'hub:me/it@main is not to be written with this HF_TOKEN (403): take a token that may write to me/it.',
  ])
})

test.run()
