import * as t from 'io-ts'

const range = t.tuple([t.number, t.number])
const column = t.intersection([
  t.type({ name: t.string, kind: t.string }),
  t.partial({ classes: t.array(t.string), range, onto: range }),
])
const texts = t.type({
  texts: t.number,
  median: t.number,
  most95: t.number,
  longest: t.number,
  cut: t.number,
  lost: t.number,
  tokens: t.number,
  empty: t.number,
  buckets: t.array(t.type({ from: t.number, to: t.number, texts: t.number })),
  rows: t.number,
  columns: t.array(t.string),
})
const split = t.intersection([
  t.type({ split: t.string, trained: t.boolean, evaluated: t.boolean }),
  t.partial({ rows: t.number, texts }),
])
const side = t.union([t.literal('batch'), t.literal('tokens'), t.number])
const flowing = t.intersection([
  t.type({ names: t.array(t.string), shape: t.array(side) }),
  t.partial({ most: t.record(t.string, t.number), parts: t.array(t.string) }),
])
const settings = t.record(t.string, t.unknown)
const stage = t.type({
  stage: t.string,
  gives: t.array(flowing),
  metrics: t.array(t.string),
  parameters: t.number,
  trained: t.number,
  plays: t.array(t.type({ role: t.string, column: t.string })),
  written: settings,
  filled: settings,
})
const facts = t.type({
  backend: t.string,
  versions: t.record(t.string, t.string),
  threads: t.number,
  platform: t.string,
  processor: t.string,
  simd: t.array(t.string),
  origin: t.string,
  why: t.array(t.string),
})

/** What `explain` says of a pipeline, as far as a run's page tells it. */
export const explained = t.type({
  data: t.array(t.type({ name: t.string, columns: t.array(column), splits: t.array(split) })),
  model: t.type({
    name: t.string,
    architecture: t.string,
    layers: t.number,
    hidden: t.number,
    width: t.number,
    parameters: t.number,
    head: t.number,
  }),
  stages: t.array(stage),
  decided: t.array(t.type({ what: t.string, is: t.string })),
  engine: t.type({ name: t.string, facts }),
  steps: t.type({
    computed: t.union([t.literal('graph'), t.literal('operations'), t.literal('refused')]),
    why: t.string,
  }),
  untrained: t.array(t.string),
})
