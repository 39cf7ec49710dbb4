import { right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { sha256Of } from '../../src/sources/hash.js'
import { hashFiles } from '../../src/sources/hashFiles.js'
import { folderOf, remove } from './modelFolders.js'

test('files that are there, sorted, each once', async () => {
  const folder = folderOf({ b: 'B', 'a/c': 'C' })
  assert.equal(
    await hashFiles(folder, ['b', 'no', 'a/c', 'b'])(),
    right([
      { path: 'a/c', sha256: sha256Of('C') },
      { path: 'b', sha256: sha256Of('B') },
    ]),
  )
  remove(folder)
})

test.run()
