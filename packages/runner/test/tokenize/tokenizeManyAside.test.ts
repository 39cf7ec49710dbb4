import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { tokenizeManyAside } from '../../src/tokenize/tokenizeManyAside.js'
import type { Tokenizing } from '../../src/tokenize/tokenizing.js'

/** Writes down who was asked for how many texts. */
const toy = () => {
  const log: string[] = []
  const named = (name: string): Tokenizing => ({
    tokenize: async texts => {
      log.push(`${name} ${texts.length}`)
      return { ids: new Int32Array(), offsets: new Uint32Array(1), truncated: 0 }
    },
    close: async () => {
      log.push(`${name} closed`)
    },
  })
  let ready = () => {}
  const startAside = (started: () => void) => {
    log.push('start')
    ready = started
    return named('aside')
  }
  return { log, tokenizing: tokenizeManyAside(named('here'), startAside, 5), ready: () => ready() }
}

test('few texts start no thread', async () => {
  const { log, tokenizing } = toy()
  await tokenizing.tokenize(['', '', ''], 9)
  await tokenizing.tokenize(['', ''], 9)
  await tokenizing.close()
  assert.equal(log, ['here 3', 'here 2', 'here closed'])
})

test('many texts start one; until it is ready they are tokenized here', async () => {
  const { log, tokenizing, ready } = toy()
  await tokenizing.tokenize(Array(6).fill(''), 9)
  await tokenizing.tokenize([''], 9)
  ready()
  await tokenizing.tokenize(['', ''], 9)
  await tokenizing.close()
  assert.equal(log, ['start', 'here 6', 'here 1', 'aside 2', 'here closed', 'aside closed'])
})

test.run()
