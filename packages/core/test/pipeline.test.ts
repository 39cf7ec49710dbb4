import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { take } from '../src/dataCombinators.js'
import { encode } from '../src/encode/encode.js'
import { flows } from '../src/flows.js'
import { flatten, fragment } from '../src/fragment.js'
import { check, pipeline } from '../src/pipeline.js'
import { type Problem, showPath } from '../src/problem.js'
import { definition, make, type Stage } from '../src/stage.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, nli, pairs, small, sum } from './toys.js'

/** This line of this file, as stages remember it. */
const here = (): string => /(\/[^()\s]+:\d+):\d+\)?$/.exec(new Error().stack!.split('\n')[2]!)![1]!
const sentences = (problems: readonly Problem[]) => problems.map(({ sentence }) => sentence)

test('stages that fit make a pipeline without problems, as wide as its encoder', () => {
  const made = pipeline(pairs, tokenize(small), encode(small), sum(), dotLoss(), train({ epochs: 1 }))
  assert.equal(made.problems, [])
  assert.is(made.width, 32)
  assert.is(made.data, pairs)
  assert.equal(
    made.stages.map(({ stage }) => stage),
    ['tokenize', 'encode', 'pool.sum', 'loss.dot', 'train'],
  )
})

test('what flows out of each stage is known, fragments opened', () => {
  const front = fragment(tokenize(small), fragment(encode(small)))
  const after = flows(pipeline(pairs, front, sum(), dotLoss(), train({ epochs: 1, batchSize: 4 })))
  assert.equal(
    after.map(({ kind, width, smallestBatch }) => [kind, width, smallestBatch]),
    [
      ['tokens', 0, 1],
      ['tokenEmbeddings', 32, 1],
      ['sentenceEmbeddings', 32, 1],
      ['objective', 32, 2],
      ['trained', 32, 2],
    ],
  )
})

test('a pipeline, its stages and their settings are frozen', () => {
  const made = pipeline(pairs, tokenize(small, { maxLength: 16 }))
  const [first] = made.stages
  assert.ok([made, made.stages, first, first!.settings].every(Object.isFrozen))
  assert.throws(() => {
    ;(first!.settings as { maxLength: number }).maxLength = 8
  })
})

test('a stage is not changed by what happens to the settings it was made with', () => {
  const settings = { epochs: 1 }
  const stage = train(settings)
  settings.epochs = 5
  assert.equal(stage.settings, { epochs: 1 })
})

test('building does nothing: a stage with wrong settings is a value as well', () => {
  const stage = train({ epochs: -1, learningRate: 0 })
  assert.is(stage.stage, 'train')
})

test('every problem is said, in the order of the stages, each with its stage and the line that made it', () => {
  const stages: Stage[] = []
  const places: string[] = []
  const add = (stage: Stage, line: string) => {
    stages.push(stage)
    places.push(line)
  }
  add(tokenize(small, { maxLength: 600.5 }), here())
  add(sum({ factr: 2 } as never), here())
  add(dotLoss({ columns: { score: 'sentence1' } }), here())
  add(train({ batchSize: 1 }), here())
  const { problems } = check(pairs, stages)
  assert.equal(
    problems.map(({ path, ...rest }) => rest),
    [
      {
        sentence: 'tokenize: small has 64 positions and maxLength is 600.5',
        stage: 'tokenize',
        place: places[0],
      },
      {
        sentence: 'tokenize: maxLength is 600.5, not a whole number of tokens',
        stage: 'tokenize',
        place: places[0],
      },
      {
        sentence: "pool.sum has no setting 'factr'. Did you mean to write 'factor'?",
        stage: 'pool.sum',
        place: places[1],
      },
      {
        sentence: 'loss.dot needs a score column for score; sentence1 is text',
        stage: 'loss.dot',
        place: places[2],
      },
      {
        sentence: 'train needs epochs or steps: write how long to train',
        stage: 'train',
        place: places[3],
      },
      {
        sentence: 'train: loss.dot compares the texts of a batch: batchSize is 1, use at least 2',
        stage: 'train',
        place: places[3],
      },
    ],
  )
  assert.equal(
    problems.map(({ path }) => showPath(path!)),
    [
      'stages[0].maxLength',
      'stages[0].maxLength',
      'stages[1].factr',
      'stages[2].columns.score',
      'stages[3]',
      'stages[3].batchSize',
    ],
  )
})

test('a stage out of place is said once: those after it are read as if it had fitted', () => {
  const { problems } = check(pairs, [tokenize(small), sum(), dotLoss(), train({ epochs: 1 })])
  assert.equal(sentences(problems), ['pool.sum needs token embeddings: put encode before it'])
})

test('a stage that was not made by a call has its index for a place', () => {
  const bare = make(sum.definition, {}, '')
  const { problems } = check(pairs, [tokenize(small), { ...bare, [definition]: sum.definition }])
  assert.equal(
    problems.map(({ place }) => place),
    [''],
  )
  const placeless = Object.freeze({ stage: 'pool.sum', settings: {}, [definition]: sum.definition })
  assert.equal(
    check(pairs, [tokenize(small), fragment(placeless)]).problems.map(({ place }) => place),
    ['stages[1].stages[0]'],
  )
})

test('an encoder with another vocabulary than the tokenizer is refused', () => {
  const other = { ...small, model: 'other', vocabulary: 100 } as const
  assert.equal(sentences(check(pairs, [tokenize(small), encode(other)]).problems), [
    'encode: other knows 100 tokens and the tokenizer makes 700: use the tokenizer of other',
  ])
})

test('a name is one model, because a file knows a model by its name', () => {
  const other = { ...small, layers: 4 } as const
  assert.equal(sentences(check(pairs, [tokenize(small), encode({ ...small })]).problems), [])
  assert.equal(sentences(check(pairs, [tokenize(small), fragment(encode(other))]).problems), [
    'two models are called small: give one of them another name',
  ])
})

test('a fragment does what its stages do, where it is joined', () => {
  const front = fragment(tokenize(small), encode(small), sum())
  const made = pipeline(pairs, front, dotLoss())
  assert.is(made.width, 32)
  assert.equal(made.problems, [])
  assert.equal(made.stages.length, 2)
  const twice = check(pairs, [front, front])
  assert.equal(
    sentences(twice.problems),
    [
      'tokenize needs texts: put it before encode',
      'encode needs tokens: put it before the pooling',
      'pool.sum needs token embeddings: a pooling stands before it already',
    ].slice(0, 1),
  )
})

test('fragments in fragments open into their stages in order', () => {
  const [a, b, c] = [tokenize(small), encode(small), sum()]
  assert.equal(flatten([fragment(fragment(a), b), c]), [a, b, c])
  assert.equal(flatten([]), [])
})

test('the problem of a stage in a fragment has the line where that stage was made', () => {
  const stage = dotLoss({ columns: { score: 'sentence2' } })
  const line = here().replace(/\d+$/, n => String(Number(n) - 1))
  const made = check(pairs, [fragment(tokenize(small), encode(small), fragment(sum(), stage))])
  assert.equal(
    made.problems.map(({ place }) => place),
    [line],
  )
})

test('no stages are a pipeline of texts', () => {
  const made = pipeline(nli)
  assert.equal(made.stages, [])
  assert.is(made.width, 0)
})

test('a problem of the data is a problem of the pipeline', () => {
  assert.equal(sentences(check(take(pairs, 0 as number), []).problems), [
    'take needs a whole number of rows above 0; it has 0',
  ])
})

test('what is no data is said, whatever the stages are', () => {
  const said = (given: unknown) => sentences(check(given as never, []).problems)
  assert.equal(said([{ a: 1 }]), [
    'pipeline begins with data, as data(…), files(…) or siamese add makes it; here it is [{"a":1}]',
  ])
  assert.equal(said(undefined), [
    'pipeline begins with data, as data(…), files(…) or siamese add makes it; here it is missing',
  ])
  assert.equal(check(undefined as never, []).data.columns, [], 'whoever looks further finds data all the same')
})

test('what is no stage is named with its place, and the cure when it was not called', () => {
  const joined = check as (data: unknown, stages: readonly unknown[]) => { readonly problems: readonly Problem[] }
  assert.equal(sentences(joined(pairs, [tokenize(small), encode, sum, 7]).problems), [
    'encode is not called: write encode()',
    'pool.sum is not called: write pool.sum()',
    'pipeline joins stages; this is none: call a constructor, as pool.mean(), or spread a list, as ...front',
  ])
})

test.run()
