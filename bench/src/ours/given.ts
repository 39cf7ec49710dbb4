import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import type { Data, Model } from '@siamese/core'

/** The STS Benchmark and the model as the pipeline's types know them: sizes other than these are refused when it runs. */
export type Stsb = Data<
  'stsb',
  readonly [
    readonly ['sentence1', 'text'],
    readonly ['sentence2', 'text'],
    readonly ['score', { readonly score: readonly [0, 5] }],
  ],
  readonly ['train']
>
export type Minilm = Model<'minilm', 384, 512, 30522, readonly ['pool.mean', 'pool.normalize']>

export interface Material {
  readonly model: Minilm
  readonly data: Stsb
}
export interface Given extends Material {
  /** Where the material's relative paths start. */
  readonly base: string
  readonly threads: number
  readonly epochs: number
  readonly batchSize: number
  /** When this process was started, in Unix seconds. */
  readonly since: number
}

/** What the harness gives every worker. */
export const given = (): Given => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { material: text, threads: text, epochs: text, 'batch-size': text, since: text },
  })
  const { material = '', threads = '2', epochs = '10', 'batch-size': batchSize = '32' } = values
  // The harness wrote it, from what `siamese add` printed.
  const { model, data } = JSON.parse(readFileSync(material, 'utf8')) as Material
  return {
    model,
    data,
    base: dirname(material),
    threads: Number(threads),
    epochs: Number(epochs),
    batchSize: Number(batchSize),
    since: Number(values.since ?? performance.timeOrigin / 1000),
  }
}
