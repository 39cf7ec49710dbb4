// Runs are killed at many moments, and each goes on to the bytes of the run that was never killed. `--seed N` draws other moments.
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { resume } from '../../src/run/resume.js'
import { readRunState } from '../../src/run/runState.js'
import { ahead } from '../../src/tokenize/ahead.js'
import { folder, remove } from '../run/tiny.js'
import { type Child, child, type Fault } from './killed.js'
import { differing } from './outcomeBytes.js'
import { type KilledRun, killedRuns } from './pipelines.js'

/** One kill: where, and whether the process that goes on is killed, too. */
interface Kill {
  readonly name: string
  readonly fault?: Fault
  readonly at?: Child['at']
  /** A share of the time that the run takes. */
  readonly after?: number
  readonly again?: Fault
}

const kill = (call: Fault['call'], path: string, when: Fault['when'] = 'before', nth = 1): Fault => ({
  call,
  path,
  nth,
  when,
  what: 'kill',
})
const weights = 'step-.*weights'
const chosen: readonly Kill[] = [
  { name: 'in the first evaluation', at: { event: 'evaluating', nth: 1 } },
  { name: 'before the first step', at: { event: 'begun', nth: 1 } },
  { name: 'after step 1', at: { event: 'step', nth: 1 } },
  { name: 'after step 7', at: { event: 'step', nth: 7 } },
  { name: 'in an evaluation on the way', at: { event: 'evaluating', nth: 3 } },
  { name: 'after a checkpoint', at: { event: 'checkpoint', nth: 2 } },
  { name: 'in the midst of weights', fault: kill('write', weights, 'half', 4) },
  { name: 'in the midst of weights of the second checkpoint', fault: kill('write', weights, 'half', 40) },
  { name: 'between the files of a checkpoint', fault: kill('open', 'step-.*moments', 'before', 2) },
  { name: 'in the midst of moments', fault: kill('write', 'step-.*moments', 'half', 5) },
  { name: 'before checkpoint.json', fault: kill('open', 'checkpoint\\.json', 'before', 2) },
  { name: 'in the midst of checkpoint.json', fault: kill('write', 'checkpoint\\.json', 'half', 2) },
  { name: 'before a file is flushed', fault: kill('sync', weights, 'before', 2) },
  { name: 'before the metrics are flushed', fault: kill('datasync', 'metrics\\.jsonl', 'before', 2) },
  { name: 'before a checkpoint is renamed', fault: kill('rename', 'part → .*step-\\d+$', 'before', 2) },
  { name: 'between renaming and flushing', fault: kill('rename', 'part → .*step-\\d+$', 'after', 2) },
  { name: 'before an old checkpoint is moved away', fault: kill('rename', 'step-\\d+ → .*part') },
  { name: 'while an old checkpoint is removed', fault: kill('rename', 'step-\\d+ → .*part', 'after') },
  { name: 'in the midst of a line of metrics', fault: kill('append', 'metrics\\.jsonl', 'half', 6) },
  { name: 'behind a line of metrics', fault: kill('append', 'metrics\\.jsonl', 'after', 4) },
  { name: 'in the midst of the first line', fault: kill('append', 'metrics\\.jsonl', 'half') },
  { name: 'in the midst of the model', fault: kill('write', 'model\\.[-\\w]+\\.part/model\\.safetensors', 'half', 5) },
  { name: 'before the model is renamed', fault: kill('rename', 'part → .*/model$') },
  { name: 'behind the model', fault: kill('rename', 'part → .*/model$', 'after') },
  { name: 'before it is noted that the run finished', fault: kill('rename', 'part → .*/state\\.json$', 'before', 2) },
  {
    name: 'and again before the metrics are cut',
    at: { event: 'step', nth: 8 },
    again: kill('truncate', 'metrics\\.jsonl'),
  },
  {
    name: 'and again behind the cut',
    at: { event: 'step', nth: 8 },
    again: kill('truncate', 'metrics\\.jsonl', 'after'),
  },
  {
    name: 'and again in a checkpoint',
    fault: kill('write', weights, 'half', 30),
    again: kill('write', weights, 'half', 6),
  },
]

const argument = process.argv.indexOf('--seed')
const seed = argument < 0 ? 1 : Number(process.argv[argument + 1])
const kills = 60
/** Numbers from 0 to 1, the same for the same seed. Source: mulberry32. */
let state = seed
const draw = (): number => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const base = folder()
const whole = new Map<KilledRun, { readonly out: string; readonly took: number }>()
const began = performance.now()
const failures: string[] = []

/** A run that was killed, or why it was not. */
const killedAt = async ([index, run, each]: readonly [number, KilledRun, Kill]) => {
  const out = join(base, `killed-${index}`)
  const { took } = whole.get(run)!
  const { pipeline } = run
  const options = { ...run.options, base }
  const { fault, at, after, again } = each
  const first = { pipeline, out, options, ...(fault && { fault }), ...(at && { at }) }
  let share = after
  let ended = await child(first, share && share * took)
  // A run that was faster than the clock is run again, and killed earlier.
  while (share !== undefined && (ended.code !== null || (await readRunState(out))?.state === 'finished')) {
    remove(out)
    share /= 2
    ended = await child(first, share * took)
  }
  const more = again === undefined ? [] : [await child({ pipeline, out, options, goesOn: true, fault: again })]
  const survived = [ended, ...more].find(({ code }) => code !== null)
  return { run, out, options, was: `${run.name}, ${each.name}`, survived: survived?.text }
}

/** What is wrong once the run went on to its end. */
const faultOf = async ({ run, out, options, survived }: Awaited<ReturnType<typeof killedAt>>) => {
  if (survived !== undefined) return `it was not killed: ${survived}`
  const done = await resume(out, options)()
  if (isLeft(done)) return done.left.map(({ sentence }) => sentence).join('; ')
  const differ = await differing(whole.get(run)!.out, out)
  return differ.length > 0 ? `differs in ${differ.join(', ')}` : undefined
}

try {
  for (const [i, run] of killedRuns.entries()) {
    const out = join(base, `whole-${i}`)
    const ended = await child({ pipeline: run.pipeline, out, options: { ...run.options, base } })
    if (ended.code !== 0) throw new Error(`${run.name}: ${ended.text}`)
    whole.set(run, { out, took: ended.took })
  }
  // Points take turns between the first run, which has something at every point, and all of them; moments between all of them.
  const all: (readonly [KilledRun, Kill])[] = chosen.map((each, i) => [
    killedRuns[i % 2 === 0 ? 0 : i % killedRuns.length]!,
    each,
  ])
  while (all.length < kills) {
    const after = draw()
    all.push([killedRuns[all.length % killedRuns.length]!, { name: `at ${(100 * after).toFixed(0)} %`, after }])
  }
  // The next one is killed while this process goes on with one.
  for await (const each of ahead(
    all.map(([run, kill], i) => [i, run, kill] as const),
    killedAt,
  )) {
    const fault = await faultOf(each)
    remove(each.out)
    if (fault !== undefined) failures.push(`${each.was}: ${fault}`)
    console.log(fault === undefined ? `ok      ${each.was}` : `FAILED  ${failures.at(-1)}`)
  }
} finally {
  remove(base)
}
console.log(`${kills} kills (seed ${seed}) in ${((performance.now() - began) / 1000).toFixed(0)} s`)
for (const each of failures) console.log(`FAILED  ${each}`)
console.log(`${kills - failures.length} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 ? 1 : 0
