// A run that is ended from outside, or that has no memory, leaves a folder that can be read.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { countText } from '../../src/countOf.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { readMetrics } from '../../src/run/folder/metricsFile.js'
import { howItEnded } from '../../src/run/runState.js'
import { cosine, folder, head, json, model, onDev, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const found = await openEngine()()
if (isLeft(found)) throw new Error(found.left.map(({ sentence }) => sentence).join('\n'))
const graphs = runsGraphs()
const url = (path: string) => new URL(`../../dist/${path}`, import.meta.url).href

/** Runs a pipeline in a process of its own; `act` is called with each line that it prints, one for each event. */
const child = (program: string, act: (line: string, kill: () => void) => void) =>
  new Promise<{ readonly code: number | null; readonly text: string }>(resolve => {
    const file = join(base, 'child.mjs')
    writeFileSync(file, program)
    const made = spawn(process.execPath, [file], { cwd: base, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    made.stdout.setEncoding('utf8').on('data', (some: string) => {
      text += some
      act(text, () => made.kill('SIGKILL'))
    })
    made.on('close', code => resolve({ code, text }))
  })

const program = (pipeline: object, out: string, before: string) => `
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fromJson } from '@siamese/core'
import { run, vocabulary } from '${url('index.js')}'
const read = fromJson(vocabulary, ${JSON.stringify(pipeline)})
if (read._tag === 'Left') throw new Error(JSON.stringify(read.left))
const report = ({ event, step }) => {
  ${before}
  if (event === 'started' || event === 'step') console.log(event + (step ?? ''))
}
const ended = await run(read.right, { base: ${JSON.stringify(base)}, out: ${JSON.stringify(out)}, report })()
console.log(ended._tag === 'Left' ? ended.left[0].sentence : 'finished')
`

for (const at of ['started', 'step1', 'step7', 'step30'])
  test(`killed at ${at}: the manifest is whole, every line of the metrics too, and the next run tells`, async () => {
    const out = join(base, `killed-${at}`)
    const pipeline = json([...head, cosine, onDev, training({ epochs: undefined, steps: 100_000, batchSize: 4 })])
    // Lines of steps are held for a quarter of a second.
    let told = false
    const { code } = await child(program(pipeline, out, ''), (text, kill) => {
      if (!told && text.includes(`${at}\n`)) setTimeout(kill, at === 'started' ? 0 : 600)
      told ||= text.includes(`${at}\n`)
    })
    assert.is(code, null, 'it was killed')
    assert.is(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).manifest, 2)
    const { lines } = await readMetrics(out)
    const steps = lines.filter(line => 'loss' in line).map(({ step }) => step)
    assert.equal(
      steps,
      steps.map((_, i) => i + 1),
    )
    assert.ok(at === 'started' || steps.length >= Number(at.slice(4)))
    assert.is(await howItEnded(out), `a run that ended without finishing, at step ${countText(steps.length)}`)
    assert.not.ok(existsSync(join(out, 'model')))
  })

const bin = fileURLToPath(new URL('../../bin/siamese.js', import.meta.url))
/** By the shell, and by the system. */
const twice = (run: ChildProcess): void => {
  run.kill('SIGHUP')
  setTimeout(() => run.kill('SIGHUP'), 5)
}
const endings = [
  { name: 'whose terminal is gone', code: 129, says: 'stopping', end: twice },
  {
    name: 'that nobody reads any more',
    code: 141,
    says: 'nobody reads',
    end: (run: ChildProcess) => void run.stdout!.destroy(),
  },
]
for (const [i, { name, code, says, end }] of endings.entries())
  test(`a run ${name} keeps a checkpoint and says how it goes on`, async () => {
    const out = join(base, `ending-${i}`)
    const file = join(base, `ending-${i}.json`)
    const stages = [...head, cosine, onDev, training({ epochs: undefined, steps: 100_000, batchSize: 4 })]
    writeFileSync(file, JSON.stringify(json(stages)))
    const run = spawn(process.execPath, [bin, 'run', file, '--out', out, '--json'], {
      cwd: base,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let error = ''
    run.stderr.setEncoding('utf8').on('data', (some: string) => {
      error += some
    })
    let ending = false
    run.stdout.setEncoding('utf8').on('data', (some: string) => {
      if (ending || !some.includes('"step":3,')) return
      ending = true
      end(run)
    })
    const ended = await new Promise(resolve => run.on('close', resolve))
    assert.is(ended, code, error)
    assert.match(error, says)
    assert.match(
      (await howItEnded(out)) ?? '',
      /^a run that stopped: stopped at step [\d,]+ of 100,000; siamese resume .* goes on from the checkpoint of step [\d,]+/,
    )
  })

const limits = process.platform === 'linux' && existsSync('/usr/bin/prlimit')
if (limits && graphs)
  test('no memory for a step: a sentence, or a process that is gone and a folder that tells', async () => {
    const out = join(base, 'memory')
    const rows = Array.from({ length: 2048 }, (_, n) => ({
      sentence1: 'a dog runs the small old cat not '.repeat(2),
      sentence2: 'the bird sings '.repeat(1 + (n % 5)),
      score: n % 6,
    }))
    const { data, models: _, ...rest } = json([...head, cosine, onDev, training({ epochs: 1, batchSize: 2048 })])
    const config = { ...model.origin.config }
    const wide = { ...config, hidden_size: 256, intermediate_size: 1024 }
    const pipeline = {
      ...rest,
      models: { tiny: { ...model, hidden: 256, origin: { ...model.origin, config: wide } } },
      data: { ...(data as object), origin: { rows: { train: rows, dev: rows.slice(0, 9), test: rows.slice(0, 9) } } },
    }
    // The limit leaves the step less than it takes, and is set when everything is loaded.
    const limit = `if (event === 'evaluating' && !globalThis.limited) {
      globalThis.limited = true
      const size = Number(/VmSize:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
      execFileSync('prlimit', ['--pid', String(process.pid), '--as=' + (size + 300 * 2 ** 20)])
    }`
    const { code, text } = await child(program(pipeline, out, limit), () => {})
    const ended = await howItEnded(out)
    // Where TensorFlow itself, not a tensor, gets no memory, the library ends the process.
    if (code === null) return assert.is(ended, 'a run that ended without finishing, at step 0')
    const expected =
      /step 1: there is no memory for \d+ MiB more \(\w+ \[[\d, ]+\]\): lower batchSize or maxLength; batchSize 1024 with accumulate 2 takes as many rows a step$/
    assert.match(text.trim(), expected)
    assert.match(ended ?? '', /^a run that stopped: step 1: there is no memory/)
  })

if (!limits || !graphs)
  console.log('skipped: 1 test of a process with a limit of memory (no prlimit, or no graphs, here)')
test.run()
