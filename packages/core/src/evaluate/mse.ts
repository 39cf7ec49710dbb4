import { described } from '../described.js'
import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import type { AnyShape, Flow } from '../flow.js'
import type { Model } from '../model.js'
import { options } from '../options.js'
import { modelCodec } from '../plain.js'
import type { Fault } from '../problem.js'
import { type Apply, constructorOf, type Definition, type Refused } from '../stage.js'
import { type TeacherWidth, teacherWidth } from '../teacherWidth.js'

const common = {
  name: 'evaluate.mse',
  about: "How far embeddings are from a teacher's vectors: −100 times the mean squared difference",
  reads: 'embeddings',
  metrics: ['negative_mse'],
  options: options({ teacher: [described(modelCodec, 'A frozen model that makes the vectors'), undefined] }),
  score: ({ embeddings, vectors }: { readonly embeddings: Vectors; readonly vectors: Vectors }) => {
    const [text, target] = [embeddings.text!, vectors.target!]
    const sum = text.reduce((sum, x, i) => sum + (x - target[i]!) ** 2, 0)
    return { negative_mse: (-100 * sum) / text.length }
  },
} as const
type Vectors = Readonly<Record<string, Float32Array>>

const given = defineEvaluator({ ...common, roles: ['text: text', 'target: vector'] })
const taught = defineEvaluator({ ...common, roles: ['text: text', 'source?: text'] })
const either = defineEvaluator({ ...common, roles: ['text: text', 'source?: text', 'target?: vector'] })
type Given = EvaluatorOf<typeof given>
type Taught = EvaluatorOf<typeof taught>

/** The rule of the columns that are read: a teacher stands in place of `target`. */
export interface MseEvaluator extends Omit<EvaluatorOf<typeof either>, 'out'> {
  readonly out: this['in'] extends AnyShape
    ? this['settings'] extends { readonly teacher: infer M }
      ? Apply<Taught, this['settings'], this['in']> extends infer Out
        ? Out extends Refused
          ? Out
          : TeacherWidth<'evaluate.mse', M, this['settings'], this['in']['width']> extends infer Wrong extends string
            ? Refused<Wrong>
            : Out
        : never
      : Apply<Given, this['settings'], this['in']>
    : never
}

const definition: Definition<'evaluate.mse'> = {
  ...either.definition,
  does: {
    ...either.definition.does,
    playing: ({ teacher }: Readonly<Record<string, unknown>>) => rolesOf(teacher === undefined ? given : taught),
    taught: { setting: 'teacher', source: 'source', otherwise: 'text', target: 'target' },
  } as never, // one of the families, as defineEvaluator made it
  judge: (flow, settings, written) => {
    const judged = (settings.teacher === undefined ? given : taught).definition.judge(flow, settings, written)
    const wrong = judged.problems.length > 0 ? undefined : wide(settings, flow)
    return { ...judged, problems: [...judged.problems, ...(wrong === undefined ? [] : [wrong])] }
  },
}
const rolesOf = ({ definition: { does } }: typeof given | typeof taught) => (does as { roles: readonly string[] }).roles

const wide = ({ teacher, width }: Readonly<Record<string, unknown>>, flow: Flow): Fault | undefined => {
  const sentence = teacherWidth('evaluate.mse', teacher as Model | undefined, width as number | undefined, flow.width)
  return sentence === undefined ? undefined : { sentence, at: ['teacher'] }
}

/**
 * How far embeddings are from a teacher's vectors, so that more is nearer: −100 · mean (teacher − student)². The vectors are a column, or
 * `teacher` makes them, a frozen model, of the texts of `source`, of the student's own where no column plays that. With `width` the
 * first numbers of both count. Source: MSEEvaluator.
 */
export const mse: EvaluatorConstructor<MseEvaluator> = named(constructorOf({ ...definition } as never))
