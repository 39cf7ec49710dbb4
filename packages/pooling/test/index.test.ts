import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as poolings from '../src/index.js'

test('the list of all poolings holds every stage that the package exports, once, under its name', () => {
  const { all, ...named } = poolings
  assert.equal(
    all.map(({ definition }) => definition.name).sort(),
    Object.keys(named)
      .map(name => `pool.${name}`)
      .sort(),
  )
})

test.run()
