import type { EncoderFacts } from './encode/architecture.js'
import { type Flow, start } from './flow.js'
import { judgeIn } from './joint.js'
import type { Stage } from './stage.js'

/** What stages after an encoder of these sizes make of the width, one number a stage, and what is wrong with them. */
export const widthsAfter = (
  stages: readonly Stage[],
  { hidden, layers }: Pick<EncoderFacts, 'hidden' | 'layers'>,
): { readonly widths: readonly number[]; readonly problems: readonly string[] } => {
  let flow: Flow = {
    ...start({ data: '', columns: [], splits: [], origin: { rows: {} } }),
    kind: 'tokenEmbeddings',
    encoder: 'the encoder',
    untouched: true,
    width: hidden,
    layers,
  }
  const problems: string[] = []
  const widths = stages.map(stage => {
    const judged = judgeIn(flow, stage)
    problems.push(...judged.problems.map(fault => (typeof fault === 'string' ? fault : fault.sentence)))
    flow = judged.flow
    return flow.width
  })
  return { widths, problems }
}
