import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fileTrouble } from '../../src/sources/fileTrouble.js'

const said = (code: string) =>
  fileTrouble(Object.assign(new Error(code), { code, syscall: 'open' }), 'out/model').sentence

test('each trouble has a sentence with the path and a cure', () => {
  assert.is(
    said('EACCES'),
    'out/model may not be read or written by this user: change its permissions, or choose another place.',
  )
  assert.is(said('EROFS'), 'out/model lies on a file system that can only be read: choose another place.')
  assert.is(said('ENOSPC'), 'There is no space left on the disk for out/model: free some, or choose another place.')
  assert.is(said('ENOENT'), 'out/model is missing: check the path.')
  assert.is(said('EIO'), 'out/model cannot be used: the system says EIO.')
})

test('what the system did not say is thrown', () => {
  assert.throws(() => fileTrouble(new TypeError('x is not a function'), 'a'), 'x is not a function')
})

test.run()
