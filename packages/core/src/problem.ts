/** What is wrong with something a user wrote, as data: the sentence, and where it was written. */
export interface Problem {
  /** Who needs what; what is there instead; the cure. */
  readonly sentence: string
  /** The stage that is wrong, as `'pool.mean'`. */
  readonly stage?: string
  /** A file with a line or a key: `train.jsonl:17`, `stsb.json, stages[3]`. */
  readonly place?: string
}

export type Problems = readonly Problem[]

export const problem = (sentence: string, at: Omit<Problem, 'sentence'> = {}): Problem => ({ sentence, ...at })

/** One line a problem, its place indented below it. */
export const printProblems = (problems: Problems): string =>
  problems.map(({ sentence, place }) => (place ? `${sentence}\n  ${place}` : sentence)).join('\n')
