import { homedir } from 'node:os'
import { join } from 'node:path'
import { right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { hubAccess, parseHub } from '../../src/sources/hubAccess.js'

test('sources name a repository and a revision', () => {
  assert.equal(parseHub('model', 'hub:me/it'), right({ type: 'model', name: 'me/it', revision: 'main' }))
  assert.equal(parseHub('dataset', 'hub:it@v1.0'), right({ type: 'dataset', name: 'it', revision: 'v1.0' }))
  assert.equal(parseHub('model', 'hub:me/it@refs/pr/3'), right({ type: 'model', name: 'me/it', revision: 'refs/pr/3' }))
})

test('the cache lies where the environment says, as for the hub’s own tools', () => {
  const at = (environment: NodeJS.ProcessEnv) => hubAccess(environment).cacheDir
  assert.is(at({}), join(homedir(), '.cache', 'huggingface', 'hub'))
  assert.is(at({ XDG_CACHE_HOME: '/x' }), join('/x', 'huggingface', 'hub'))
  assert.is(at({ XDG_CACHE_HOME: '/x', HF_HOME: '/h' }), join('/h', 'hub'))
  assert.is(at({ HF_HOME: '/h', HF_HUB_CACHE: '/c' }), '/c')
})

test('offline is what the hub’s own tools take for yes', () => {
  for (const yes of ['1', 'ON', 'yes', 'True']) assert.ok(hubAccess({ HF_HUB_OFFLINE: yes }).offline)
  for (const no of ['', '0', 'false']) assert.not(hubAccess({ HF_HUB_OFFLINE: no }).offline)
  assert.not(hubAccess({}).offline)
})

test('nothing is what an empty variable says', () => {
  assert.is(hubAccess({ HF_ENDPOINT: '', HF_TOKEN: '' }).endpoint, undefined)
  assert.is(hubAccess({ HF_ENDPOINT: '', HF_TOKEN: '' }).token, undefined)
  assert.is(hubAccess({ HF_ENDPOINT: 'http://localhost:1//' }).endpoint, 'http://localhost:1')
})

test.run()
