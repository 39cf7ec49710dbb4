// The graph of one small step beside the text that a person has read. With `--update` the text is written anew.
import '../../../core/test/cpu.js'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { programOf } from '../../src/compute/compiled.js'
import { disposeParameters } from '../../src/compute/parameters.js'
import { compile } from '../../src/graph/compile.js'
import { type Graph, printGraph } from '../../src/graph/graph.js'
import { decays } from '../../src/train/decays.js'
import { small } from './small.js'

const update = process.argv.includes('--update')
const path = new URL('golden/step.txt', import.meta.url)

const printed = (): string => {
  const { sentenceEncoder, loss, rule, start } = small({
    config: { hidden_size: 4, intermediate_size: 6, vocab_size: 10, max_position_embeddings: 8 },
    dropout: 0.1,
    loss: { stage: 'loss.cosineSimilarity' },
  })
  const parameters = start()
  const program = programOf(sentenceEncoder, [loss], parameters, { ...rule, accumulates: false, decays })
  disposeParameters(parameters)
  const { entries } = compile(program, { precision: 'float32' })
  return `${withNames(entries.find(({ entry }) => entry === 'train')!)}\n`
}

/** Nodes by place and operation, `%encode.MatMul-3`, so that a new one does not number all of those below it anew. */
const withNames = (graph: Graph): string => {
  const counts = new Map<string, number>()
  const names = graph.nodes.map(({ op, stage, part }) => {
    const name = [stage, part === 'forward' ? undefined : part, op].filter(each => each !== undefined).join('.')
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return `${name}-${count}`
  })
  return printGraph(graph).replace(/%(\d+)/g, (_, id) => `%${names[Number(id)]}`)
}

test('the graph of a step is the one that was read', () => {
  const now = printed()
  if (update) writeFileSync(path, now)
  const [found, expected] = [now, existsSync(path) ? readFileSync(path, 'utf8') : ''].map(text => text.split('\n'))
  const at = found!.findIndex((line, i) => line !== expected![i])
  assert.ok(
    at < 0 && found!.length === expected!.length,
    `line ${at + 1} is\n  ${found![at]}\nand was\n  ${expected![at]}\nIf that is right: pnpm golden:graph --update`,
  )
})

test('it names its stages, and the parts of a step', () => {
  const text = readFileSync(path, 'utf8')
  for (const place of ['encode', 'pool.mean', 'loss.cosineSimilarity'])
    for (const at of [`# ${place}`, `# ${place}, backward`])
      assert.ok(new RegExp(`  ${at}$`, 'm').test(text), `nothing ends in '${at}'`)
  assert.match(text, / {2}# update$/m)
})

test('what is compared was not just written', () => {
  assert.not(update, 'the text was written anew: read the difference, and run this without --update')
})

test.run()
