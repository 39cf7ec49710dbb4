import { suite } from 'uvu'
import { goldenNames, hasGolden } from './golden.js'
import { cannot, testOnce } from './goldenCases.js'

/** The groups of the reference's numbers, each with a test of its own here, and what is not numbers. */
const known = ['README.md', 'evaluators', 'losses', 'minilm', 'models', 'optim', 'pooling', 'training', 'utilities']

const test = suite('every group of the reference is known')
const found = hasGolden('groups of the reference') ? goldenNames('.') : []
testOnce(
  test,
  found
    .filter(name => name !== 'README.md')
    .map(name => ({
      name,
      run: () => (known.includes(name) ? [] : cannot(`no test runs ${name}: known are ${known.slice(1).join(', ')}`)),
    })),
)
test.run()
