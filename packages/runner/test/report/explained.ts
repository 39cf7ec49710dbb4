import type { Explanation } from '../../src/run/explain/explain.js'

const seconds = { start: 2, training: 150, evaluation: 18, saving: 0.5, together: 170.5 }

/** What is said of a small run, with names that are markup. */
export const explained: Explanation = {
  data: [
    {
      name: '<b>pairs</b>',
      columns: [
        { name: 'question', kind: 'text' },
        { name: 'answer', kind: 'text' },
        { name: 'score', kind: 'score<0, 5>', range: [0, 5], onto: [0, 1] },
        { name: 'label', kind: 'class<yes | "no">', classes: ['yes', '"no"'] },
      ],
      splits: [
        {
          split: 'train',
          rows: 400_000,
          trained: true,
          evaluated: false,
          texts: {
            rows: 2000,
            columns: ['question', 'answer'],
            texts: 4000,
            median: 12,
            most95: 31,
            longest: 300,
            cut: 40,
            lost: 900,
            tokens: 60_000,
            empty: 1,
            buckets: [
              { from: 1, to: 10, texts: 1000 },
              { from: 11, to: 20, texts: 2000 },
              { from: 21, to: 300, texts: 1000 },
            ],
          },
        },
        { split: 'test', trained: false, evaluated: false },
      ],
    },
  ],
  model: {
    name: 'minilm',
    architecture: 'bert',
    layers: 6,
    hidden: 384,
    width: 384,
    parameters: 22_565_376,
    head: 0,
  },
  stages: [
    {
      stage: 'encode',
      gives: [{ names: ['question', 'answer'], shape: ['batch', 'tokens', 384], most: { tokens: 256 } }],
      metrics: [],
      parameters: 22_565_376,
      trained: 15_000_000,
      plays: [],
      written: { model: 'minilm' },
      filled: {},
    },
    {
      stage: 'loss.cosineSimilarity',
      gives: [{ names: ['loss'], shape: ['batch'] }],
      metrics: [],
      parameters: 0,
      trained: 0,
      plays: [
        { role: 'sentence1', column: 'question' },
        { role: 'sentence2', column: 'answer' },
        { role: 'score', column: 'score' },
      ],
      written: { columns: { sentence1: 'question', sentence2: 'answer' } },
      filled: { range: [0, 1], error: 'squared' },
    },
    {
      stage: 'train',
      gives: [],
      metrics: [],
      parameters: 0,
      trained: 0,
      plays: [],
      written: { epochs: 1, learningRate: 2e-5 },
      filled: { prompts: {}, order: 'shuffled' },
    },
  ],
  decided: [{ what: 'kept', is: 'the last weights & nothing else' }],
  engine: {
    name: 'native',
    facts: {
      backend: 'tensorflow',
      versions: { tensorflow: '2.21.0' },
      threads: 2,
      platform: 'linux-x64',
      processor: 'some',
      simd: [],
      origin: 'wheel',
      why: [],
    },
  },
  steps: { computed: 'graph', why: 'it can be' },
  untrained: [],
  warnings: ['the data say <script>alert(1)</script>'],
  estimate: {
    steps: 1000,
    epochs: 0.5,
    warmup: 100,
    evaluations: 4,
    seconds,
    how: {
      work: 'FLOP',
      timed: [{ rows: 8, tokens: 268, work: 1e10, seconds: 0.0824 }],
      step: 0.15,
      evaluators: [
        {
          stage: 'evaluate.similarity',
          split: 'dev',
          timed: [{ rows: 8, tokens: 217, seconds: 0.055 }],
          seconds: 4.5,
        },
      ],
    },
  },
  lastRun: {
    folder: 'runs/<i>-1',
    pipeline: 'hash',
    expected: { steps: 1000, seconds, memory: 1.2e9 },
    took: {
      steps: 1000,
      seconds: { start: 2, training: 125, evaluation: 20, saving: 0.5, together: 147.5 },
      memory: 1.5e9,
    },
  },
}
