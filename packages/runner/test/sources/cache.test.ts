import { homedir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cacheRoot } from '../../src/sources/cache.js'

test('caches follow XDG', () => {
  assert.is(cacheRoot({ XDG_CACHE_HOME: '/var/cache/me' }), join('/var/cache/me', 'siamese'))
  assert.is(cacheRoot({}), join(homedir(), '.cache', 'siamese'))
  assert.is(cacheRoot({ XDG_CACHE_HOME: '' }), join(homedir(), '.cache', 'siamese'))
  assert.is(cacheRoot({ XDG_CACHE_HOME: 'relative' }), join(homedir(), '.cache', 'siamese'))
})

test.run()
