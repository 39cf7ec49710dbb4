// One reader over some inputs, in a process of its own, so that whatever goes wrong ends it alone.
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Fence, fence } from './fence.js'
import { type Input, inputOf, type PlaceChange } from './input.js'
import type { Reader, Seed } from './reader.js'
import { readers } from './readers.js'
import { sandboxOf } from './sandbox.js'
import { sentenceFault } from './sentenceFault.js'

export interface Work {
  readonly seed: number
  /** Each reader's inputs, from one number up to below another. */
  readonly inputs: readonly (readonly [reader: string, from: number, to: number])[]
  readonly sandbox: string
}

export type Outcome = 'accepted' | 'refused' | { readonly failed: string }
export type Message =
  | { readonly begun: number; readonly reader: string }
  | { readonly ended: number; readonly outcome: Outcome; readonly milliseconds: number; readonly peak: number }
  | { readonly done: true; readonly handles: number }

const mostMemory = 2 ** 30

const say = (message: Message): void => {
  process.send?.(message)
}

/** Writes a seed's files, the changed one instead of its own. */
const lay = (folder: string, files: Seed['files'], { path, content }: Pick<Input, 'path' | 'content'>): void => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, own] of Object.entries(files)) {
    const at = join(folder, name)
    mkdirSync(dirname(at), { recursive: true })
    if (name !== path)
      writeFileSync(at, typeof own === 'string' || own instanceof Uint8Array ? own : JSON.stringify(own))
    else if (typeof content === 'string') placed[content](at)
    else writeFileSync(at, content)
  }
}

const { seed, inputs, sandbox: root } = JSON.parse(process.argv[2]!) as Work
const { inside, input, outside, pipe } = sandboxOf(root)
const placed: Readonly<Record<PlaceChange, (at: string) => void>> = {
  gone: () => {},
  empty: at => writeFileSync(at, ''),
  folder: at => mkdirSync(at),
  'link to itself': at => symlinkSync(at, at),
  'link outside': at => symlinkSync(outside, at),
  'link to a pipe': at => symlinkSync(pipe, at),
  'link to zeros': at => symlinkSync('/dev/zero', at),
}

const loose: string[] = []

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype]
const keys = prototypes.map(each => Object.getOwnPropertyNames(each).length)
const polluted = () => prototypes.some((each, i) => Object.getOwnPropertyNames(each).length !== keys[i])

/** What became of one input. */
const judge = async ({ read }: Reader, watch: Fence, said: () => string): Promise<Outcome> => {
  const failed: string[] = []
  let outcome: Outcome = 'accepted'
  try {
    const result = await read(input)
    if (isLeft(result)) {
      outcome = 'refused'
      if (result.left.length === 0) failed.push('it was refused without a problem')
      if (result.left.length > 201) failed.push(`${result.left.length} problems at once`)
      for (const problem of result.left.slice(0, 200)) {
        const fault = sentenceFault(problem, said())
        if (fault !== undefined) failed.push(fault)
      }
    }
  } catch (error) {
    failed.push(`it threw ${error instanceof Error ? error.stack : String(error)}`)
  }
  await new Promise(resolve => setImmediate(resolve))
  failed.push(...watch.tried().map(each => `it ${each}`), ...loose.splice(0))
  if (polluted()) failed.push('a prototype was changed')
  return failed.length > 0 ? { failed: failed.join('\n') } : outcome
}

// What is loaded when it is first needed is loaded before anything is fenced off.
const opened: (readonly [reader: Reader, seeds: readonly Seed[], from: number, to: number])[] = []
for (const [name, from, to] of inputs) {
  const reader = readers.find(each => each.name === name)!
  const seeds = await reader.seeds()
  for (const { files } of seeds) {
    lay(input, files, { path: '', content: 'gone' })
    const result = await reader.read(input)
    if (isLeft(result))
      throw new Error(`a seed of ${name} is refused: ${result.left.map(each => each.sentence).join('; ')}`)
  }
  opened.push([reader, seeds, from, to])
}
process.on('unhandledRejection', error => loose.push(`a promise was rejected and nobody looked: ${String(error)}`))
process.on('uncaughtException', error => loose.push(`an error that nobody caught: ${error.stack}`))
process.env.TMPDIR = join(inside, 'tmp')
const watch = fence(inside)
const handles = () => readdirSync('/proc/self/fd').length
const before = handles()

const goThrough = async () => {
  for (const [reader, seeds, from, to] of opened)
    for (let number = from; number < to; number++) {
      const made = inputOf(reader.name, seeds, seed, number)
      say({ begun: number, reader: reader.name })
      lay(input, made.files, made)
      const started = performance.now()
      const said = () => (typeof made.content === 'string' ? '' : Buffer.from(made.content).toString('utf8'))
      let outcome = await judge(reader, watch, said)
      const peak = process.resourceUsage().maxRSS * 1024
      if (peak > mostMemory && typeof outcome === 'string')
        outcome = { failed: `it took ${(peak / 2 ** 20).toFixed(0)} MB` }
      say({ ended: number, outcome, milliseconds: performance.now() - started, peak })
      if (peak > mostMemory) break
    }
  say({ done: true, handles: handles() - before })
  process.disconnect?.()
}
await goThrough().catch(error => {
  console.error(error)
  process.exit(1)
})
