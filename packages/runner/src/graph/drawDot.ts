import { countOf } from '../countOf.js'
import { arrowText, type Drawing, short } from './drawing.js'

/** A drawing in the language of Graphviz. */
export const drawDot = ({ title, boxes, arrows }: Drawing): string =>
  [
    `digraph "${title}" {`,
    '  rankdir=TB; node [shape=box, style="rounded,filled", fontname="Helvetica"]; edge [fontname="Helvetica", fontsize=9];',
    ...boxes.map(({ stage, part, ops, flops, bytes }, i) => {
      const lines = [titleOf(stage, part), countOf(ops, 'operation'), `${short(flops)}FLOP, ${short(bytes)}B`]
      return `  n${i} [label=${quoted(lines)}, fillcolor="${colours[part]}"];`
    }),
    ...arrows.map(arrow => {
      const lines = [arrowText(arrow, 2), `${short(arrow.bytes)}B`]
      const style = arrow.to === arrow.from + 1 ? '' : ', style=dashed'
      return `  n${arrow.from} -> n${arrow.to} [label=${quoted(lines)}${style}];`
    }),
    '}',
  ].join('\n')

/** A place in words. */
export const titleOf = (stage: string, part: string): string => (stage === part ? stage : `${stage}, ${part}`)

export const colours = { forward: '#dbeafe', backward: '#fde7d3', update: '#dcf5e0' } as const

const quoted = (lines: readonly string[]): string =>
  `"${lines.map(line => line.replace(/["\\]/g, '\\$&')).join('\\n')}"`
