import { type Model, type ModelFile, type Problem, problem } from '@siamese/core'

/** The sentence about a file of a model that is not as the lock has it; `now` is its hash, `undefined` when it is gone. */
export const modelChanged = (
  name: Model['model'],
  source: string,
  { path, sha256 }: ModelFile,
  now: string | undefined,
): Problem => {
  const found = now === undefined ? 'it is gone' : `its sha256 begins with ${now.slice(0, 8)}`
  return problem(
    `${path} of ${name} has changed: ${found}, the lock has ${sha256.slice(0, 8)}; run siamese add model ${source} --as ${name} again, or put the old file back`,
  )
}
