import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { planOf } from '../../src/plan.js'
import { openComputing } from '../../src/run/openComputing.js'
import { openPlan } from '../../src/run/openPlan.js'
import { opened } from '../opened.js'
import { cosine, folder, head, labelled, made, pairs, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
await openEngine()()

type StageJson = Parameters<typeof made>[0][number]
const ranking: StageJson = {
  stage: 'loss.multipleNegativesRanking',
  columns: { anchor: 'sentence1', positive: 'sentence2' },
  directions: ['query to document', 'document to query'],
}
const matryoshka: StageJson = { stage: 'loss.matryoshka', dims: [8, 4], loss: ranking } as never
const textsAlone = { ...pairs, columns: pairs.columns.filter(([, kind]) => kind === 'text') } as typeof pairs

interface Found {
  readonly steps: readonly { readonly losses: readonly number[]; readonly norm: number }[]
  readonly parameters: Readonly<Record<string, readonly number[]>>
}

/** Three steps of a training, and its parameters after them. */
const trained = async (
  loss: StageJson,
  settings: object,
  eager: boolean,
  before: readonly StageJson[] = [],
): Promise<Found> => {
  const data = loss === cosine ? pairs : loss.stage === 'loss.softmax' ? labelled : textsAlone
  const plan = planOf(
    made([...head, loss, ...before, training({ batchSize: 11, dropout: 0, warmup: 0, ...settings })], data),
  )
  if (plan._tag === 'Left') throw new Error(plan.left[0]!.sentence)
  const open = await openPlan(plan.right, { base })()
  if (open._tag === 'Left') throw new Error(open.left[0]!.sentence)
  const computing = opened(await openComputing(open.right, { eager }))
  const { stepper, source, settings: rule } = computing.training!
  const turns = source.batches(0)
  const steps = []
  for (let step = 0; step < 3; step++) {
    const some = Array.from({ length: rule.accumulate }, (_, i) => turns[(step + i) % turns.length]!)
    const batches = await Promise.all(some.map(async turn => source.collate(turn, await source.read(turn))))
    steps.push(stepper.step({ batches, rate: 0.01, step }))
  }
  const { weights, head: own } = stepper.parameters()
  const parameters = Object.entries({ ...weights, ...own }).map(([name, each]) => [name, Array.from(each.dataSync())])
  computing.close()
  await open.right.close()
  return { steps, parameters: Object.fromEntries(parameters) }
}

const near = (found: Found, expected: Found, tolerance: number) => {
  const pairs = [
    ...found.steps.flatMap(({ losses, norm }, i) =>
      [...losses, norm].map(
        (each, at) => [each, [...expected.steps[i]!.losses, expected.steps[i]!.norm][at]!, `step ${i}`] as const,
      ),
    ),
    ...Object.entries(found.parameters).flatMap(([name, values]) =>
      values.map((each, i) => [each, expected.parameters[name]![i]!, name] as const),
    ),
  ]
  for (const [a, b, what] of pairs)
    assert.ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${what}: ${a}, not ${b}`)
}
/** Plain steps along the gradient, so that parameters tell the gradients themselves. */
const sgd = { optimizer: { stage: 'optimizer.sgd' } }

for (const eager of runsGraphs() ? [false, true] : [true])
  for (const [name, loss, settings, before = []] of [
    ['other rows as negatives', ranking, {}],
    ['a loss of a loss', matryoshka, {}],
    ['one value a row', cosine, { weightDecay: 0.1 }],
    ['a head', { stage: 'loss.softmax' }, {}],
    ['two batches a step', ranking, { accumulate: 2 }],
    ['frozen embeddings', ranking, {}, [{ stage: 'freeze', parameters: ['embeddings'] }]],
  ] as const)
    test(`batches in parts take the steps of whole ones: ${name}, ${eager ? 'operation by operation' : 'as a graph'}`, async () => {
      const whole = await trained(loss as StageJson, { ...sgd, ...settings }, eager, before as readonly StageJson[])
      for (const miniBatchSize of [4, 3])
        near(
          await trained(
            loss as StageJson,
            { ...sgd, ...settings, miniBatchSize },
            eager,
            before as readonly StageJson[],
          ),
          whole,
          1e-5,
        )
    })

test('a part that is the whole batch draws the masks of the batch, in both of its forward passes', async () => {
  for (const eager of runsGraphs() ? [false, true] : [true]) {
    const settings = { ...sgd, dropout: 0.2, batchSize: 11 }
    near(
      await trained(ranking, { ...settings, miniBatchSize: 11 }, eager),
      await trained(ranking, settings, eager),
      1e-5,
    )
  }
})

if (runsGraphs())
  test('with dropout, parts are the same as a graph and operation by operation', async () => {
    for (const accumulate of [1, 2]) {
      const settings = { ...sgd, dropout: 0.2, miniBatchSize: 4, accumulate }
      near(await trained(ranking, settings, false), await trained(ranking, settings, true), 1e-5)
    }
  })

test.run()
