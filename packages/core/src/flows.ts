import { type Flow, start } from './flow.js'
import { flatten } from './fragment.js'
import { judgeIn } from './joint.js'
import type { Pipeline } from './pipeline.js'

/** What flows out of each stage of a pipeline in which nothing is left to choose, fragments opened. */
export const flows = ({ data, stages }: Pick<Pipeline, 'data' | 'stages'>): readonly Flow[] => {
  let flow = start(data)
  return flatten(stages).map(stage => {
    flow = judgeIn(flow, stage).flow
    return flow
  })
}
