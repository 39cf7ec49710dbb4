// What a command loads before it has anything to compute, by the modules that the process holds when it ends.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { folder, head, json, onDev, remove } from '../run/tiny.js'

const siamese = fileURLToPath(new URL('../../bin/siamese.js', import.meta.url))
const folders = [mkdtempSync(join(tmpdir(), 'siamese-loads-')), folder()] as const
const [aside, base] = folders
test.after(() => {
  rmSync(aside, { recursive: true, force: true })
  remove(base)
})

// CommonJS modules, as tfjs is to Node, are listed by their paths, whoever imports them.
const listing = join(aside, 'listing.mjs')
writeFileSync(
  listing,
  `import { createRequire } from 'node:module'
const { cache } = createRequire(import.meta.url)
process.on('exit', () => process.stderr.write('\\nloaded ' + JSON.stringify(Object.keys(cache))))`,
)

const loaded = (args: readonly string[]): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const command = ['--import', pathToFileURL(listing).href, siamese, ...args]
    execFile(process.execPath, command, { cwd: base }, (_, out, err) => {
      const [, list] = /\nloaded (\[.*\])$/s.exec(err) ?? []
      if (list === undefined) reject(new Error(`${args.join(' ')} lists nothing: ${out}${err}`))
      else resolve(JSON.parse(list) as readonly string[])
    })
  })
const tensors = /@tensorflow|tfjs/
const formats = /csv-parse|hyparquet|\/yaml\//
const others = /@huggingface|io-ts|typescript/

for (const command of [
  '',
  'run',
  'resume',
  'reproduce',
  'runs',
  'clean',
  'compare',
  'sweep',
  'check',
  'explain',
  'evaluate',
  'encode',
  'search',
  'index',
  'mine',
  'paraphrases',
  'export',
  'push',
  'tokenizer',
  'add',
  'doctor',
  'diff',
  'report',
  'init',
  'convert',
  'schema',
])
  test(`siamese ${command} --help loads no tensor library, and nothing else that help does not need`, async () => {
    const paths = await loaded([...command.split(' ').filter(Boolean), '--help'])
    assert.equal(
      paths.filter(path => [tensors, formats, others].some(each => each.test(path))),
      [],
    )
  })

test('checking a pipeline in JSON, right or wrong, loads no tensor library and no other format', async () => {
  writeFileSync(join(base, 'fits.json'), JSON.stringify(json([...head, onDev])))
  writeFileSync(join(base, 'wrong.json'), JSON.stringify(json([...head, { ...onDev, on: 'no' }])))
  for (const file of ['fits.json', 'wrong.json'])
    assert.equal(
      (await loaded(['check', file])).filter(path => tensors.test(path) || formats.test(path)),
      [],
    )
})

test('comparing pipelines loads no tensor library', async () => {
  assert.equal(
    (await loaded(['diff', 'fits.json', 'fits.json'])).filter(path => tensors.test(path)),
    [],
  )
})

test('this test would see it: setting up an engine loads the tensor library', async () => {
  assert.ok((await loaded(['doctor', '--engine', 'wasm'])).some(path => tensors.test(path)))
})

test.run()
