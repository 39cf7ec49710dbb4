import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cosine, folder, head, json, onDev, remove, training } from '../run/tiny.js'
import { loopbackHub } from '../sources/loopbackHub.js'

const base = folder()
test.after(() => remove(base))
const program = fileURLToPath(new URL('../../bin/siamese.js', import.meta.url))

/** What the environment holds that is nobody else's; one of them is written in a command, too. */
const tokens = { HF_TOKEN: 'hf_secretOfSomebody', OTHER_API_KEY: 'a-key-of-somebody' }

/** A process of its own, with all that it writes. */
const siamese = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  new Promise<string>(resolve =>
    execFile(
      process.execPath,
      [program, ...args],
      {
        cwd: base,
        env: {
          ...process.env,
          ...tokens,
          ...environment,
          XDG_CACHE_HOME: join(base, 'cache'),
          HF_HOME: join(base, 'hf'),
        },
      },
      (_, out, err) => resolve(`${out}${err}`),
    ),
  )
const leaks = (text: string): readonly string[] => Object.values(tokens).filter(token => text.includes(token))
const filesBelow = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map(name => join(path, name))
    .filter(file => statSync(file).isFile())

test('no token is in any file or word of a run', async () => {
  writeFileSync(join(base, 'pipeline.json'), JSON.stringify(json([...head, cosine, onDev, training({ epochs: 1 })])))
  const said = await siamese(['run', 'pipeline.json', '--engine', 'wasm', '--json', '--out', 'one'])
  const quiet = await siamese(['run', 'pipeline.json', '--engine', 'wasm', '--out', tokens.HF_TOKEN])
  assert.ok(said.includes('"done"'), said)
  assert.ok(quiet.includes('steps in'), quiet)
  const files = filesBelow(join(base, 'one'))
  assert.ok(
    files.some(file => file.endsWith('manifest.json')) && files.some(file => file.endsWith('log.jsonl')),
    files.join('\n'),
  )
  for (const file of [...files, ...filesBelow(join(base, tokens.HF_TOKEN))])
    assert.equal(leaks(readFileSync(file, 'latin1')), [], file)
  assert.equal(leaks(said), [])
})

test('no token is in what is said where the hub refuses one', async () => {
  const hub = await loopbackHub({ 'config.json': Buffer.from('{}') })
  try {
    for (const args of [
      ['add', 'model', 'hub:me/closed', '--as', 'closed'],
      ['add', 'data', 'hub:me/closed', '--as', 'closed'],
      ['add', 'model', 'hub:me/busy', '--as', 'busy', '--json'],
    ]) {
      const said = await siamese(args, { HF_ENDPOINT: hub.endpoint })
      assert.match(said, /HF_TOKEN/, args.join(' '))
      assert.equal(leaks(said), [], said)
    }
    const unreached = await siamese(['add', 'model', 'hub:me/open', '--as', 'open'], {
      HF_ENDPOINT: 'http://127.0.0.1:9',
    })
    assert.match(unreached, /cannot be reached/)
    assert.equal(leaks(unreached), [])
    for (const file of filesBelow(base).filter(each => !each.includes(tokens.HF_TOKEN)))
      assert.equal(leaks(readFileSync(file, 'latin1')), [], file)
  } finally {
    await hub.close()
  }
})

test.run()
