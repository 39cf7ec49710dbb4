// A model in three lines: load it, encode texts, free it. A folder, or a model of siamese.lock.ts, does as well as this untrained one.
import assert from 'node:assert/strict'
import { load } from '@siamese/runner'
import { small } from './small.ts'

// #region encode
const { encode, width, dispose } = await load(small, { base: import.meta.dirname })
const [open, shut, again] = await encode(['The shop is open.', 'The shop is shut.', 'The shop is open.'])
dispose()
// #endregion

const typed: 32 = width
assert.equal(typed, 32)
assert.equal(open?.length, 32)
assert.notDeepEqual(open, shut)
const apart = Math.max(...open!.map((x, i) => Math.abs(x - again![i]!)))
assert.ok(apart < 1e-5, 'a text has one embedding, whatever stands beside it')
console.log(`"The shop is open." is [${[...open!.slice(0, 4)].map(x => x.toFixed(4)).join(', ')}, …], ${width} numbers`)
