import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import type { Data, Model } from '@siamese/core'

export type Precision = 'f32' | 'bf16'

export interface Material {
  readonly model: Model
  readonly data: Data
  /** The model's files. */
  readonly folder: string
}
export interface Given extends Material {
  /** Where the material's relative paths start. */
  readonly base: string
  readonly threads: number
  readonly precision: Precision
  readonly rows: 'pairs' | 'triplets'
  readonly batchSize: number
  readonly maxLength: number
  readonly epochs: number
  /** When this process was started, in Unix seconds. */
  readonly since: number
}

/** What the harness gives every worker. */
export const given = (otherwise = ''): Given => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      material: text,
      threads: text,
      precision: text,
      rows: text,
      'batch-size': text,
      'max-length': text,
      epochs: text,
      since: text,
    },
  })
  const { material = otherwise, threads = '2', epochs = '10' } = values
  // The harness wrote it, from what `siamese add` printed.
  const { model, data, folder } = JSON.parse(readFileSync(material, 'utf8')) as Material
  return {
    ...{ model, data, folder },
    base: dirname(material),
    threads: Number(threads),
    precision: values.precision === 'bf16' ? 'bf16' : 'f32',
    rows: values.rows === 'triplets' ? 'triplets' : 'pairs',
    batchSize: Number(values['batch-size'] ?? 32),
    maxLength: Number(values['max-length'] ?? 256),
    epochs: Number(epochs),
    since: Number(values.since ?? performance.timeOrigin / 1000),
  }
}

/** bfloat16 is asked for, float32 is what one gets without asking. */
export const asked = (precision: Precision): { readonly precision?: 'bf16' } =>
  precision === 'bf16' ? { precision } : {}
