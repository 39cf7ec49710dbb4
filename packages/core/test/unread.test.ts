import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { data } from '../src/dataCombinators.js'
import { start } from '../src/flow.js'
import type { Role } from '../src/roles.js'
import { unread } from '../src/unread.js'

const triplet: readonly Role[] = ['anchor: text', 'positive: text', 'negative: text']
const said = (names: readonly string[], roles = triplet, columns = {}) =>
  unread(
    'loss.triplet',
    roles,
    columns,
    start(
      data(
        'ranked',
        names.map(name => [name, 'text'] as const),
        { train: [] },
      ),
    ),
  )

test('a column named after a role that one text plays is not passed over in silence', () => {
  assert.equal(said(['anchor', 'positive', 'negative', 'note', 'negative_3', 'anchor_2']), [
    "loss.triplet has one negative; ranked has negative_3 too: write columns: { negative: 'negative' } to leave it unread",
  ])
})

test('a role that is written is meant, and so is one that any number plays', () => {
  const names = ['anchor', 'positive', 'negative', 'negative_2']
  assert.equal(said(names, triplet, { negative: 'negative_2' }), [])
  assert.equal(said(names, ['anchor: text', 'positive: text', 'negative…: text']), [])
  assert.equal(said(['anchor', 'positive', 'negative', 'negatives', 'negative_of_them']), [])
})

test.run()
