import type { Frozen, Reading } from '../encode/frozen.js'
import { frozenFor } from '../encode/frozenFor.js'
import { splitOf } from '../evaluate/evaluate.js'
import { frozenModels, taskOn, trainedSplit } from '../plan.js'
import { everyText } from '../sources/rows.js'
import { promptsOf } from '../train/collate.js'
import { byModel, textsOf } from '../train/seen.js'
import type { OpenPlan } from './openPlan.js'

/** Numbers that a run keeps of its frozen models at most: 512 MiB. */
const most = 2 ** 27

/** A column, and how its texts are read. */
interface Read {
  readonly column: string
  readonly reading: Reading | undefined
}

/** What a frozen model computes once, before the first step. */
export interface Lesson {
  readonly model: Frozen
  /** The splits whose texts it encodes, with the columns of each. */
  readonly splits: readonly { readonly split: string; readonly columns: readonly Read[] }[]
  /** Texts of them, equal ones counted again. */
  readonly texts: number
}

/**
 * A run that reads rows again has their vectors computed once, where they fit into memory; else they are computed with each
 * batch. Either way they depend on the data alone, and not on where a run began.
 */
export const lessonsOf = (opened: Pick<OpenPlan, 'plan' | 'frozen' | 'rows' | 'source'>): readonly Lesson[] => {
  const { plan, frozen, rows } = opened
  const splits = splitsReadAgain(opened)
  const lessons = frozenModels(plan).map((named): Lesson => {
    const model = frozenFor(frozen, named)
    const read = splits.flatMap(split => {
      const { inputs, task } = taskOn(plan, split)
      const own = byModel(inputs, frozen, promptsOf(plan.train?.prompts ?? {}, task)).filter(
        each => each.model === model,
      )
      const columns = own.flatMap(({ reading, inputs }) =>
        [...new Set(inputs.map(({ column }) => column))].map(column => ({ column, reading })),
      )
      return columns.length === 0 ? [] : [{ split, columns }]
    })
    return {
      model,
      splits: read,
      texts: read.reduce((sum, { split, columns }) => sum + rows.get(split)!.count * columns.length, 0),
    }
  })
  const numbers = lessons.reduce((sum, { model, texts }) => sum + texts * model.sentenceEncoder.width, 0)
  return numbers > most ? [] : lessons.filter(({ texts }) => texts > 0)
}

/** The splits that losses read more than once: in several epochs, or before and after training. */
const splitsReadAgain = ({ plan, source }: Pick<OpenPlan, 'plan' | 'source'>): readonly string[] => {
  const { train, tasks, evaluators } = plan
  if (train === undefined || source === undefined) return []
  const again = source.total > source.stepsPerEpoch
  const trained = again ? tasks.map(task => trainedSplit(task, train)) : []
  return [...new Set([...trained, ...evaluators.filter(({ does }) => does.reads === 'loss').map(splitOf)])]
}

/** Computes what frozen models make of texts that are read again. */
export const learn = async (
  opened: Pick<OpenPlan, 'plan' | 'frozen' | 'rows' | 'source'>,
  {
    progress,
    signal,
  }: { readonly progress: (model: string, done: number, total: number) => void; readonly signal?: AbortSignal },
): Promise<void> => {
  for (const { model, splits } of lessonsOf(opened)) {
    const byPrompt = new Map<string | undefined, { reading: Reading | undefined; texts: Set<string> }>()
    for (const { split, columns } of splits)
      for await (const row of everyText(opened.rows.get(split)!))
        for (const { column, reading } of columns) {
          const { texts } = byPrompt.get(reading?.prompt) ?? { texts: new Set<string>() }
          byPrompt.set(reading?.prompt, { reading, texts })
          for (const text of textsOf(column, [row])) texts.add(text)
        }
    const total = [...byPrompt.values()].reduce((sum, { texts }) => sum + texts.size, 0)
    let before = 0
    for (const { reading, texts } of byPrompt.values()) {
      await model.learn(texts, reading, {
        progress: done => progress(model.named.model, before + done, total),
        ...(signal === undefined ? {} : { signal }),
      })
      before += texts.size
    }
  }
}
