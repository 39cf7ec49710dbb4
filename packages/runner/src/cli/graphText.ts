import { short } from '../graph/drawing.js'
import type { Memory } from '../run/estimate/memory.js'
import type { BatchFacts, GraphFacts } from '../run/explain/graphFacts.js'
import { table } from './table.js'

/** Kinds of operations that are shown one by one. */
const shown = 16

/** A compiled graph in numbers, for people. */
export const graphText = ({ entry, entries, bytes, passes, ops, batches }: GraphFacts): string => {
  const rest = ops.slice(shown)
  const rows = [
    ['operation', 'all', 'forward', 'backward', 'update', 'before'],
    ...[...ops.slice(0, shown), ...(rest.length > 0 ? [summed(rest)] : []), { ...summed(ops), op: 'together' }].map(
      each => [each.op, ...[each.all, each.forward, each.backward, each.update, each.before].map(String)],
    ),
  ]
  const last = Object.entries(passes)
  return [
    `graph   ${Object.entries(entries)
      .map(([name, nodes]) => `${name} ${nodes}`)
      .join(', ')} operations; ${short(bytes)}B`,
    `${entry}   ${last.map(([pass, nodes]) => `${pass} ${nodes}`).join(' → ')}`,
    '',
    table(rows),
    ...(batches === undefined ? [] : ['', batchText(batches)]),
  ].join('\n')
}

const summed = (ops: GraphFacts['ops']): GraphFacts['ops'][number] => {
  const sum = (of: 'all' | 'forward' | 'backward' | 'update' | 'before') => ops.reduce((all, each) => all + each[of], 0)
  const [all, forward, backward, update, before] = (['all', 'forward', 'backward', 'update', 'before'] as const).map(
    sum,
  )
  return {
    op: `${ops.length} more`,
    all: all!,
    forward: forward!,
    backward: backward!,
    update: update!,
    before: before!,
  }
}

const batchText = ({ task, sampled, all, median, largest, places, padding, memory }: BatchFacts): string =>
  [
    table([
      ['place', 'part', 'operations', 'FLOP', 'bytes made'],
      ...places.map(({ stage, part, ops, flops, bytes }) => [
        stage,
        stage === part ? '' : part,
        String(ops),
        `${short(flops)}FLOP`,
        `${short(bytes)}B`,
      ]),
    ]),
    '',
    table([
      ['batch', 'rows', 'tokens', 'longest', 'FLOP', 'activations', 'alive at once'],
      ...(
        [
          ['median', median],
          ['largest', largest],
        ] as const
      ).map(([name, { sizes, flops, activations, peak }]) => [
        name,
        ...[sizes.rows, sizes.tokens, sizes.length].map(String),
        `${short(flops)}FLOP`,
        `${short(activations)}B`,
        `${short(peak)}B`,
      ]),
    ]),
    `of ${sampled === all ? (all === 1 ? 'the only batch of the run' : `the ${all} batches of the run`) : `${sampled} of the ${all} batches of the run, spread over it`}${task === undefined ? '' : `, of which those of ${task} are shown`}; ${percent(padding)} of a padded batch is padding that is not computed`,
    '',
    memoryText(memory),
  ].join('\n')

const memoryText = ({ peak, engine, parameters, state, step, products }: Memory): string =>
  [
    `memory  about ${short(peak)}B at most:`,
    `engine ${short(engine)}B, parameters ${short(parameters)}B, training's own ${short(state)}B,`,
    `activations and gradients ${short(step)}B, compiled products ${short(products)}B`,
  ].join(' ')

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
