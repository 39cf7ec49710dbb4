import './cpu.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { partsByName } from '../src/lossParts.js'
import { ownOf } from '../src/ownOf.js'
import { tf } from '../tensors.cjs'

test('parts keep their names, whatever objects are born with; one that is taken has its number', () => {
  const part = tf.scalar(1)
  const names = ['constructor', 'cosent', 'cosent', 'toString', '__proto__', '__proto__']
  assert.equal(Object.keys(partsByName(names.map(name => [name, part] as const))), [
    'constructor',
    'cosent',
    'cosent_2',
    'toString',
    '__proto__',
    '__proto___2',
  ])
})

test('a record has what was put into it, and nothing that objects are born with', () => {
  assert.is(ownOf({ anchor: 'query: ' }, 'anchor'), 'query: ')
  assert.is(ownOf({ anchor: 'query: ' }, 'constructor'), undefined)
})

test.run()
