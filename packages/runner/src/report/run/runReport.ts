import { type Problem, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { explained } from './explainedCodec.js'
import { sample } from './sample.js'

const stage = t.type({ stage: t.string, forward: t.number, backward: t.number })
const profile = t.type({
  stages: t.array(stage),
  update: t.number,
  feeding: t.number,
  step: t.number,
  newSizes: t.number,
  collating: t.number,
})

const codec = t.intersection([
  t.type({
    /** The version of this format. */
    report: t.literal(1),
    /** When the run began, in ISO 8601. */
    began: t.string,
    /** What the run was going to do: data, stages, model, engine. */
    of: explained,
    /** Rows whose embeddings are kept, one sample for each data set; their vectors lie beside this file. */
    samples: t.array(sample),
    warnings: t.array(t.string),
  }),
  t.partial({ profile }),
])

/** `report.json` of a run's folder: the numbers behind the page that the folder's other files do not have. */
export type RunReport = t.TypeOf<typeof codec>

export const decodeRunReport = (path: string, text: string): Either<Problem, RunReport> => {
  const json = parsed(text)
  if (isLeft(json)) return left(problem(`${path} is not JSON: remove it, and the page is written without it`))
  const version = (json.right as { readonly report?: unknown } | null)?.report
  if (version !== 1)
    return left(
      problem(`${path} has version ${JSON.stringify(version)} of its format, known is 1: use a newer siamese`),
    )
  const read = codec.decode(json.right)
  return isLeft(read)
    ? left(problem(`${path} is not what siamese writes: remove it, and the page is written without it`))
    : right(read.right)
}

const parsed = (text: string): Either<unknown, unknown> => {
  try {
    return right(JSON.parse(text))
  } catch (error) {
    return left(error)
  }
}
