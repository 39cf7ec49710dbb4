import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { files, formatVersion, score, text, untrained } from '@siamese/core'
import { disturbance, watchOthers } from '../others.js'
import { siamese } from '../places.js'
import type { Row } from '../row.js'
import { inTurns } from '../turns.js'

/** Each command in a new process, with the exit code that it must have, and the most milliseconds it may take. */
const commands: readonly (readonly [words: string, code: number, most: number])[] = [
  ['--help', 0, 300],
  ['run --help', 0, 300],
  ['check --help', 0, 300],
  ['check fits.json', 0, 400],
  ['check wrong.json', 2, 400],
  ['check pipeline.ts', 0, 1200],
  ['check wrong.ts', 2, 1200],
]

/** Milliseconds that help and checks take from nothing: a project as `siamese init` writes it, and ten mistakes in it. */
export const commandTimes: Row = {
  name: 'commands',
  what: 'help and checks, each in a new process',
  unit: 'ms',
  compares: 'durations',
  measure: async given => {
    const folder = mkdtempSync(join(tmpdir(), 'siamese-commands-'))
    try {
      await project(folder)
      const turns = Object.fromEntries(
        commands.map(([words, code]) => [words, () => timed(folder, words.split(' '), code)]),
      )
      // Once each before it counts, so that the system has every file in memory.
      await inTurns(1, turns)
      const { othersShare } = watchOthers([])
      const rounds = await inTurns(given.rounds, turns, (_, number) =>
        given.report(`commands ${number} of ${given.rounds}`),
      )
      return {
        ours: commands.map(([words]) => words),
        peers: [],
        rounds,
        unavailable: {},
        versions: {},
        notes: [
          `at most ${commands.map(([words, , most]) => `${words} ${most}`).join(', ')} ms`,
          ...disturbance(othersShare()),
        ],
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const timed = (cwd: string, words: readonly string[], expected: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    execFile(process.execPath, [siamese, ...words], { cwd }, (error, out, err) => {
      const code = error === null ? 0 : error.code
      if (code === expected) resolve(performance.now() - start)
      else reject(new Error(`siamese ${words.join(' ')} ended with ${code}: ${out}${err}`))
    })
  })

/** The same pipeline in TypeScript and in JSON, as it is and with mistakes. */
const project = async (folder: string): Promise<void> => {
  await timed(folder, ['init'], 0)
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'), 'junction')
  const pipeline = readFileSync(join(folder, 'pipeline.ts'), 'utf8')
  writeFileSync(
    join(folder, 'wrong.ts'),
    mistakes.reduce((code, [right, wrong]) => replaced(code, right, wrong), pipeline),
  )
  const json = asJson(folder)
  writeFileSync(join(folder, 'fits.json'), JSON.stringify(json, null, 2))
  const stages = json.stages.map(stage => ({ ...stage, ...wrongIn[stage.stage] }))
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ ...json, stages }, null, 2))
}

/** The same data and encoder as in the project, without their hashes. */
const asJson = (folder: string) => {
  const { model } = JSON.parse(readFileSync(join(folder, 'data/tokenizer.json'), 'utf8'))
  const config = {
    vocab_size: Object.keys(model.vocab).length,
    hidden_size: 32,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    intermediate_size: 64,
    max_position_embeddings: 32,
  }
  const pairs = files(
    'pairs',
    [
      ['sentence1', text],
      ['sentence2', text],
      ['score', score(0, 5)],
    ],
    { train: ['train.jsonl'], dev: ['dev.jsonl'] },
    './data',
  )
  return {
    siamese: formatVersion,
    data: pairs,
    models: {
      small: untrained('small', { architecture: 'bert', config, tokenizer: './data/tokenizer.json', seed: 42 }),
    },
    stages: [
      { stage: 'tokenize', model: 'small' },
      { stage: 'encode', model: 'small' },
      { stage: 'pool.mean' },
      { stage: 'loss.cosineSimilarity' },
      { stage: 'evaluate.similarity', on: 'dev' },
      { stage: 'train', epochs: 6 },
    ],
  }
}

const wrongTraining = 'epochs: 0, batchSize: 0, learningRate: 0, warmup: 2, clip: 0, seed: -1, weightDecay: -1'
const mistakes = [
  ['tokenize(small)', 'tokenize(small, { maxLength: 99 })'],
  ["evaluate.similarity({ on: 'dev' })", "evaluate.similarity({ on: 'no' })"],
  ['epochs: 6, batchSize: 16, learningRate: 4e-3', wrongTraining],
] as const
const wrongIn: Readonly<Record<string, object>> = {
  tokenize: { maxLength: 99 },
  'evaluate.similarity': { on: 'no' },
  train: { epochs: 0, batchSize: 0, learningRate: 0, warmup: 2, clip: 0, seed: -1, weightDecay: -1 },
}

const replaced = (code: string, right: string, wrong: string): string => {
  if (!code.includes(right)) throw new Error(`siamese init does not write ${right}`)
  return code.replace(right, wrong)
}
