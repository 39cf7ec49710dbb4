import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { solver } from '../../src/graph/size.js'
import { traceSizes } from '../../src/graph/traceSizes.js'

test('every size, and every product of two, is solved as itself, with a factor and with an offset', () => {
  for (const groups of [1, 2, 3, 4]) {
    const traces = traceSizes(groups)
    const solve = solver(traces)
    // With one group all tokens are its tokens, and cells are products of other sizes.
    const ownCells = (product: readonly string[]) =>
      product.some(name => /^(sentences|length)\d/.test(name)) && groups === 1
    const names = Object.keys(traces[0]!).filter(name => !/^cells/.test(name) && (groups > 1 || name !== 'tokens0'))
    const products = names.flatMap((name, i) => [[name], ...names.slice(i).map(other => [name, other])])
    for (const product of products.filter(each => !ownCells(each)))
      for (const [factor, offset] of [
        [1, 0],
        [384, 0],
        [1, -1],
        [-1, 1],
        [2, 3],
      ] as const) {
        const at = traces.map(sizes => factor * product.reduce((value, name) => value * sizes[name]!, 1) + offset)
        const powers: Record<string, number> = {}
        for (const name of product) powers[name] = (powers[name] ?? 0) + 1
        assert.equal(solve(at), { factor, powers, offset }, `${factor} · ${product.join(' · ')} + ${offset}`)
      }
  }
})

test('sizes are distinct in every trace', () => {
  for (const sizes of traceSizes(4)) assert.is(new Set(Object.values(sizes)).size, Object.keys(sizes).length)
})

test.run()
