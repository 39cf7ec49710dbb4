// A long run with all that is on in a terminal: memory of the process, of the engine and of JavaScript, and open files stay flat. `--steps N`.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Data } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { liveBlock, type Screen } from '../../src/cli/live/liveBlock.js'
import { paintFor } from '../../src/cli/paint.js'
import { runProgress } from '../../src/cli/progress.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { cosine, folder, head, made, onDev, pairs, remove, sentence, training } from '../run/tiny.js'
import { grown } from './grown.js'

const { values } = parseArgs({ options: { steps: { type: 'string', default: '20000' } } })
const steps = Number(values.steps)
const warm = steps / 4
const every = Math.max(1, steps / 80)

/** How much more there may be at the end than after the first quarter, in MB or a count, by the line through what was measured in between. */
const allowed = { resident: 8, engine: 0.01, heap: 1.5, buffers: 0.1, files: 1, tensors: 0.5 } as const
type Measured = { readonly [what in keyof typeof allowed]: number }

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void
const measure = async (): Promise<Measured> => {
  for (let i = 0; i < 2; i++) {
    collect()
    await new Promise(resolve => setTimeout(resolve, 5)) // finalizers of native memory run in between
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage()
  const { numBytes, numTensors } = tf.memory()
  return {
    resident: rss / 1e6,
    engine: numBytes / 1e6,
    heap: heapUsed / 1e6,
    buffers: (external + arrayBuffers) / 1e6,
    files: readdirSync('/proc/self/fd').length,
    tensors: numTensors,
  }
}

const rows = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => ({
    sentence1: sentence(from + i, 1 + ((from + i * 3) % 12)),
    sentence2: sentence(2 * (from + i) + 1, 1 + ((from + i * 5) % 12)),
    score: i % 6,
  }))
const data = { ...pairs, origin: { rows: { train: rows(1000, 0), dev: rows(40, 3000), test: rows(5, 4000) } } } as Data
const pipeline = made(
  [...head, cosine, onDev, training({ epochs: undefined, steps, batchSize: 2, dropout: 0.1, evaluateEvery: 250 })],
  data,
)

let drawn = 0
const screen: Screen = {
  write: () => {
    drawn++
    return true
  },
  columns: 120,
  rows: 40,
  isTTY: true,
  on: () => screen as NodeJS.WriteStream,
  off: () => screen as NodeJS.WriteStream,
}
const block = liveBlock(screen)
const nothing = () => {}
const paint = paintFor(true, undefined)
const shown = runProgress({
  out: nothing,
  err: nothing,
  note: nothing,
  live: block.show,
  clear: block.clear,
  isLive: true,
  width: 120,
  paint,
  errors: { width: 120, paint },
})

const base = folder()
const measured: { readonly step: number; readonly at: Measured }[] = []
const seen: Record<string, number> = {}
const report = async (event: RunEvent): Promise<void> => {
  seen[event.event] = (seen[event.event] ?? 0) + 1
  await shown(event)
  if (event.event === 'step' && event.step % every === 0 && event.step >= warm)
    measured.push({ step: event.step, at: await measure() })
}
const began = performance.now()
try {
  const result = await run(pipeline, { base, out: join(base, 'long'), checkpointEvery: 200, report })()
  if (isLeft(result)) throw new Error(result.left.map(({ sentence }) => sentence).join('\n'))
  const written = readdirSync(join(base, 'long'))
  if (!written.some(name => name.startsWith('events.out.tfevents')) || !written.includes('log.jsonl'))
    throw new Error('what is to be watched was not written')
} finally {
  block.clear()
  remove(base)
}
const seconds = (performance.now() - began) / 1000
console.log(
  `${steps} steps in ${seconds.toFixed(0)} s, ${seen.evaluation} evaluations, ${seen.checkpoint} checkpoints, ${drawn} times drawn`,
)
const tooMuch = (Object.keys(allowed) as (keyof Measured)[]).filter(what => {
  const more = grown(measured.map(({ step, at }) => [step, at[what]]))
  const [first, last] = [measured[0]!, measured.at(-1)!].map(({ at }) => at[what].toFixed(2))
  console.log(
    `${what}: ${first} … ${last}, by the line ${more >= 0 ? '+' : ''}${more.toFixed(3)}; at most ${allowed[what]}`,
  )
  return more > allowed[what]
})
if (tooMuch.length > 0) {
  console.error(`not flat: ${tooMuch.join(', ')}`)
  process.exitCode = 1
}
