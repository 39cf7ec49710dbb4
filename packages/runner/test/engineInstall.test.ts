import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { install } from '../src/engine/install/install.js'
import { engineFolder } from '../src/engine/install/installed.js'
import type { Machine } from '../src/engine/install/machine.js'
import type { Filling, Way } from '../src/engine/install/way.js'
import { wheel } from '../src/engine/install/wheel.js'
import type { Progress } from '../src/engine/progress.js'
import type { TfjsNode } from '../src/engine/tfjsNode.js'
import type { Run } from '../src/sources/runCommand.js'

const tfjsNode = { version: '4.22.0', folder: 'nowhere' } as TfjsNode
const loads: Run = async () => ({ code: 0, output: '' })
const machine: Machine = {
  platform: 'linux-x64',
  environment: {},
  node: 'node',
  glibc: () => '2.36',
  has: async () => true,
  headers: async () => 'headers',
  freeBytes: async () => 1e12,
  run: loads,
}

/** A way that writes one file, and counts how often it was asked to. */
const writing = (name = 'writing') => {
  const seen = { times: 0 }
  const fill: Way['fill'] = async ({ folder }) => {
    seen.times++
    await writeFile(join(folder, 'binding.node'), name)
    await wait(20)
    return right({ origin: name, binding: 'binding.node' })
  }
  return { seen, way: { name, lacks: async () => undefined, fill } }
}

const failing = (sentence: string) => {
  const seen = { times: 0 }
  const fill: Way['fill'] = async ({ folder }) => {
    seen.times++
    await writeFile(join(folder, 'half'), 'half')
    return left(sentence)
  }
  return { seen, way: { name: 'failing', lacks: async () => undefined, fill } }
}

const inCache = (body: (root: string) => Promise<void>) => async () => {
  const root = await mkdtemp(join(tmpdir(), 'siamese-engine-'))
  try {
    await body(root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

const opening = (root: string, retry = false) => {
  const lines: Progress[] = []
  return { root, retry, lines, progress: (line: Progress) => lines.push(line) }
}

test(
  'an engine is set up once and found afterwards',
  inCache(async root => {
    const { way, seen } = writing()
    for (let start = 0; start < 2; start++) {
      const installed = await install(opening(root), tfjsNode, machine, [way])
      assert.ok(isRight(installed))
      assert.is(await readFile(installed.right.binding, 'utf8'), 'writing')
      assert.is(installed.right.origin, 'writing')
    }
    assert.is(seen.times, 1)
  }),
)

test(
  'the next way is taken when one fails, and nothing half-made stays',
  inCache(async root => {
    const { way } = writing()
    const installed = await install(opening(root), tfjsNode, machine, [failing('no host').way, way])
    assert.ok(isRight(installed))
    assert.not.ok(existsSync(join(installed.right.folder, 'half')))
    assert.equal(
      readdirSync(dirname(installed.right.folder)).filter(name => name.includes('.part-')),
      [],
    )
  }),
)

test(
  'a failure is remembered, so that the second start does not wait again, until it is asked for',
  inCache(async root => {
    const { way, seen } = failing('its host does not answer')
    for (const retry of [false, false, true]) {
      const refused = await install(opening(root, retry), tfjsNode, machine, [way])
      assert.equal(refused, left('TensorFlow is not set up: its host does not answer.'))
    }
    assert.is(seen.times, 2)
  }),
)

test(
  'a folder that an interrupted attempt left behind is removed and never used',
  inCache(async root => {
    const abandoned = `${engineFolder(root, tfjsNode.version)}.part-123`
    await mkdir(abandoned, { recursive: true })
    await writeFile(join(abandoned, 'binding.node'), 'half')
    const installed = await install(opening(root), tfjsNode, machine, [writing().way])
    assert.ok(isRight(installed))
    assert.not.ok(existsSync(abandoned))
    assert.is(await readFile(installed.right.binding, 'utf8'), 'writing')
  }),
)

test(
  'an engine whose record is damaged is set up again',
  inCache(async root => {
    const folder = engineFolder(root, tfjsNode.version)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'engine.json'), '{"binding":')
    const installed = await install(opening(root), tfjsNode, machine, [writing().way])
    assert.ok(isRight(installed))
    assert.is(await readFile(installed.right.binding, 'utf8'), 'writing')
  }),
)

test(
  'a way that breaks off is refused with its reason, and nothing of it stays',
  inCache(async root => {
    const full: Way = {
      name: 'wheel',
      lacks: async () => undefined,
      fill: async () => {
        throw new Error('ENOSPC: no space left on device, write')
      },
    }
    const refused = await install(opening(root), tfjsNode, machine, [full])
    const reason = 'the wheel cannot be set up (ENOSPC: no space left on device, write)'
    assert.equal(refused, left(`TensorFlow is not set up: ${reason}.`))
    assert.equal(
      readdirSync(join(root, 'engine')).filter(name => name.includes('.part-')),
      [],
    )
  }),
)

test(
  'a binding that does not load is not kept',
  inCache(async root => {
    const crashes: Run = async () => ({
      code: 1,
      output: 'at x\nError: libtensorflow.so: cannot open\n\nNode.js v24\n',
    })
    const refused = await install(opening(root), tfjsNode, { ...machine, run: crashes }, [writing().way])
    assert.equal(
      refused,
      left('TensorFlow is not set up: the writing does not load here (libtensorflow.so: cannot open).'),
    )
    assert.not.ok(existsSync(engineFolder(root, tfjsNode.version)))
  }),
)

test(
  'two at once: one sets up, the other waits, says so, and uses it',
  inCache(async root => {
    const { way, seen } = writing()
    const openings = [opening(root), opening(root)]
    const installed = await Promise.all(openings.map(each => install(each, tfjsNode, machine, [way])))
    assert.ok(installed.every(isRight))
    assert.is(seen.times, 1)
    const waited = openings.flatMap(({ lines }) => lines).filter(({ step }) => step === 'wait')
    assert.is(waited[0]!.text, `Waits for process ${process.pid}, which sets TensorFlow up`)
  }),
)

test(
  'the lock of a process that has ended is taken over',
  inCache(async root => {
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    const lock = `${engineFolder(root, tfjsNode.version)}.lock`
    await mkdir(dirname(lock), { recursive: true })
    await writeFile(lock, JSON.stringify({ pid, host: hostname() }))
    const { lines, ...given } = opening(root)
    assert.ok(isRight(await install(given, tfjsNode, machine, [writing().way])))
    assert.equal(lines, [])
    assert.not.ok(existsSync(lock))
  }),
)

test('all tools that are missing are named at once, and asked for again at the next start', async () => {
  const bare: Machine = { ...machine, has: async () => false, headers: async () => undefined }
  assert.is(
    await wheel.lacks(bare),
    "to set TensorFlow up from the wheel tensorflow-cpu 2.21.0, install python3 with pip, g++, and Node's headers (the package node-api-headers holds them)",
  )
  assert.is(await wheel.lacks(machine), undefined)
  const pipless: Machine = { ...machine, run: async () => ({ code: 1, output: 'No module named pip' }) }
  assert.match((await wheel.lacks(pipless))!, /install pip for python3$/)
})

test('the wheel is chosen by platform', async () => {
  assert.match((await wheel.lacks({ ...machine, platform: 'darwin-arm64' }))!, /for Linux x64 with glibc only/)
  assert.match((await wheel.lacks({ ...machine, glibc: () => undefined }))!, /for Linux x64 with glibc only/)
  assert.match((await wheel.lacks({ ...machine, glibc: () => '2.17' }))!, /needs glibc 2\.27; here is 2\.17/)
})

const filling = async (root: string, run: Run, freeBytes = 1e12): Promise<Filling> => {
  const folder = join(root, 'folder')
  const downloads = join(root, 'downloads')
  for (const path of [folder, downloads]) await mkdir(path, { recursive: true })
  return {
    folder,
    downloads,
    tfjsNode,
    progress: () => {},
    machine: { ...machine, run, freeBytes: async () => freeBytes },
  }
}

test(
  "pip's own reason is given when it cannot download",
  inCache(async root => {
    const offline: Run = async () => ({ code: 1, output: 'Looking\nERROR: No matching distribution found\n' })
    assert.equal(
      await wheel.fill(await filling(root, offline)),
      left('pip cannot download tensorflow-cpu 2.21.0 (No matching distribution found)'),
    )
  }),
)

test(
  'a download that is not the expected file is thrown away',
  inCache(async root => {
    const wrong: Run = async (_, parameters) => {
      const folder = parameters[parameters.indexOf('--dest') + 1]!
      await writeFile(join(folder, 'tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl'), 'wrong')
      return { code: 0, output: '' }
    }
    const refused = await wheel.fill(await filling(root, wrong))
    assert.ok(isLeft(refused))
    assert.match(refused.left, /is not that file: its SHA-256 differs/)
    assert.equal(readdirSync(join(root, 'downloads')), [])
  }),
)

test(
  'too little space is said before anything is downloaded',
  inCache(async root => {
    const refused = await wheel.fill(await filling(root, loads, 4e8))
    assert.ok(isLeft(refused))
    assert.match(refused.left, /^TensorFlow needs 1\.5 GB in .*; 0\.4 GB are free there$/)
  }),
)

test.run()
