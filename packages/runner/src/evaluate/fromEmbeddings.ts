import {
  type EvaluatesRows,
  isEncoded,
  nameFront,
  ownOf,
  type Row,
  type Scored,
  setOf,
  truncateEmbeddings,
} from '@siamese/core'
import { routeFor } from '../encode/routeFor.js'
import type { Planned } from '../plan.js'
import { playedIn } from '../playedIn.js'
import { allRows } from './allRows.js'
import { collapse, isCollapsed } from './collapsed.js'
import { encodingFor } from './encodeRole.js'
import type { Evaluation, Metrics } from './evaluate.js'
import { taughtVectors } from './taughtVectors.js'

/** Every column that an evaluator reads, as it wants it: texts encoded, the rest as numbers or texts. */
export const fromEmbeddings = async (
  evaluation: Evaluation,
  { stage, does, settings }: Planned<EvaluatesRows>,
): Promise<Metrics> => {
  const { plan, sentenceEncoder, cut, doubt, collapsed } = evaluation
  const on = String(settings.on)
  const rows = await allRows(evaluation.rowsOf(on))
  const prompts = settings.prompts as Readonly<Record<string, string>>
  const played = playedIn(does, settings, setOf(plan.data, on)!.set.columns)
  const textsOf = (column: string): readonly string[] => rows.flatMap(row => row[column] as string | readonly string[])
  const total = played.reduce((sum, { kind, column }) => sum + (isEncoded(kind) ? textsOf(column).length : 0), 0)
  const encoding = encodingFor(evaluation, { stage, on: String(settings.on) }, total)
  const width = (settings.width as number | undefined) ?? sentenceEncoder.width
  const scored = {
    rows: rows.length,
    width,
    embeddings: {} as Record<string, Float32Array>,
    labels: {} as Record<string, Float64Array>,
    vectors: {} as Record<string, Float32Array>,
    texts: {} as Record<string, readonly string[]>,
    counts: {} as Record<string, Int32Array>,
  } satisfies Scored
  for (const { role, kind, column } of played) {
    if (isEncoded(kind)) {
      const texts = textsOf(column)
      scored.texts[role] = texts
      scored.embeddings[role] = truncateEmbeddings(
        await encoding.embeddings(texts, ownOf(prompts, role) ?? '', routeFor(sentenceEncoder, { role, column })),
        sentenceEncoder.width,
        width,
      )
      if (kind === 'texts')
        scored.counts[role] = Int32Array.from(rows, row => (row[column] as readonly string[]).length)
    } else if (kind === 'key') scored.texts[role] = textsOf(column)
    else if (kind === 'vector' || kind === 'scores') {
      const numbers = rows.flatMap(row => row[column] as readonly number[])
      scored.vectors[role] = truncateEmbeddings(Float32Array.from(numbers), numbers.length / rows.length, width)
    } else scored.labels[role] = Float64Array.from(rows, (row: Row) => Number(row[column]))
  }
  Object.assign(scored.vectors, await taughtVectors(evaluation, { stage, does, settings }, rows, width))
  cut?.(on, encoding.truncated())
  if (collapsed !== undefined && isCollapsed(scored)) collapsed(collapse(on))
  for (const sentence of does.doubts(scored, settings)) doubt?.(`${stage} on ${on}: ${sentence}`)
  if (evaluation.paired !== undefined && does.pairs !== undefined)
    evaluation.paired(`${on}.${nameFront(settings)}`, does.pairs(scored, settings))
  return does.score(scored, settings)
}
