import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as losses from '../src/index.js'

test('the list of all losses holds every loss that the package exports, once, under its name', () => {
  const { all, ...named } = losses
  assert.equal(
    all.map(({ definition }) => definition.name).sort(),
    Object.keys(named)
      .map(name => `loss.${name}`)
      .sort(),
  )
})

test.run()
