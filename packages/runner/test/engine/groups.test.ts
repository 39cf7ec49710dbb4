// Frozen parameters and rates of their own: what is frozen stays bit for bit, the graph's steps are those of single operations, and
// nothing is computed that nobody needs.
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { dispose } from '../../src/compute/batch.js'
import { lossOf } from '../../src/compute/objective.js'
import { disposeParameters, type Parameters } from '../../src/compute/parameters.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { compile } from '../../src/graph/compile.js'
import { headVariable } from '../../src/graph/program.js'
import { opCounts, placeCosts } from '../../src/graph/summary.js'
import { textSizes } from '../../src/graph/texts.js'
import { apart } from '../../src/model/apart.js'
import { toStored, toWeights } from '../../src/model/tensorsOf.js'
import { openTraining } from '../../src/train/openTraining.js'
import { type Groups, rateOf, sharesOf } from '../../src/train/shares.js'
import { trainingProgram } from '../../src/train/trainingProgram.js'
import { type SmallStages, small } from '../graph/small.js'
import { smallBatches } from '../graph/smallBatches.js'
import { opened as orThrow } from '../opened.js'
import { closeNumbers } from './closeTo.js'

const learningRate = 0.01
const layers = 3
const stages: SmallStages = { config: { num_hidden_layers: layers }, dropout: 0.1, loss: { stage: 'loss.softmax' } }

/** A small pipeline whose parameters are trained in groups. */
const grouped = async (written: Partial<Groups>, given: SmallStages = stages) => {
  const groups: Groups = { frozen: [], rates: [], learningRate, ...written }
  const way = small(given)
  const fresh = way.start()
  const { encoder, weights } = apart(
    { encoder: way.sentenceEncoder.encoder, weights: await toStored(fresh.weights) },
    path => rateOf(groups, path),
  )
  disposeParameters(fresh)
  const sentenceEncoder = { ...way.sentenceEncoder, encoder }
  const shareOf = sharesOf(groups, encoder)
  return {
    ...way,
    sentenceEncoder,
    shareOf,
    start: (): Parameters => {
      const again = way.start()
      tf.dispose(Object.values(again.weights))
      return { ...again, weights: toWeights(weights) }
    },
    rule: {
      ...way.rule,
      weightDecay: 0.1,
      accumulate: 1,
      shareOf,
      loss: (...[w, head, batch, draw]: Parameters4) => lossOf(sentenceEncoder, way.loss, w, head, batch, draw),
    },
  }
}
type Parameters4 = globalThis.Parameters<ReturnType<typeof small>['rule']['loss']>

const numbersOf = ({ weights, head }: Parameters): ReadonlyMap<string, Float32Array> => {
  const named = Object.entries(head).map(([name, tensor]) => [headVariable(name), tensor] as const)
  const read = [...Object.entries(weights), ...named].map(
    ([name, tensor]) => [name, tensor.dataSync<'float32'>().slice()] as const,
  )
  disposeParameters({ weights, head })
  return new Map(read)
}

const cases: readonly (readonly [name: string, Partial<Groups>])[] = [
  [
    'the embeddings and the lowest layer frozen, higher rates for the last layer and the head',
    {
      frozen: ['embeddings', 'encoder.layer.0'],
      rates: [
        ['encoder.layer.2', 0.03],
        ['head', 0.05],
      ],
    },
  ],
  ['the encoder frozen, the head trained', { frozen: ['embeddings', 'encoder'] }],
  ['a layer in the middle frozen', { frozen: ['encoder.layer.1'] }],
  ['the head and the token table frozen', { frozen: ['head', 'embeddings.word_embeddings'] }],
  [
    'parts of one product frozen, or at other rates',
    {
      frozen: ['encoder.layer.0.attention.self.query', 'encoder.layer.1.attention.self.key.bias'],
      rates: [['encoder.layer.2.attention.self.value.weight', 0.03]],
    },
  ],
  [
    'weights of norms frozen, their biases not',
    { frozen: ['embeddings.LayerNorm.weight', 'encoder.layer.0-2.output.LayerNorm.weight'] },
  ],
  ['biases frozen', { frozen: ['encoder.layer.0-2.intermediate.dense.bias', 'embeddings.LayerNorm.bias'] }],
  [
    'all at rates of their own',
    {
      rates: [
        ['encoder', 0.001],
        ['embeddings', 0.002],
        ['head', 0.03],
      ],
    },
  ],
]

for (const [i, [name, written]] of cases.entries())
  for (const accumulate of i === 0 ? [1, 2] : [1])
    test(`compiled equals eager, and what is frozen stays: ${name}, ${accumulate} batches a step`, async () => {
      const before = tf.memory().numTensors
      const { sentenceEncoder, loss, rule, start, shareOf, batch, textsOfRow } = await grouped(written)
      const [compiled, eager] = [false, true].map(eager =>
        orThrow(
          openTraining(sentenceEncoder, [loss], { ...rule, accumulate }, start(), { precision: 'float32', eager }),
        ),
      )
      const ways = [compiled!.stepper, eager!.stepper]
      const rows = smallBatches(textsOfRow).map(([, rows]) => rows)
      for (const step of rows.keys()) {
        const batches = Array.from({ length: accumulate }, (_, i) => batch(rows[(step + i) % rows.length]!))
        const [found, expected] = ways.map(way => way.step({ batches, rate: learningRate, step }))
        dispose(batches)
        const told = [found!, expected!].map(({ losses, norm }) => Float32Array.from([...losses, norm]))
        closeNumbers(told[0]!, told[1]!, 1e-3, `losses and norm of step ${step}`)
      }
      const first = numbersOf(start())
      const [found, expected] = ways.map(way => numbersOf(way.parameters()))
      for (const [parameter, values] of first) {
        const now = found!.get(parameter)!
        if (shareOf(parameter) === 0) {
          assert.equal(now, values, `${parameter} is frozen`)
          assert.equal(expected!.get(parameter), values, `${parameter} is frozen, eagerly`)
          continue
        }
        const moved = values.some((x, i) => x !== now[i])
        assert.ok(moved, `${parameter} moves`)
        if (!/key\.bias|qkv\.bias/.test(parameter))
          // A key's bias has a gradient of zero but for rounding, and Adam takes its sign
          closeNumbers(now, expected!.get(parameter)!, 5e-3, parameter)
      }
      for (const way of ways) way.close()
      assert.is(tf.memory().numTensors, before)
    })

test('in bfloat16, too, what is frozen stays, and the losses are near those of float32', async () => {
  const config = { hidden_size: 64, intermediate_size: 64, num_hidden_layers: 2, initializer_range: 0.1 }
  const written = { frozen: ['embeddings', 'encoder.layer.0.attention.self.query'] }
  const way = await grouped(written, { config, loss: { stage: 'loss.softmax' } })
  const steppers = (['bf16', 'float32'] as const).map(
    precision => orThrow(openTraining(way.sentenceEncoder, [way.loss], way.rule, way.start(), { precision })).stepper,
  )
  for (const [step, [name, rows]] of smallBatches(way.textsOfRow).entries()) {
    const batches = [way.batch(rows)]
    const [found, expected] = steppers.map(({ step: run }) =>
      Float32Array.from(run({ batches, rate: 0.001, step }).losses),
    )
    closeNumbers(found!, expected!, 2e-2, name)
    dispose(batches)
  }
  const first = numbersOf(way.start())
  const now = numbersOf(steppers[0]!.parameters())
  for (const [parameter, values] of first)
    if (way.shareOf(parameter) === 0) assert.equal(now.get(parameter), values, parameter)
  for (const { close } of steppers) close()
})

test('nothing is computed for what is frozen: no gradients below the lowest trained layer, no moments, no update', async () => {
  const config = { hidden_size: 32, intermediate_size: 128, num_hidden_layers: 4 }
  const compiled = async (frozen: readonly string[]) => {
    const way = await grouped({ frozen }, { ...stages, config })
    const start = way.start()
    const batch = way.batch(smallBatches(way.textsOfRow)[0]![1])
    const sizes = { rows: batch.rows, ...textSizes(batch.texts) }
    dispose([batch])
    const { entries, untrained } = compile(
      trainingProgram(way.sentenceEncoder, [way.loss], way.rule, start, undefined),
      {
        precision: 'float32',
      },
    )
    disposeParameters(start)
    const step = entries.find(({ entry }) => entry === 'train')!
    const costs = placeCosts(step, sizes)
    const flops = (part: string) => costs.reduce((sum, each) => sum + (each.part === part ? each.flops : 0), 0)
    return {
      untrained,
      updates: opCounts(step).find(({ op }) => op === 'ResourceApplyAdam')!.all,
      forward: flops('forward'),
      backward: flops('backward'),
      variables: entries.flatMap(({ nodes }) => nodes.flatMap(({ op, name }) => (op === 'VarHandleOp' ? [name!] : []))),
    }
  }
  const all = await compiled([])
  const half = await compiled(['embeddings', 'encoder.layer.0-1'])
  const head = await compiled(['embeddings', 'encoder'])
  // A norm of which no gradient reads the steps is another operation.
  assert.ok(Math.abs(half.forward / all.forward - 1) < 0.01)
  const share = half.backward / all.backward
  assert.ok(share > 0.45 && share < 0.52, `half of the layers have ${share} of the work on the way back`)
  assert.ok(head.backward < 0.01 * all.backward, `the head alone has ${head.backward / all.backward} of it`)
  // Of a layer: 4 products with their biases, 2 norms.
  assert.equal([all.updates - half.updates, head.updates], [5 + 2 * 12, 2])
  assert.equal(
    [all, half, head].map(({ untrained }) => untrained),
    [[], [], []],
  )
  assert.not.ok(half.variables.some(name => /(embeddings|layer\.[01])\..*\/(first|second)/.test(name)))
})

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
if (runsGraphs()) test.run()
else console.log(`skipped: ${cases.length + 3} tests of groups of parameters (this engine runs no graphs)`)
