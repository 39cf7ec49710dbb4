import { type EvaluatesRows, ownOf, type Row, setOf, truncateEmbeddings } from '@siamese/core'
import type { Frozen } from '../encode/frozen.js'
import { frozenFor } from '../encode/frozenFor.js'
import type { Planned } from '../plan.js'
import { everyRole } from '../playedIn.js'
import { teacherOf } from '../teacherOf.js'
import type { Evaluation } from './evaluate.js'

/** Numbers of a teacher that are kept from one evaluation to the next at most: 512 MiB. */
const most = 2 ** 27

/** What a teacher makes of a split's texts, as many numbers of each as are scored, under the role that it stands in place of. */
export const taughtVectors = async (
  { plan, frozen, signal }: Pick<Evaluation, 'plan' | 'frozen' | 'signal'>,
  evaluator: Planned<EvaluatesRows>,
  rows: readonly Row[],
  width: number,
): Promise<Readonly<Record<string, Float32Array>>> => {
  const { does, settings } = evaluator
  const teacher = teacherOf(evaluator)
  if (teacher === undefined) return {}
  const { source, otherwise, target } = does.taught!
  const played = everyRole(does, settings, setOf(plan.data, String(settings.on))!.set.columns)
  const { column } = [source, otherwise].flatMap(name => played.find(({ role }) => role === name) ?? [])[0]!
  const prompt = ownOf(settings.prompts as Readonly<Record<string, string>>, source)
  const texts = rows.map(row => String(row[column]))
  const vectors = await vectorsOf(frozenFor(frozen, teacher), texts, prompt, signal)
  return { [target]: truncateEmbeddings(vectors, vectors.length / rows.length, width) }
}

const vectorsOf = async (
  teacher: Frozen,
  texts: readonly string[],
  prompt: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Float32Array> => {
  const reading = prompt === undefined ? undefined : ({ as: 'teacher', prompt } as const)
  if (texts.length * teacher.sentenceEncoder.width <= most)
    await teacher.learn(texts, reading, signal === undefined ? {} : { signal })
  return teacher.vectors(texts, reading)
}
