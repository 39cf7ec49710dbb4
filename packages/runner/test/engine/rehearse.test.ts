import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { planOf } from '../../src/plan.js'
import { openComputing } from '../../src/run/openComputing.js'
import { openPlan } from '../../src/run/openPlan.js'
import { opened } from '../opened.js'
import { cosine, folder, head, made, remove, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
await openEngine()()

/** Losses and norms of three steps, the first of them after so many rehearsals. */
const steps = async (settings: object, eager: boolean, rehearsals: number) => {
  const plan = planOf(made([...head, cosine, training(settings)]))
  const open = await openPlan((plan as Extract<typeof plan, { _tag: 'Right' }>).right, { base })()
  if (open._tag === 'Left') throw new Error(open.left[0]!.sentence)
  const computing = opened(await openComputing(open.right, { eager }))
  const { stepper, source, settings: rule } = computing.training!
  const [first] = source.batches(0)
  const batch = async (from: number) => {
    const turn = { ...first!, rows: [from, from + 1, from + 2, from + 3] }
    return source.collate(turn, await source.read(turn))
  }
  const batches = async (from: number) =>
    Promise.all(Array.from({ length: rule.accumulate }, (_, i) => batch(from + i)))
  for (let i = 0; i < rehearsals; i++) {
    const { seconds, finite } = stepper.rehearse(await batches(10 + i))
    assert.ok(seconds > 0 && finite)
  }
  const out = []
  for (let step = 0; step < 3; step++) out.push(stepper.step({ batches: await batches(step), rate: 0.01, step }))
  computing.close()
  await open.right.close()
  return out
}

for (const eager of runsGraphs() ? [false, true] : [true])
  for (const settings of [{ weightDecay: 0.1 }, { accumulate: 2 }])
    test(`rehearsed steps leave no trace, ${eager ? 'operation by operation' : 'as a graph'}, ${JSON.stringify(settings)}`, async () => {
      assert.equal(await steps(settings, eager, 3), await steps(settings, eager, 0))
    })

test.run()
