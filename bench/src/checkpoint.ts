// What a checkpoint costs: the steps that it keeps waiting, and the time until it is safe, beside writing and flushing as many bytes.
// `pnpm bench:checkpoint` takes the model and the pairs that `pnpm bench` keeps; `--material FILE` names others.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asPromise, type RunEvent, run } from '@siamese/runner'
import { given } from './ours/given.js'
import { trainingPipeline } from './ours/trainingPipeline.js'
import { kept } from './places.js'
import { median } from './statistics.js'

const rounds = 5
const every = 12
/** Steps between two checkpoints where a run does not say otherwise, and in an epoch of the STS Benchmark. */
const usual = { steps: 500, epoch: 360 }

const material = given(kept('pairs.json'))
const pipeline = trainingPipeline({ ...material, batchSize: 16, maxLength: 128, epochs: 1 })
const base = mkdtempSync(join(tmpdir(), 'siamese-checkpoint-'))

interface Round {
  /** Seconds of a step, of the one behind a checkpoint, and from the last step until its checkpoint is safe. */
  readonly step: number
  readonly behind: number
  readonly safe: number
  readonly plain: number
  readonly bytes: number
}

/** Ends the run where enough was seen: a checkpoint is kept on the way, and one at the end. */
const round = async (number: number): Promise<Round> => {
  const out = join(base, String(number))
  const controller = new AbortController()
  const at: number[] = []
  let safe = 0
  const report = (event: RunEvent) => {
    const now = performance.now() / 1000
    if (event.event === 'checkpoint') safe = now
    if (event.event !== 'step') return
    at.push(now)
    if (event.step === 2 * every - 1) controller.abort()
  }
  const { signal } = controller
  const { base: from, threads } = material
  await asPromise(run(pipeline, { base: from, threads, out, checkpointEvery: every, report, signal })).catch(() => {})
  const took = at.map((each, i) => each - (at[i - 1] ?? 0))
  const bytes = sizeOf(join(out, 'checkpoints', readdirSync(join(out, 'checkpoints')).at(-1)!))
  const plain = await plainWrite(join(base, 'plain'), bytes)
  rmSync(out, { recursive: true })
  return {
    step: median(took.slice(3).filter((_, i) => i + 3 !== every)),
    behind: took[every]!,
    safe: safe - at.at(-1)!,
    plain,
    bytes,
  }
}

const sizeOf = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

/** Seconds that a program takes to write and flush so many bytes that it has. */
const plainWrite = async (path: string, bytes: number): Promise<number> => {
  const chunk = Buffer.alloc(8 * 2 ** 20, 1)
  const began = performance.now()
  const file = await open(path, 'w')
  for (let left = bytes; left > 0; left -= chunk.length) await file.write(chunk, 0, Math.min(left, chunk.length))
  await file.sync()
  await file.close()
  const took = (performance.now() - began) / 1000
  rmSync(path)
  return took
}

try {
  const all: Round[] = []
  for (let i = 0; i < rounds; i++) all.push(await round(i))
  const of = (number: (round: Round) => number): number => median(all.map(number))
  const spread = (number: (round: Round) => number): string => {
    const sorted = all.map(number).sort((a, b) => a - b)
    return `${of(number).toFixed(2)} (${sorted[0]!.toFixed(2)} to ${sorted.at(-1)!.toFixed(2)})`
  }
  const waits = ({ behind, step }: Round) => behind - step
  const share = (steps: number) => `${(100 * of(each => waits(each) / (steps * each.step))).toFixed(2)} %`
  process.stdout.write(
    [
      `a checkpoint of ${(of(({ bytes }) => bytes) / 1e6).toFixed(0)} MB, ${rounds} rounds, ${material.threads} threads; seconds, median (least to most)`,
      `a step                          ${spread(({ step }) => step)}`,
      `a step waits for a checkpoint   ${spread(waits)}: ${share(usual.steps)} of ${usual.steps} steps, ${share(usual.epoch)} of an epoch of ${usual.epoch}`,
      `until a checkpoint is safe      ${spread(({ safe }) => safe)}`,
      `writing and flushing as much    ${spread(({ plain }) => plain)}`,
      `times as long                   ${spread(({ safe, plain }) => safe / plain)}`,
      '',
    ].join('\n'),
  )
} finally {
  rmSync(base, { recursive: true, force: true })
}
