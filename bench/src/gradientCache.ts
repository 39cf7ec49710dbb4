// Peak memory and values of a training whose batches are embedded in parts, beside that of small and of whole batches, each in a process of
// its own, in turns: node bench/dist/gradientCache.js DATA MODEL, with DATA a folder with train.jsonl.gz of triplets, MODEL as `siamese add`
// takes it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check, encode, files, take, text, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asPromise, run } from '@siamese/runner'
import { addModel } from './added.js'

interface Way {
  readonly batchSize: number
  readonly miniBatchSize?: number
  readonly steps: number
}
interface Measured {
  readonly losses: readonly number[]
  readonly norms: readonly number[]
  /** Bytes. */
  readonly peak: number
  readonly seconds: number
}

const columns = [
  ['anchor', text],
  ['positive', text],
  ['negative', text],
] as const

const measured = async (data: string, model: string, { batchSize, miniBatchSize, steps }: Way): Promise<Measured> => {
  const out = mkdtempSync(join(tmpdir(), 'siamese-bench-'))
  const { model: added } = await addModel('minilm', model)
  const rows = take(files('nli', columns, { train: ['train.jsonl.gz'] }, data), batchSize * steps)
  const pipeline = check(rows, [
    tokenize(added, { maxLength: 128 }),
    encode(added),
    pool.mean(),
    pool.normalize(),
    loss.multipleNegativesRanking(),
    train({
      ...{ steps, batchSize, warmup: 0, dropout: 0, seed: 42 },
      ...(miniBatchSize === undefined ? {} : { miniBatchSize }),
    }),
  ])
  const losses: number[] = []
  const norms: number[] = []
  const began = performance.now()
  try {
    await asPromise(
      run(pipeline, {
        out: join(out, 'run'),
        report: event => {
          if (event.event !== 'step') return
          losses.push(event.loss)
          norms.push(event.norm)
        },
      }),
    )
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
  const seconds = (performance.now() - began) / 1000
  return { losses, norms, peak: 1024 * process.resourceUsage().maxRSS, seconds }
}

const [data, model, asked] = process.argv.slice(2)
if (data === undefined || model === undefined) throw new Error('node bench/dist/gradientCache.js DATA MODEL')
if (asked !== undefined) console.log(JSON.stringify(await measured(data, model, JSON.parse(asked) as Way)))
else {
  const aside = (way: Way): Measured => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(import.meta.url), data, model, JSON.stringify(way)],
      { encoding: 'utf8', maxBuffer: 1e8 },
    )
    const line = stdout.trim().split('\n').at(-1) ?? ''
    if (!line.startsWith('{')) throw new Error(stderr)
    const found = JSON.parse(line) as Measured
    console.log(JSON.stringify({ ...way, ...found }))
    return found
  }
  const small = aside({ batchSize: 32, steps: 4 })
  const large = aside({ batchSize: 512, miniBatchSize: 32, steps: 2 })
  const whole = aside({ batchSize: 64, steps: 2 })
  const parts = aside({ batchSize: 64, miniBatchSize: 16, steps: 2 })
  const far = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((each, i) => Math.abs(each - b[i]!)))
  console.log(`memory, batch 512 in parts of 32 beside batch 32: ${(large.peak / small.peak).toFixed(2)}`)
  console.log(`losses, batch 64 in parts of 16 beside the whole: ${far(whole.losses, parts.losses)} apart`)
  console.log(`norms: ${far(whole.norms, parts.norms)} apart`)
}
