import { otherWidth, type Problems, problem, teacherWidth } from '@siamese/core'
import type { Frozen } from '../encode/frozen.js'
import { frozenFor } from '../encode/frozenFor.js'
import type { Plan } from '../plan.js'
import { teacherOf } from '../teacherOf.js'

/** A frozen model's width is enough. */
interface Wide extends Pick<Frozen, 'named'> {
  readonly sentenceEncoder: Pick<Frozen['sentenceEncoder'], 'width'>
}

/** The plan with the widths that frozen models were found to have: a lock does not know them where a dense layer follows the pooling. */
export const withWidths = (plan: Plan, frozen: readonly Wide[]): Plan => ({
  ...plan,
  tasks: plan.tasks.map(task => ({
    ...task,
    inputs: task.inputs.map(input =>
      input.by === undefined ? input : { ...input, is: { vector: frozenFor(frozen, input.by).sentenceEncoder.width } },
    ),
  })),
})

/** Models whose vectors are held against the embeddings number by number, and have another width. */
export const otherWidths = (
  { tasks, evaluators, width }: Pick<Plan, 'tasks' | 'evaluators' | 'width'>,
  frozen: readonly Wide[],
): Problems => {
  const ofLosses = tasks.flatMap(({ stage, inputs }) =>
    inputs.flatMap(({ role, by, is, wide }) => {
      const wanted = wide === 'as the embeddings' ? width : wide
      if (
        by === undefined ||
        wanted === undefined ||
        typeof is !== 'object' ||
        !('vector' in is) ||
        is.vector === wanted
      )
        return []
      return [problem(otherWidth(stage, settingOf(role), wanted, by.model, is.vector), { stage })]
    }),
  )
  const ofEvaluators = evaluators.flatMap(evaluator => {
    const { stage, settings } = evaluator
    const teacher = teacherOf(evaluator)
    if (teacher === undefined) return []
    const has = frozenFor(frozen, teacher).sentenceEncoder.width
    const sentence = teacherWidth(stage, teacher, settings.width as number | undefined, width, has)
    return sentence === undefined ? [] : [problem(sentence, { stage })]
  })
  const found = [...ofLosses, ...ofEvaluators]
  return found.filter(({ sentence }, i) => found.findIndex(each => each.sentence === sentence) === i)
}

/** `0.teacher.text` is of the setting `teacher`. */
const settingOf = (role: string): string => role.split('.').at(-2)!
