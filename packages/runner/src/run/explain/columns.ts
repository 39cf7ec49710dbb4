import { type Data, showKind } from '@siamese/core'
import type { PlannedLoss } from '../../plan.js'

/** A column of the data, and what it is for. */
export interface ExplainedColumn {
  readonly name: string
  /** `text`, `score<0, 5>`, `class<a | b>` … */
  readonly kind: string
  /** Names of classes; a class is its place among them. */
  readonly classes?: readonly string[]
  readonly range?: Range
  /** The range that the loss wants its scores in. */
  readonly onto?: Range
}
export type Range = readonly [least: number, most: number]

/** A role of a stage and the column that plays it. */
export interface Played {
  readonly role: string
  readonly column: string
}

export const columnsOf = (data: Data, loss: PlannedLoss | undefined): readonly ExplainedColumn[] =>
  data.columns.map(([name, kind]) => {
    const onto = loss === undefined ? undefined : ontoRange(loss, name)
    return {
      name,
      kind: showKind(kind),
      ...(typeof kind === 'object' && 'class' in kind ? { classes: kind.class } : {}),
      ...(typeof kind === 'object' && 'score' in kind ? { range: kind.score } : {}),
      ...(onto === undefined ? {} : { onto }),
    }
  })

/** Where a loss puts the ends of a column's range, if it moves them. */
const ontoRange = ({ inputs }: PlannedLoss, column: string): Range | undefined => {
  for (const { column: read, is, prepare } of inputs) {
    if (read !== column || typeof is !== 'object' || !('score' in is)) continue
    const [least, most] = is.score.map(prepare) as [number, number]
    if (least !== is.score[0] || most !== is.score[1]) return [least, most]
  }
  return undefined
}
