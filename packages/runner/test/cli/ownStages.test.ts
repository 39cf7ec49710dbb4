import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { stringify } from 'yaml'
import { cosine, folder, head, json, onDev, remove, training } from '../run/tiny.js'
import { siamese } from './siamese.js'

const base = folder()
test.after(() => remove(base))
const file = (name: string, text: string): string => {
  mkdirSync(dirname(join(base, name)), { recursive: true })
  writeFileSync(join(base, name), text)
  return name
}
const core = fileURLToPath(new URL('../../../core', import.meta.url))
mkdirSync(join(base, 'node_modules/@siamese'), { recursive: true })
try {
  symlinkSync(core, join(base, 'node_modules/@siamese/core'))
} catch {
  // The folder has it already.
}

const source = (name: string, exported: string) => `
import { definePooling, describe, defineModule } from '@siamese/core'
export const ${exported} = defineModule({ name: '${name}', about: 'The embedding as it is', apply: embeddings => embeddings })
`
const with_ = (stage: string) => {
  const stages = [...head, { stage }, cosine, onDev, training()]
  return stringify(json(stages as never))
}
file('mine.ts', source('module.mine', 'mine'))
file('other.ts', source('module.mine', 'other'))
file('nothing.ts', 'export const a = 1')
file('broken.ts', 'throw new Error("no luck")')
file('pipeline.yaml', with_('module.mine'))
file(
  'node_modules/acme/package.json',
  '{ "name": "acme", "version": "1.0.0", "type": "module", "exports": { ".": { "import": "./index.js" } } }',
)
file('node_modules/acme/index.js', `${source('module.acme', 'acme')}export const all = [acme]`)
file(
  'acme.json',
  JSON.stringify(json([...head, { stage: 'module.acme' }, cosine, onDev, training()] as never), null, 2),
)

const inPython = (stage: string) =>
  `  note sentence-transformers does not know ${stage}: the trained model opens here, with that stage given, and not in Python\n`

test('JSON and YAML name stages of a file or a package that --with names, and no others', async () => {
  const alone = await siamese(base, 'check', 'pipeline.yaml')
  assert.is(alone.code, 2)
  assert.match(
    alone.err,
    /^no stage is called 'module\.mine': one of your own comes with --with FILE, \{ stages \} or siamese\.config\.ts\n {2}pipeline\.yaml:\d+:5/,
  )
  assert.match((await siamese(base, 'check', 'pipeline.yaml', '--with', './mine.ts')).out, /width 8: fits/)
  const both = await siamese(base, 'check', 'acme.json', 'pipeline.yaml', '--with', 'acme', '--with', 'mine.ts')
  assert.equal([both.code, both.err], [0, inPython('module.acme') + inPython('module.mine')])
})

test('a module that is missing, empty, broken, or has a name twice is refused in a sentence', async () => {
  const said = async (...names: readonly string[]) => {
    const { code, err } = await siamese(base, 'check', 'pipeline.yaml', ...names.flatMap(name => ['--with', name]))
    assert.is(code, 2)
    assert.not.match(err, /\n +at /)
    return err
  }
  assert.match(await said('./gone.ts'), /^--with \.\/gone\.ts: .*gone\.ts is missing: check the path/)
  assert.match(await said('gone'), /^--with gone: there is no package gone for .*: install it, or name a file/)
  assert.match(await said('nothing.ts'), /^--with nothing\.ts: no stage is exported; write export const mine =/)
  assert.match(await said('broken.ts'), /^--with broken\.ts does not load: no luck/)
  assert.match(
    await said('mine.ts', 'other.ts'),
    /^two stages are called 'module\.mine': one of .*mine\.ts, one of .*other\.ts: rename one/,
  )
  file('ours.ts', source('pool.mean', 'mean'))
  assert.match(
    await said('ours.ts'),
    /^two stages are called 'pool\.mean': one of siamese, one of .*ours\.ts: rename one/,
  )
})

test('the nearest siamese.config.ts names them for every file below it; the same module twice is one', async () => {
  const config = (stages: string) => `
import { config } from '@siamese/core'
import { mine } from '../mine.ts'
export default config({ stages: [${stages}] })
`
  file('project/siamese.config.ts', config("mine, 'acme', '../mine.ts'"))
  file('project/deep/pipeline.yaml', with_('module.mine'))
  file('project/deep/acme.yaml', with_('module.acme'))
  copyFileSync(join(base, 'tokenizer.json'), join(base, 'project/deep/tokenizer.json'))
  const { code, err } = await siamese(
    base,
    'check',
    'project/deep/pipeline.yaml',
    'project/deep/acme.yaml',
    '--with',
    'mine.ts',
  )
  assert.equal([code, err], [0, inPython('module.mine') + inPython('module.acme')])
  for (const [name, text, sentence] of [
    ['a', config("'gone'"), /siamese\.config\.ts, gone: there is no package gone/],
    ['b', config('5'), /^stages\[0\] of siamese\.config is neither a stage nor the name of a package/],
    ['c', 'export const a = 1', /^siamese\.config needs a default export: write export default config/],
    ['d', 'throw new Error("no luck")', /^siamese\.config does not load: no luck/],
  ] as const) {
    file(`${name}/siamese.config.ts`, text)
    file(`${name}/pipeline.yaml`, with_('module.mine'))
    const refused = await siamese(base, 'check', `${name}/pipeline.yaml`)
    assert.is(refused.code, 2)
    assert.match(refused.err, sentence)
  }
})

test('the schema has the stages of --with and of the configuration', async () => {
  const { out } = await siamese(base, 'schema', '--with', 'acme')
  assert.is(JSON.parse(out).definitions['module.acme'].description, 'The embedding as it is')
  const written = await siamese(join(base, 'project'), 'schema', '--out', 'siamese.schema.json')
  assert.match(written.err, /^siamese\.schema\.json tells editors .* yaml-language-server: \$schema=/)
  const inside = await siamese(join(base, 'project'), 'schema', '--json')
  assert.ok('module.mine' in JSON.parse(inside.out).definitions)
})

test('convert writes a stage of your own as a call that is imported, or says that nobody exports it', async () => {
  const made = await siamese(
    base,
    'convert',
    'pipeline.yaml',
    '--to',
    'ts',
    '--with',
    'mine.ts',
    '--out',
    'project/made.ts',
  )
  assert.equal([made.code, made.err], [0, ''])
  assert.match((await siamese(base, 'check', 'project/made.ts')).out, /width 8: fits/)
  await siamese(base, 'convert', 'project/made.ts', '--to', 'yaml', '--out', 'again.yaml')
  const before = await siamese(base, 'convert', 'pipeline.yaml', '--to', 'yaml', '--with', 'mine.ts')
  const after = await siamese(base, 'convert', 'again.yaml', '--to', 'yaml', '--with', 'mine.ts')
  assert.is(after.out.replaceAll(': ./', ': '), before.out.replaceAll(': ./', ': '))
  const lost = await siamese(base, 'convert', 'project/made.ts', '--to', 'ts')
  assert.match(lost.err, /^module\.mine is a stage of your own, and no module is named that exports it/)
  const noted = await siamese(base, 'convert', 'project/made.ts', '--to', 'json', '--out', 'noted.json')
  assert.match(noted.err, /^note: module\.mine is a stage of your own: read the file with --with/)
})

test('convert keeps what relative paths mean, and writes over nothing', async () => {
  const { code } = await siamese(
    base,
    'convert',
    'acme.json',
    '--with',
    'acme',
    '--to',
    'yaml',
    '--out',
    'project/deep/moved.yaml',
  )
  assert.is(code, 0)
  const moved = await siamese(base, 'convert', 'project/deep/moved.yaml', '--to', 'json', '--out', 'back.json')
  assert.is(moved.code, 0)
  const [before, after] = [
    await siamese(base, 'convert', 'acme.json', '--with', 'acme', '--to', 'json'),
    await siamese(base, 'convert', 'back.json', '--with', 'acme', '--to', 'json'),
  ]
  assert.is(after.out.replaceAll('"./', '"'), before.out.replaceAll('"./', '"'))
  assert.match(
    (await siamese(base, 'convert', 'acme.json', '--to', 'json', '--out', 'back.json')).err,
    /back\.json exists already/,
  )
  assert.match(
    (await siamese(base, 'convert', 'acme.json', '--to', 'json', '--out', 'x.yaml')).err,
    /is no name for json: end it in \.json/,
  )
  assert.match(
    (await siamese(base, 'convert', 'acme.json', '--to', 'toml')).err,
    /^--to is "toml": write json, yaml or ts\n/,
  )
})

test.run()
