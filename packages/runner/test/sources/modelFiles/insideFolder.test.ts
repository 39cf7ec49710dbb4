import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { insideFolder } from '../../../src/sources/modelFiles/insideFolder.js'

test('only paths that stay inside, on any system', () => {
  for (const path of ['', '1_Pooling', 'a/b/c.json', 'a..b', '.hidden']) assert.ok(insideFolder(path), path)
  for (const path of ['..', '../a', 'a/../../b', 'a\\..\\b', '/a', '\\a', '\\\\host\\a', 'C:a', 'c:\\a', 'a\0b'])
    assert.not(insideFolder(path), path)
})

test.run()
