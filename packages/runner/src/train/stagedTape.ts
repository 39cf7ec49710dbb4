import { currentTape, type TapeNode } from '../graph/differentiate.js'
import type { Within } from '../graph/inStage.js'

/** Notes to which stage each operation of tfjs's tape belongs, while stages run. */
export interface StagedTape {
  readonly watch: Within
  readonly stageOf: (node: TapeNode) => string | undefined
}
/** `made` is told what a stage gave, and its operations. */
export const stagedTape = (
  made: (stage: string, output: unknown, nodes: readonly TapeNode[]) => void = () => {},
): StagedTape => {
  const stages = new WeakMap<TapeNode, string>()
  return {
    watch: (stage, work) => {
      const from = currentTape().length
      const output = work()
      const nodes = currentTape().slice(from)
      for (const node of nodes) if (!stages.has(node)) stages.set(node, stage)
      made(stage, output, nodes)
      return output
    },
    stageOf: node => stages.get(node),
  }
}
