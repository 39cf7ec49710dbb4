import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fuzz, keepFailure } from './fuzz.js'
import { readers } from './readers.js'
import { makeSandbox } from './sandbox.js'

/** Few of the inputs of `pnpm test:fuzz`. */
const each = 100
const all = await fuzz(
  readers.map(reader => [reader, each] as const),
  1,
  1,
)
const { root } = makeSandbox()

for (const { reader, accepted, refused, failures } of all)
  test(`${each} changed files for ${reader} are read or refused with sentences`, async () => {
    const read = readers.find(({ name }) => name === reader)!
    const told = await Promise.all(
      failures
        .slice(0, 3)
        .map(async failure => `${failure.why}\n  kept in ${await keepFailure(root, read, 1, failure)}`),
    )
    assert.is(failures.length, 0, told.join('\n'))
    assert.is(accepted + refused, each)
    assert.ok(refused > 0, 'nothing was refused')
  })

test.run()
