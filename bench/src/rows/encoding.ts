import { join } from 'node:path'
import { ourWorker, pythonWorker, sentenceTransformers } from '../contestants.js'
import type { Material } from '../material.js'
import { onnxModel } from '../onnx.js'
import { kept, reference } from '../places.js'
import type { ByName, Contestant, Given, Row } from '../row.js'
import { inTurns, mapped, withWorkers } from '../turns.js'
import type { Worker } from '../worker.js'
import { told } from './training.js'

/**
 * Texts to sentence embeddings, tokenising and pooling included; the peers in batches of 32, ours in its own, of so many
 * tokens. A turn gets its sentences in one call:
 * all of them, or every k-th when `--sentences` asks for fewer, so that short and long ones have their share.
 */
export const encoding: Row = {
  name: 'encoding',
  what: 'encoding, all-MiniLM-L6-v2, sentences of the STS Benchmark, peers in batches of 32',
  unit: 'sentences/s',
  compares: 'speeds',
  measure: async given => {
    const { rounds, report } = given
    const material = await given.materials.pairs()
    const count = Math.min(given.sentences ?? Number.POSITIVE_INFINITY, 2 * material.rows)
    const contestants = encoders(given, material)
    return withWorkers(contestants, async ({ workers, unavailable, disturbed }) => {
      const turns = (sentences: number) => mapped(workers, worker => () => encode(worker, sentences))
      await inTurns(1, turns(Math.min(count, warmUp)))
      const done = await inTurns(rounds, turns(count), (round, number) =>
        report(`encoding ${number} of ${rounds}: ${told(mapped(round, speed), 0)} sentences/s`),
      )
      const names = (side: Contestant['side']) =>
        contestants.filter(each => each.side === side && each.name in workers).map(({ name }) => name)
      return {
        ours: names('ours'),
        peers: names('peer'),
        rounds: done.map(round => mapped(round, speed)),
        unavailable,
        versions: mapped(workers, ({ versions }) => versions),
        notes: [`${count} sentences a turn`, sameVectors(done), ...disturbed()],
      }
    })
  },
}

const warmUp = 512

const encoders = (given: Given, material: Material): readonly Contestant[] => {
  const words = ['--batch-size', '32']
  const onnx = { modelFolder: onnxModel(material.modelFolder), dataFolder: material.dataFolder }
  const { command } = pythonWorker('transformers.js', 'encode', given, onnx, words)
  const script = [reference('encode_transformers.mjs'), '--modules', join(kept('node'), 'package.json')]
  return [
    ...(['f32', 'bf16'] as const).map(precision => ourWorker('encode', precision, given, material, [])),
    pythonWorker(sentenceTransformers, 'encode', given, material, words),
    pythonWorker('onnxruntime', 'encode_onnx', given, onnx, words),
    {
      name: 'transformers.js',
      side: 'peer',
      command: { ...command, program: process.execPath, words: [...script, ...command.words.slice(1)] },
    },
  ]
}

interface Done {
  readonly seconds: number
  readonly sentences: number
  /** The sum of all numbers of the turn's embeddings. */
  readonly sum: number
}
const encode = async (worker: Worker, sentences: number): Promise<Done> => {
  const done = await worker.ask({ sentences }, ['seconds', 'sentences', 'sum'])
  if (done.sentences === sentences) return done
  throw new Error(`${worker.who} encoded ${done.sentences} sentences where ${sentences} were asked for`)
}
const speed = ({ sentences, seconds }: Done): number => sentences / seconds

/** Of vectors of length 1 the numbers' sum differs by this much a vector at most when they are the same but for rounding. */
const largestDifference = 0.02

const sameVectors = (rounds: readonly ByName<Done>[]): string => {
  const differences = rounds.map(round => {
    const sums = Object.values(round).map(({ sum, sentences }) => sum / sentences)
    return Math.max(...sums) - Math.min(...sums)
  })
  const most = Math.max(...differences)
  if (!(most <= largestDifference))
    throw new Error(`the sums of the numbers of an embedding differ by ${most.toFixed(3)}: not the same embeddings`)
  return `the sums of the numbers of an embedding differ by ${most.toExponential(1)} at most in the mean`
}
