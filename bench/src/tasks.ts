import type { Material, Materials } from './material.js'
import type { Precision } from './ours/given.js'

/** What is trained on what; the same words go to the workers of both sides. */
export interface Task {
  readonly what: string
  readonly rows: 'pairs' | 'triplets'
  readonly batchSize: number
  readonly maxLength: number
  readonly precisions: readonly Precision[]
  readonly material: (materials: Materials) => Promise<Material>
}

const pairs = { rows: 'pairs', batchSize: 16, maxLength: 256, precisions: ['f32', 'bf16'] } as const

export const minilm: Task = {
  ...pairs,
  what: 'training, all-MiniLM-L6-v2, STS Benchmark, batch 16',
  material: materials => materials.pairs(),
}

export const base: Task = {
  ...pairs,
  what: 'training, BERT-base size, STS Benchmark, batch 16',
  material: materials => materials.base(),
}

export const minilmLong: Task = {
  ...pairs,
  maxLength: 128,
  what: 'training, all-MiniLM-L6-v2, texts of 128 tokens, batch 16',
  material: materials => materials.long(),
}

export const triplets: Task = {
  rows: 'triplets',
  batchSize: 32,
  maxLength: 256,
  precisions: ['f32'],
  what: 'training, all-MiniLM-L6-v2, NLI triplets, batch 32',
  material: materials => materials.triplets(),
}
