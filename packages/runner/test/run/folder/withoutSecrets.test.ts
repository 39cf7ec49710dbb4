import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { withoutSecrets } from '../../../src/run/folder/withoutSecrets.js'

test('what the environment keeps secret is not kept with a run', () => {
  const environment = { HF_TOKEN: 'abcdefgh1234', USER_NAME: 'someone-else', MY_API_KEY: 'short' }
  assert.is(withoutSecrets('--out abcdefgh1234/x', environment), '--out ***/x')
  assert.is(withoutSecrets('someone-else short', environment), 'someone-else short')
})

test('what looks like a token or a password in an address is left out', () => {
  assert.is(withoutSecrets('a hf_AbCdEfGhIjKlMnOpQrSt b', {}), 'a *** b')
  assert.is(withoutSecrets('https://me:pass@example.org/a', {}), 'https://me:***@example.org/a')
  assert.is(withoutSecrets('hub:owner/name@main runs/hf_1', {}), 'hub:owner/name@main runs/hf_1')
})

test.run()
